# %% [markdown] lang="en"
# # 04 · IMAP: look into the box
#
# **Questions**
# - With IMAP every device is always the same. Always?
# - Which “delete” can be undone?
# - Who puts a letter into Sent?
#
# **Afterwards you can** say what a device shows and since when, use read marks, folders, Sent and Drafts, choose the right one of three “deletes”, and tell listening from asking.
#
# **Time**: 30 minutes (10 to read, 20 to try); with the two extras, 04.6 and 04.8. Start with the folded cell below: click on it and press **Shift + Enter**.
# %% [markdown] lang="ja" of="5d19409c"
# # 04 · IMAP：見に行く
#
# **この章の問い**
# - IMAPなら、どの端末もいつも同じ。本当に「いつも」でしょうか？
# - 元に戻せる「削除」はどれでしょう？
# - 「送信済み」にメールを入れるのは、だれでしょう？
#
# **できるようになること**：端末に出ているのが「いつの」表示かを言う。既読の印・フォルダー・送信済み・下書きを使う。三つの「削除」を使い分ける。待ち受けと定期確認を見分ける。
#
# **時間**：30分（説明10分、操作20分）。おまけの04.6と04.8もふくみます。まず、下の折りたたまれたセルをクリックして、**Shift + Enter**を押してください。

# %% jupyter={"source_hidden": true}
# Start the lab / ラボを始める
from labkit import Lab

lab = Lab()
aya, phone, laptop, tablet = lab.aya, lab.phone, lab.laptop, lab.tablet

# %% [markdown] lang="en"
# > **Beginner**: With IMAP every device is always the same, isn't it?
# >
# > **Expert**: Let's time that “always”.
# >
# > **Beginner**: With a clock?
# >
# > **Expert**: With one clock for each device.
#
# ## 04.1 Connect, look, leave (basic)
#
# > **Beginner**: In 03 the tablet went to the box and took its letters home. What does IMAP do there?
# >
# > **Expert**: Let's keep an eye on the box while it is there.
#
# **IMAP** is the other way to read mail. A visit has three steps:
#
# 1. **connect**: log in and open the mailbox;
# 2. **sync**: ask what has changed since the last visit, and fetch what is to be shown;
# 3. **leave**: say goodbye.
#
# Letter A lies in Ken's mailbox. His phone pays it a visit. First guess, then run.
# %% [markdown] lang="ja" of="471262cd"
# > **初心者**：IMAPなら、どの端末でもいつも同じですよね？
# >
# > **専門家**：「いつも」を時計で測ってみましょう。
# >
# > **初心者**：時計で、ですか？
# >
# > **専門家**：端末1台に、時計を1つずつです。
#
# ## 04.1 接続して、見て、帰る（基本）
#
# > **初心者**：03のタブレットは、箱まで行ってメールを持ち帰りました。IMAPは何をするんですか。
# >
# > **専門家**：IMAPが来ている間、箱の中をよく見ていましょう。
#
# **IMAP**は、メールを読むもう一つの方法です。1回の訪問は、3つの手順でできています。
#
# 1. **接続**：ログインして、メールボックスを開く。
# 2. **同期**：前に来た時から何が変わったかを聞き、表示する分を取り込む。
# 3. **帰る**：終了を告げる。
#
# ケンのメールボックスにAが入っています。スマホが見に行きます。まず予想して、それから実行してください。

# %%
lab.predict("04.1")

# %% jupyter={"outputs_hidden": true}
lab.reset("04.1")
phone.sync()
lab.film()

# %% [markdown] lang="en"
# What did the phone say? The black tabs at the left show the steps. Find the word that opens the mailbox, and the goodbye.
# %% [markdown] lang="ja" of="ccad8f55"
# スマホは何と言ったのでしょう。左の黒い見出しが手順です。メールボックスを開く言葉と、終了の言葉を探してください。

# %% jupyter={"outputs_hidden": true}
lab.ladder("phone")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The phone** logged in (`LOGIN`), opened the mailbox (`SELECT`), asked for marks and letters (`FETCH`), and said goodbye (`LOGOUT`).
# - **The server** answered. Nothing that it was asked takes a letter out of the mailbox.
# - **Letter A** lies on the server. What the phone shows is a *view* of it.
#
# How much of a letter an app keeps for its view is the app's choice: the header only, or all of it. 05.3 shows the difference.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The phone is empty**: it has not synced. Run the cell with `lab.reset("04.1")` once more.
# - **More letters than A**: something was sent in between. `lab.reset("04.1")` starts afresh.
# - **A name is not defined**: run the folded cell at the top.
#
# </details>
#
# **Remember:** IMAP opens the mailbox and shows what is in it. A letter stays there until somebody, or some rule, removes it.
# %% [markdown] lang="ja" of="839c0eee"
# <details><summary><b>なぜ？</b></summary>
#
# - **スマホ**は、ログインし（`LOGIN`）、メールボックスを開き（`SELECT`）、印とメールを取り込み（`FETCH`）、終了を告げました（`LOGOUT`）。
# - **サーバー**は、聞かれたことに答えました。メールを箱から出すような頼みは、1つもありませんでした。
# - **メールA**は、サーバーにあります。スマホに出ているのは、その「表示」です。
#
# 表示のために端末がどこまで持つかは、ソフトが決めます。ヘッダーだけのことも、全体のこともあります。違いは05.3で確かめます。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **スマホが空**：まだ同期していません。`lab.reset("04.1")`のあるセルを、もう一度実行してください。
# - **A以外のメールもある**：途中で何かを送ったからです。`lab.reset("04.1")`で最初からになります。
# - **名前が定義されていない（not defined）と出る**：一番上の、折りたたまれたセルを実行してください。
#
# </details>
#
# **覚えておこう**：IMAPは箱を開けて中を見せます。メールは、だれかが消すか、自動削除の規則が働くまで、サーバーに残ります。

# %% jupyter={"outputs_hidden": true}
lab.check("04.1")

# %% [markdown] lang="en"
# ## 04.2 Read here, look there (basic)
#
# > **Beginner**: I read my mail on the train, on the phone. Do I have to read it all again at home?
# >
# > **Expert**: Let's read one letter on the phone, and look at the laptop.
#
# Phone and laptop both show A and B. The filled dot on a tile means *unread*, the open dot *read*.
# %% [markdown] lang="ja" of="325aeaff"
# ## 04.2 こちらで読む、あちらで見る（基本）
#
# > **初心者**：電車の中で、スマホで読みました。家のPCで、また全部開かないといけませんか。
# >
# > **専門家**：スマホで1通だけ読んで、ノートPCを見てみましょう。
#
# スマホにもノートPCにも、AとBが表示されています。タイルの黒い丸は未読、白い丸は既読です。

# %%
lab.predict("04.2")

# %% jupyter={"outputs_hidden": true}
lab.reset("04.2")
phone.open("B")
laptop.sync()
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The phone** opened B, and asked the server to set the mark `\Seen` on it.
# - **The server** keeps that mark beside the letter. (The marks of IMAP are called *flags*.)
# - **The laptop** asked for all marks at its sync, and found this one.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **B is unread on the laptop, with a small clock**: the laptop has not synced since.
# - **A is read too**: it was opened. `lab.reset("04.2")` starts afresh.
#
# </details>
#
# ### And the sender?
#
# Aya would like to know whether Ken has read B. What does she learn? Decide before you run the next cell; it lets Aya look for mail, and shows her mailbox.
#
# 1. “Read” appears at once, as in a chat app
# 2. “Read” appears after she has synced
# 3. Nothing
# 4. “Read” appears if both use the same provider
# 5. I am not sure
# %% [markdown] lang="ja" of="10e5e467"
# <details><summary><b>なぜ？</b></summary>
#
# - **スマホ**はBを開き、「Bに印`\Seen`を付けて」とサーバーに頼みました。
# - **サーバー**は、その印をメールといっしょに持っています（IMAPの印を、フラグといいます）。
# - **ノートPC**は同期で全部の印を聞き、この印を見つけました。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **ノートPCのBが未読で、小さな時計が付いている**：そのあと、まだ同期していません。
# - **Aも既読になっている**：Aも開いたからです。`lab.reset("04.2")`で最初からになります。
#
# </details>
#
# ### では、相手には？
#
# ケンがBを読んだかどうか、アヤは気になります。アヤには何がわかるでしょうか。次のセルを実行する前に決めてください。セルでは、アヤが新着を確かめ、アヤのメールボックスが表示されます。
#
# 1. チャットのように、すぐ「既読」と出る
# 2. アヤが同期すると「既読」と出る
# 3. 何もわからない
# 4. 2人が同じプロバイダーなら「既読」と出る
# 5. わからない

# %% jupyter={"outputs_hidden": true}
aya.sync()
lab.mailbox("aya")

# %% [markdown] lang="en"
# <details><summary><b>What happened?</b></summary>
#
# Nothing, answer 3. The mark lies in *Ken's* mailbox. No letter went to Aya, and nobody called her provider. That is not like a chat app.
#
# A **read receipt** is something else: a letter of its own, which Ken's app sends only if it is willing to.
#
# </details>
#
# **Remember:** “Read” is a mark in your own mailbox: your devices share it, the sender never hears of it.
# %% [markdown] lang="ja" of="cd25c4bd"
# <details><summary><b>結果は？</b></summary>
#
# 答えは3、何もわかりません。印は**ケンの**メールボックスにあります。アヤにメールは届いていませんし、アヤ側のサーバーにも、だれも連絡していません。チャットの「既読」とは別のものです。
#
# **開封確認**は、また別です。それ自体が1通のメールで、ケンのソフトが送ってもよいとした時だけ送られます。
#
# </details>
#
# **覚えておこう**：既読は自分の箱に付く印です。自分の端末には同期で伝わり、相手には伝わりません。

# %% jupyter={"outputs_hidden": true}
lab.check("04.2")

# %% [markdown] lang="en"
# ## 04.3 Two ways to look (break)
#
# > **Beginner**: I have letters marked as read that I have never seen. Somebody must be in my mailbox!
# >
# > **Expert**: Somebody, or something. Let's send a program in.
#
# Many programs look into a mailbox for you: a spam filter at home, a notifier, a calendar. Ours fetches C with the word `BODY.PEEK[]` and B with the word `BODY[]`, each letter whole. Then the laptop syncs.
# %% [markdown] lang="ja" of="4ba3285e"
# ## 04.3 二通りの見方（こわしてみる）
#
# > **初心者**：見た覚えのないメールが、既読になっています。だれかが私のメールボックスを見ている！
# >
# > **専門家**：人とは限りませんよ。プログラムに見に行かせてみましょう。
#
# 代わりにメールボックスを見てくれるプログラムは、たくさんあります。迷惑メールの判定、新着のお知らせ、予定表などです。ここでは、プログラムがCは`BODY.PEEK[]`、Bは`BODY[]`という言葉で頼み、どちらも全体を取り込みます。そのあと、ノートPCを同期します。

# %%
lab.predict("04.3")

# %% jupyter={"outputs_hidden": true}
lab.reset("04.3")
lab.program.fetch("C", peek=True)
lab.program.fetch("B")
laptop.sync()
lab.film()

# %% [markdown] lang="en"
# Here is the program's second visit, for B. Look at the server's answer to `BODY[]`: it sends the letter, and one thing more.
# %% [markdown] lang="ja" of="69b6c40c"
# プログラムの2回目の訪問、Bの分です。`BODY[]`へのサーバーの答えを見てください。メールのほかに、もう一つ何かを伝えています。

# %% jupyter={"outputs_hidden": true}
lab.ladder("program")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The program** asked for B with `BODY[]`. In IMAP that word means: fetch it, *and* set the mark `\Seen`.
# - **The server** did both, and said so: `FLAGS (\Seen)`. It cannot know whether anybody reads.
# - **C** was fetched with `BODY.PEEK[]`: the same octets, and no mark.
#
# The phone and the laptop of this lab always fetch with PEEK. They set the mark when Ken opens a letter.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **C is read too**: it was fetched without `peek=True`, or opened on a device.
# - **No open dot anywhere**: the laptop has not synced. Run the cell with `lab.reset("04.3")` once more.
#
# </details>
#
# **Remember:** “Read” is a mark on the server; PEEK looks without setting it.
# %% [markdown] lang="ja" of="d871819a"
# <details><summary><b>なぜ？</b></summary>
#
# - **プログラム**は、Bを`BODY[]`で頼みました。IMAPでは「取り込み、**しかも**`\Seen`の印を付ける」という意味の言葉です。
# - **サーバー**は両方を行い、`FLAGS (\Seen)`と答えました。人が読んでいるかどうかは、サーバーにはわかりません。
# - **C**は`BODY.PEEK[]`で取り込みました。届く中身は同じですが、印は付きません。
#
# このラボのスマホとノートPCは、いつもPEEKで取り込みます。印を付けるのは、ケンがメールを開いた時です。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **Cも既読になっている**：`peek=True`なしで取り込んだか、どれかの端末で開いています。
# - **白い丸がどこにもない**：ノートPCが同期していません。`lab.reset("04.3")`のあるセルを、もう一度実行してください。
#
# </details>
#
# **覚えておこう**：既読はサーバー上の印。PEEKなら付きません。

# %% jupyter={"outputs_hidden": true}
lab.check("04.3")

# %% [markdown] lang="en"
# ## 04.4 Deleted on one (break)
#
# > **Beginner**: I deleted a letter on my phone, and then my PC had lost it too. It must be broken.
# >
# > **Expert**: *Then*? Let's find out when exactly.
#
# For once all three devices fetch by IMAP, the tablet too. All of them have just synced and show A and B. Now the phone removes B for good. Nothing else happens; the other two don't look.
# %% [markdown] lang="ja" of="10967fed"
# ## 04.4 1台で消す（こわしてみる）
#
# > **初心者**：スマホで消したら、PCからも消えました。故障ですよね。
# >
# > **専門家**：消えたのは、いつですか。正確に調べてみましょう。
#
# 今回は、タブレットもふくめて3台ともIMAPです。3台とも同期したばかりで、AとBを表示しています。ここでスマホがBを完全に削除します。ほかには何も起きません。残りの2台は、まだ見に行きません。

# %%
lab.predict("04.4")

# %% jupyter={"outputs_hidden": true}
lab.reset("04.4")
phone.expunge("B")
lab.film()

# %% [markdown] lang="en"
# Compare the four rows in the last column. Is any of them old? Now the laptop looks, and after it the tablet: watch when each row changes.
# %% [markdown] lang="ja" of="b7ff0149"
# 最後の列で、4つの行を比べてください。古い表示のままの行はありますか。次は、ノートPCが見に行き、そのあとタブレットが見に行きます。それぞれの行が、いつ変わるかに注目してください。

# %% jupyter={"outputs_hidden": true}
laptop.sync()
tablet.sync()
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The phone** had B removed from the mailbox.
# - **The server** had one letter B, and has none now.
# - **Laptop and tablet** went on showing what they had seen last. The small clock marks such an old view. At its own sync each of them found B no longer in the list.
#
# So nothing is broken. And “always the same” wants a few words more: the same *once each device has synced*.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **No clock anywhere**: the devices had looked already. Run the cell with `lab.reset("04.4")` once more and look before you go on.
# - **A bar across B instead of a ghost**: B was only marked. That is what 04.5 is about.
#
# </details>
#
# > **Beginner**: It is as if the post office put my box on three tables.
# >
# > **Expert**: No post office can show the same box on three tables. Here our picture of the post office ends. Keep this instead: *one mailbox, many views.*
#
# **Remember:** With IMAP everyone looks at one box, each in its own time.
# %% [markdown] lang="ja" of="f5fde827"
# <details><summary><b>なぜ？</b></summary>
#
# - **スマホ**は、Bをメールボックスから削除させました。
# - **サーバー**にはBが1通だけあり、いまはありません。
# - **ノートPCとタブレット**は、最後に見たものを表示し続けました。小さな時計が、その古い表示の目印です。それぞれ自分が同期した時に、一覧にBがないことを知りました。
#
# ですから、故障ではありません。「いつも同じ」には、言葉が足りませんでした。**それぞれが同期した時点で**、同じになります。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **時計がどこにもない**：端末がもう見に行ったあとです。`lab.reset("04.4")`のあるセルをもう一度実行し、先へ進む前に見てください。
# - **Bが消えず、横線が引かれている**：印を付けただけです。04.5で調べます。
#
# </details>
#
# > **初心者**：郵便局が、私の私書箱を3つの机に並べてくれたみたいですね。
# >
# > **専門家**：同じ箱を3つの机に同時に出せる郵便局は、ありません。郵便局のたとえが使えるのは、ここまでです。これからは「メールボックスは1つ、表示はいくつも」と考えましょう。
#
# **覚えておこう**：IMAPは全員が同じ箱を見ます。ただし見る時刻は端末ごとに違います。

# %% jupyter={"outputs_hidden": true}
lab.check("04.4")

# %% [markdown] lang="en"
# ## 04.5 Three times “delete” (break)
#
# > **Beginner**: I deleted it. So it's gone.
# >
# > **Expert**: With which button?
#
# Mail apps call three different things “delete”. The phone does one to each letter: it **marks** B (`\Deleted`), **moves** C to Trash, and **removes** D for good (mark and `EXPUNGE`). Letter A stays as it is.
# %% [markdown] lang="ja" of="fb98e3f5"
# ## 04.5 三つの「削除」（こわしてみる）
#
# > **初心者**：削除しました。だから、もうありません。
# >
# > **専門家**：どのボタンで削除しましたか。
#
# メールソフトは、三つのちがうことを「削除」と呼びます。スマホで、1通ずつ別の方法を試します。Bには**削除マーク**（`\Deleted`）を付け、Cはごみ箱に**移し**、Dは**完全に削除**します（印を付けて`EXPUNGE`）。Aには触れません。

# %%
lab.predict("04.5")

# %% jupyter={"outputs_hidden": true}
lab.reset("04.5")
phone.mark("B")
phone.trash("C")
phone.expunge("D")
lab.film()

# %% [markdown] lang="en"
# And now back: take the mark off B, move C to the inbox again.
# %% [markdown] lang="ja" of="88c9c721"
# では、元に戻します。Bの印を外し、Cを受信トレイに移します。

# %% jupyter={"outputs_hidden": true}
phone.unmark("B")
phone.move("C", "INBOX")
lab.film()

# %% [markdown] lang="en"
# D is left. The next line tries the same with D. (A message in a frame is an answer here, not a breakdown.)
# %% [markdown] lang="ja" of="158fc5b9"
# 残るはDです。次の行で、Dも同じように戻してみます（枠に入ったメッセージが出ても、故障ではなく答えです）。

# %% tags=["raises-exception"] jupyter={"outputs_hidden": true}
phone.move("D", "INBOX")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **B** never moved. `\Deleted` is a mark like `\Seen`: a wish that nobody has carried out yet.
# - **C** went to another folder of the same mailbox. Trash is a folder like others; some providers empty it after a while.
# - **D** was removed: `EXPUNGE` took it off the server. There is no command that brings it back.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **C is not to be seen**: look for the folder Trash in the film strip.
# - **The line with D says that the phone has no letter C either**: the cell before it was not run.
# - **Not sure what was pressed?** `lab.reset("04.5")`, and run the three cells in order.
#
# </details>
#
# <details><summary><b>For experts: the app that removes silently</b></summary>
#
# A plain `EXPUNGE` removes *all* marked letters, so it would have taken B along with D. The phone said `UID EXPUNGE` with D's number. And there is a trap: the command `CLOSE` closes a mailbox and removes every marked letter without a word. `LOGOUT` does not. To try it, put these lines into a new cell, look at `lab.film()`, and let the check tell you what it thinks of it:
#
# ```python
# lab.reset("04.5")
# phone.mark("B")
# talk = lab.talk("imap")
# talk.say('a1 LOGIN ken@fuji.example "mountain-view"', "a2 SELECT INBOX", "a3 CLOSE")
# phone.sync()
# lab.film()
# ```
#
# Then run the cells of 04.5 from `lab.reset("04.5")` on again.
#
# </details>
#
# **Remember:** Three different things are called “delete”.
# %% [markdown] lang="ja" of="72dad502"
# <details><summary><b>なぜ？</b></summary>
#
# - **B**は動いていません。`\Deleted`は`\Seen`と同じような印で、「消してほしい」という希望です。まだだれも実行していません。
# - **C**は、同じメールボックスの別のフォルダーに移りました。ごみ箱もフォルダーの一つです。しばらくすると自動で空にするサービスもあります。
# - **D**は、`EXPUNGE`でサーバーからなくなりました。元に戻す命令はありません。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **Cが見当たらない**：フィルムで「ごみ箱」フォルダーを探してください。
# - **Dの行で、Cもないと言われる**：1つ前のセルを実行していません。
# - **何を押したかわからなくなった**：`lab.reset("04.5")`のあるセルから、3つのセルを順に実行してください。
#
# </details>
#
# <details><summary><b>くわしく知りたい人へ：だまって消すソフト</b></summary>
#
# ただの`EXPUNGE`は、印の付いたメールを**全部**消します。使っていたら、Dといっしょに、Bも消えたはずです。スマホは番号を付けて`UID EXPUNGE`と言い、Dだけを消しました。もう一つ、落とし穴があります。`CLOSE`という命令は、メールボックスを閉じる時に、印の付いたメールを何も言わずに全部消します。`LOGOUT`は消しません。試すには、次の行を新しいセルに入れて、フィルムを見てください。そのあと確認すると、何が起きたかを教えてくれます。
#
# ```python
# lab.reset("04.5")
# phone.mark("B")
# talk = lab.talk("imap")
# talk.say('a1 LOGIN ken@fuji.example "mountain-view"', "a2 SELECT INBOX", "a3 CLOSE")
# phone.sync()
# lab.film()
# ```
#
# 終わったら、04.5のセルを`lab.reset("04.5")`からもう一度実行してください。
#
# </details>
#
# **覚えておこう**：「削除」には、印・移動・完全削除の三つがあります。

# %% jupyter={"outputs_hidden": true}
lab.check("04.5")

# %% [markdown] lang="en"
# ## 04.6 A folder of one's own (use, extra)
#
# > **Beginner**: I have tidied my mail into folders at home. Do I have to do it again on the phone?
# >
# > **Expert**: Make one, and look.
#
# Ken makes a folder on the laptop and moves A into it. His phone is set to show all folders; it has not looked since.
# %% [markdown] lang="ja" of="e3c6e819"
# ## 04.6 自分のフォルダー（使ってみる・おまけ）
#
# > **初心者**：家のPCで、メールをフォルダーに整理しました。スマホでも、もう一度やるんですか。
# >
# > **専門家**：1つ作って、見てみましょう。
#
# ケンはノートPCでフォルダーを作り、Aを移します。スマホはすべてのフォルダーを表示する設定ですが、まだ見に行っていません。

# %%
lab.predict("04.6")

# %% jupyter={"outputs_hidden": true}
lab.reset("04.6")
laptop.make_folder("Work")
laptop.move("A", "Work")
lab.film()

# %% [markdown] lang="en"
# What does the phone's row say now? Then let it look.
# %% [markdown] lang="ja" of="3e992a34"
# スマホの行は、いまどうなっていますか。確かめたら、見に行かせます。

# %% jupyter={"outputs_hidden": true}
phone.sync()
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The laptop** asked the server for a new folder (`CREATE`) and for a move (`MOVE`).
# - **The server** has the folder. It belongs to the mailbox, not to a device.
# - **The phone** asked for the list of folders (`LIST`) at its sync, and looked into each. An app that shows the inbox alone would not find A any more.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The phone has lost A**: it looks into the inbox alone. `lab.reset("04.6")` sets it to all folders.
# - **The folder exists already**: the cell was run without its first line. Run it whole.
#
# </details>
#
# **Remember:** Folders lie in the mailbox on the server; each device sees them when it syncs.
# %% [markdown] lang="ja" of="183f111f"
# <details><summary><b>なぜ？</b></summary>
#
# - **ノートPC**は、サーバーに新しいフォルダー（`CREATE`）と移動（`MOVE`）を頼みました。
# - **サーバー**に、フォルダーがあります。端末ではなく、メールボックスのものです。
# - **スマホ**は、同期でフォルダーの一覧を聞き（`LIST`）、1つずつ中を見ました。受信トレイしか見ないソフトなら、Aが見つからなくなるところでした。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **スマホからAが消えた**：受信トレイだけを見る設定になっています。`lab.reset("04.6")`で、すべてのフォルダーを見る設定に戻ります。
# - **フォルダーがもうあると言われる**：セルの1行目を飛ばしています。セル全体を実行してください。
#
# </details>
#
# **覚えておこう**：フォルダーはサーバーの箱の中にあります。端末に出るのは、同期した時です。

# %% jupyter={"outputs_hidden": true}
lab.check("04.6")

# %% [markdown] lang="en"
# ## 04.7 Sent three ways (break)
#
# > **Beginner**: I answered from my laptop. My phone says I have never sent anything.
# >
# > **Expert**: And who was to tell it?
#
# Ken answers letter A on the laptop. What an app does with a copy of what it sends is a setting. At first the laptop keeps **none**.
# %% [markdown] lang="ja" of="dcda88b0"
# ## 04.7 送信済みの三つの流儀（こわしてみる）
#
# > **初心者**：ノートPCから返信したのに、スマホの送信済みは空っぽです。
# >
# > **専門家**：スマホには、だれが伝えるはずだったのでしょう。
#
# ケンはノートPCでAに返信します。送ったメールのコピーをどうするかは、ソフトの設定です。最初は、コピーを**残さない**設定です。

# %%
lab.predict("04.7")

# %% jupyter={"outputs_hidden": true}
lab.reset("04.7")
laptop.answer("A")
phone.sync()
lab.film()

# %% [markdown] lang="en"
# A second answer, with another setting: the laptop keeps a copy **on itself**.
# %% [markdown] lang="ja" of="a145ca0d"
# 2通目の返信は、設定を変えます。ノートPCが、コピーを**自分の中に**残します。

# %% jupyter={"outputs_hidden": true}
laptop.sent = "local"
laptop.answer("A")
phone.sync()
lab.film()

# %% [markdown] lang="en"
# A third one: the laptop **uploads** a copy. Watch the folder Sent in three rows.
# %% [markdown] lang="ja" of="9df81420"
# 3通目。ノートPCが、コピーを**アップロード**します。3つの行の「送信済み」に注目してください。

# %% jupyter={"outputs_hidden": true}
laptop.sent = "upload"
laptop.answer("A")
phone.sync()
lab.film()

# %% [markdown] lang="en"
# This is the laptop's last visit to the mailbox. Which word puts a letter there?
# %% [markdown] lang="ja" of="d979bd21"
# ノートPCが最後にメールボックスを訪れた時のやり取りです。メールを入れるのは、どの言葉ですか。

# %% jupyter={"outputs_hidden": true}
lab.ladder("laptop")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The laptop** handed each answer in by SMTP: one errand. The third time it ran another errand: by IMAP, to Ken's *own* mailbox, with `APPEND`.
# - **The sending server** carried the answers to Aya. It put nothing into Ken's mailbox.
# - **The phone** shows what lies in Sent on the server: nothing, nothing, one letter.
#
# IMAP can put a letter into your mailbox, but it can't send one: that is always another protocol's job. Some providers file a copy by themselves; an app that uploads too then makes two of each. So look at your own app's setting.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The first steps are not in the strip**: it shows the last six; `lab.film(unfold=True)` shows all.
# - **Two letters in Sent on the server**: the last run cell was run twice. Run the three cells from `lab.reset("04.7")` on.
#
# </details>
#
# **Remember:** SMTP sends; filing into Sent is another errand.
# %% [markdown] lang="ja" of="e030a837"
# <details><summary><b>なぜ？</b></summary>
#
# - **ノートPC**は、どの返信もSMTPで預けました。これが1つの用事です。3回目は、もう1つ用事をしました。IMAPで**ケン自身の**メールボックスに行き、`APPEND`でコピーを入れたのです。
# - **送信サーバー**は、返信をアヤまで運びました。ケンのメールボックスには何も入れていません。
# - **スマホ**に出るのは、サーバーの送信済みにあるものです。0通、0通、1通でした。
#
# IMAPは自分のメールボックスにメールを入れられますが、送ることはできません。送るのは、いつも別の約束ごとの仕事です。自分でコピーを入れるサービスもあり、そこでソフトもアップロードすると、2通ずつになります。お使いのソフトの設定を確かめてみましょう。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **最初のほうがフィルムにない**：フィルムは最後の6回分を見せます。`lab.film(unfold=True)`で全部出ます。
# - **サーバーの送信済みに2通ある**：最後の実行のセルを2回実行したからです。`lab.reset("04.7")`のセルから、3つを順に実行してください。
#
# </details>
#
# **覚えておこう**：送るのはSMTP、送信済みに入れるのは別の用事です。

# %% jupyter={"outputs_hidden": true}
lab.check("04.7")

# %% [markdown] lang="en"
# ## 04.8 A draft on two devices (use, extra)
#
# > **Beginner**: I begin a letter on the laptop and finish it on the phone. So the phone changes the letter on the server.
# >
# > **Expert**: Does it? Let's look at the words.
#
# The laptop saves a draft. The phone syncs, writes on at it, and saves it.
# %% [markdown] lang="ja" of="42a0d764"
# ## 04.8 下書きを2台で（使ってみる・おまけ）
#
# > **初心者**：ノートPCで書き始めて、スマホで仕上げます。スマホが、サーバーのメールを書き換えるんですよね。
# >
# > **専門家**：そうでしょうか。やり取りの言葉を見てみましょう。
#
# ノートPCが下書きを保存します。スマホは同期し、続きを書いて保存します。

# %%
lab.predict("04.8")

# %% jupyter={"outputs_hidden": true}
lab.reset("04.8")
laptop.save_draft()
phone.sync()
phone.edit_draft("A", "10:00?")
lab.film()

# %% [markdown] lang="en"
# The tile in Drafts has changed. But how? Read what the phone said when it saved: which words came one after the other?
# %% [markdown] lang="ja" of="c0721ee8"
# 「下書き」のタイルが変わりました。でも、どうやって変わったのでしょう。保存した時にスマホが何と言ったか、言葉の順に読んでみてください。

# %% jupyter={"outputs_hidden": true}
lab.ladder("phone")

# %% [markdown] lang="en"
# And the tablet, which fetches by POP3: does it know of the draft?
# %% [markdown] lang="ja" of="5a90a7de"
# では、POP3で受信するタブレットは、下書きのことを知っているでしょうか。

# %% jupyter={"outputs_hidden": true}
tablet.get()
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The phone** uploaded a new letter (`APPEND`), then marked the old one (`STORE`) and removed it (`EXPUNGE`).
# - **The server** gave the new letter a new number (UID). A stored letter is never rewritten.
# - **The laptop** still shows the old text, until it syncs.
# - **The tablet** sees the inbox alone: POP3 knows no other folder.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The phone knows no letter A**: it has to sync before it can write on. Run the cell whole.
# - **Two drafts**: the laptop saved twice. `lab.reset("04.8")` starts afresh.
#
# </details>
#
# **Remember:** A stored letter never changes; it is replaced.
# %% [markdown] lang="ja" of="6adf721e"
# <details><summary><b>なぜ？</b></summary>
#
# - **スマホ**は新しいメールをアップロードし（`APPEND`）、それから古いほうに印を付けて（`STORE`）、消しました（`EXPUNGE`）。
# - **サーバー**は、新しいメールに新しい固有番号（UID）を付けました。保存されたメールが書き換わることはありません。
# - **ノートPC**は、次に同期するまで古い本文のままです。
# - **タブレット**に見えるのは受信トレイだけです。POP3は、ほかのフォルダーを知りません。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **スマホにメールAがないと言われる**：続きを書く前に、同期が必要です。セル全体を実行してください。
# - **下書きが2通ある**：ノートPCで2回保存したからです。`lab.reset("04.8")`で最初からになります。
#
# </details>
#
# **覚えておこう**：保存された手紙は書き換わりません。入れ替わります。

# %% jupyter={"outputs_hidden": true}
lab.check("04.8")

# %% [markdown] lang="en"
# ## 04.9 Who knows first? (use)
#
# > **Beginner**: With IMAP new mail comes at once.
# >
# > **Expert**: To whom? Here is the clock that I promised.
#
# All three devices use IMAP, and each has its own habit:
#
# - the **laptop** keeps a line open and waits (`IDLE`);
# - the **phone** asks every 15 minutes, next at 09:15;
# - the **tablet** asks when somebody taps.
#
# It is nine o'clock. Aya sends C.
# %% [markdown] lang="ja" of="d30fb950"
# ## 04.9 最初に知るのは？（使ってみる）
#
# > **初心者**：IMAPなら、新着はすぐに届きますよね。
# >
# > **専門家**：だれに、ですか。約束した時計の出番です。
#
# 3台ともIMAPですが、習慣がちがいます。
#
# - **ノートPC**は、つないだまま待ち受けます（`IDLE`）。
# - **スマホ**は、15分ごとに聞きに行きます（定期確認）。次は09:15です。
# - **タブレット**は、人が押した時だけ聞きに行きます。
#
# いまは9時。アヤがCを送ります。

# %%
lab.predict("04.9")

# %% jupyter={"outputs_hidden": true}
lab.reset("04.9")
laptop.idle()
aya.send()
lab.film()

# %% [markdown] lang="en"
# Nobody has touched any of Ken's devices. Now let a quarter of an hour pass, then tap the tablet.
# %% [markdown] lang="ja" of="97595f8a"
# ケンの端末には、だれも触っていません。次に15分進めて、それからタブレットを押します。

# %% jupyter={"outputs_hidden": true}
lab.wait(minutes=15)
tablet.sync()
lab.film()

# %% [markdown] lang="en"
# This is what passed on the laptop's open line. Find the moment at which the server speaks without being asked: between `+` and `DONE`.
# %% [markdown] lang="ja" of="c391aab8"
# つないだままのノートPCの回線を通った言葉です。聞かれていないのにサーバーが話す所を、`+`と`DONE`の間で探してください。

# %% jupyter={"outputs_hidden": true}
lab.ladder("laptop")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The laptop** said `IDLE` and kept the line open. So the server could say `* 3 EXISTS` (“there are three letters now”) at once, and the laptop fetched the third.
# - **The phone** had no line open. At 09:15 it called, asked, and saw C.
# - **The tablet** asked when it was tapped, and not before.
#
# An open line costs something: a connection at the server, some current on the device. That is why apps let you choose.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The laptop has not got C**: it was not waiting when Aya sent. Run the cell with `lab.reset("04.9")` once more.
# - **The phone has not got C**: less than 15 minutes have passed. `lab.wait(minutes=15)` moves the lab's clock.
#
# </details>
#
# **Remember:** Somebody must listen (IDLE) or ask (poll).
# %% [markdown] lang="ja" of="bde63cf6"
# <details><summary><b>なぜ？</b></summary>
#
# - **ノートPC**は`IDLE`と言って、回線をつないだままにしました。だからサーバーは、すぐに`* 3 EXISTS`（いま3通あります）と言えました。ノートPCは、3通目を取り込みました。
# - **スマホ**は、つないでいませんでした。09:15に接続して聞き、Cを知りました。
# - **タブレット**は、押された時に聞きました。それまでは知りません。
#
# つないだままにすると、サーバーの接続を1つ使い、端末の電池も少し使います。だから、設定で選べるようになっています。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **ノートPCにCがない**：アヤが送った時に、待ち受けていませんでした。`lab.reset("04.9")`のあるセルを、もう一度実行してください。
# - **スマホにCがない**：まだ15分たっていません。`lab.wait(minutes=15)`で、ラボの時計が進みます。
#
# </details>
#
# **覚えておこう**：待ち受ける（IDLE）か、聞きに行く（定期確認）かです。

# %% jupyter={"outputs_hidden": true}
lab.check("04.9")

# %% [markdown] lang="en"
# ## What you have done
#
# A filled mark means passed. Nothing is lost if one is missing: each experiment starts afresh.
# %% [markdown] lang="ja" of="1347e278"
# ## ここまでの記録
#
# どの実験ができたかを見てみましょう。残っていても大丈夫です。どの実験も、いつでも最初から始められます。

# %% jupyter={"outputs_hidden": true}
lab.progress()

# %% [markdown] lang="en"
# > **Beginner**: So “always the same” was too short. There is one mailbox on the server, and my devices show views of it. They are the same once each has synced. The marks and folders lie in the mailbox, and a copy of what I send lies there only if my app puts it there.
# >
# > **Expert**: And how does a device hear of something new?
# >
# > **Beginner**: It asks now and then, or it keeps a line open and listens.
#
# ## Key points
# - A visit by IMAP: connect and open the mailbox, sync, leave. Letters stay on the server until somebody or some rule removes them; a full mailbox turns new ones away. It is **not a backup** (05.4).
# - Read marks and folders belong to the **mailbox**. A device sees them at its next sync; the sender never does.
# - **Delete** is three things: mark, move, remove. Only the last is final.
# - **Sent and Drafts** hold what an app uploads (`APPEND`).
# - New mail is noticed by **listening** (IDLE) or by **asking** (poll).
#
# ## Three questions before you go
# 1. A letter is deleted on the phone: when does the tablet know?
# 2. Which of the three “deletes” can be undone?
# 3. Who puts a letter into Sent?
#
# <details><summary><b>Our answers</b></summary>
#
# 1. At its own next sync (if it uses IMAP), or at once while it waits in IDLE. Until then it shows the old view.
# 2. The mark can be taken off, and what was moved to Trash can be moved back. What was removed for good can't be brought back by any command.
# 3. The app that sent it, by IMAP with `APPEND`, if it is set so; with some providers the server.
#
# </details>
#
# ## Next
# [05 Three devices](05-three-devices.ipynb): a letter has vanished from the phone. Who took it?
# %% [markdown] lang="ja" of="2f6cc2fe"
# > **初心者**：「いつも同じ」では、言葉が足りなかったんですね。サーバーにメールボックスが1つあって、端末にはその表示が出る。それぞれが同期した時点で、同じになる。印もフォルダーもメールボックスの中にある。送ったメールのコピーは、ソフトが入れた時だけそこにある。
# >
# > **専門家**：では、端末は新着をどうやって知りますか。
# >
# > **初心者**：ときどき聞きに行くか、つないだまま待ち受けるか、です。
#
# ## まとめ
# - IMAPの訪問：接続して箱を開け、同期して、帰る。メールは、だれかが消すか、自動削除の規則が働くまで、サーバーに残ります。箱がいっぱいになると、新しいメールは入りません。**バックアップではありません**（05.4）。
# - 既読の印とフォルダーは、**メールボックス**のものです。端末には次の同期で出て、相手には伝わりません。
# - **削除**は三つ：印・移動・完全削除。取り消せないのは、最後の一つです。
# - **送信済みと下書き**にあるのは、ソフトがアップロード（`APPEND`）したものです。
# - 新着を知る方法は、**待ち受ける**（IDLE）か、**聞きに行く**（定期確認）かです。
#
# ## 終わる前に3つの質問
# 1. スマホでメールを削除しました。タブレットは、いつ知りますか。
# 2. 三つの「削除」のうち、元に戻せるのはどれですか。
# 3. 「送信済み」にメールを入れるのは、だれですか。
#
# <details><summary><b>わたしたちの答え</b></summary>
#
# 1. IMAPなら、タブレットが次に同期した時。IDLEで待ち受けていれば、すぐに。それまでは古い表示のままです。
# 2. 印は外せます。ごみ箱に移したメールは、戻せます。完全に削除したメールは、どんな命令でも戻せません。
# 3. 送ったソフトです。そう設定してあれば、IMAPの`APPEND`で入れます。サーバーが入れるサービスもあります。
#
# </details>
#
# ## 次は
# [05 3台で使う](05-three-devices.ipynb)：スマホからメールが消えました。取り出したのはだれでしょう。
