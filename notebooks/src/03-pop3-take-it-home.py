# %% [markdown] lang="en"
# # 03 · POP3: take it home
#
# **Questions**
# - Who removes a letter from the server, and at which moment?
# - Who remembers which letters were fetched?
# - What do two devices know of each other?
#
# **Afterwards you can** say what the server and the device hold after any POP3 session.
#
# **Time**: 25 minutes (10 to read, 15 to try). Each experiment starts afresh and takes two minutes at most.
# %% [markdown] lang="ja" of="02bc5563"
# # 03 · POP3：持ち帰る
#
# **この章の問い**
# - サーバーのメールを消すのはだれで、それはいつでしょう？
# - どのメールを受信したか、だれが覚えているのでしょう？
# - 2台の端末は、おたがいのことを何か知っているのでしょうか？
#
# **できるようになること**：POP3の接続のあと、サーバーと端末に何があるかを言い当てる。
#
# **時間**：25分（説明10分、操作15分）。どの実験も最初の状態から始まり、2分以内で終わります。

# %% jupyter={"source_hidden": true}
# Start the lab / ラボを始める
from labkit import Lab

lab = Lab()
aya, phone, laptop, tablet = lab.aya, lab.phone, lab.laptop, lab.tablet

# %% [markdown] lang="en"
# > **Beginner**: POP3 deletes mail when it downloads it, right?
# >
# > **Expert**: Who does the deleting? Let's pull the cable half-way.
# >
# > **Beginner**: Isn't that dangerous?
# >
# > **Expert**: That is what we want to find out. But first a calm visit, from beginning to end.
#
# ## 03.1 Three steps (basic)
#
# POP3 means: *pick up*. A letter A lies in Ken's mailbox. His tablet fetches it in three steps: it **logs in**, it **fetches**, and it **says goodbye**. The word for *fetch* is `RETR` (retrieve), the goodbye is `QUIT`.
#
# Choose first what you expect: "not sure" counts, too. Then run the cell below it. (The button under the question does the same.)
# %% [markdown] lang="ja" of="af96fbca"
# > **初心者**：POP3は、受信すると消えるんですよね？
# >
# > **専門家**：だれが消すのでしょう。途中でケーブルを抜いてみませんか。
# >
# > **初心者**：そんなことをして、大丈夫なんですか。
# >
# > **専門家**：それを確かめましょう。でもその前に、何ごともない受信を1回、最初から最後まで見ておきます。
#
# ## 03.1 ログイン・受信・終了（基本）
#
# POP3は「取り出す」ための約束ごとです。ケンのメールボックスにメールAがあります。ケンのタブレットがすることは3つです。**ログイン**して、**受信**して、**終了**を告げます。受信を頼む言葉は`RETR`、終了を告げる言葉は`QUIT`です。
#
# まず、どうなると思うかを選んでください。「わからない」でもかまいません。それから、下のセルを実行します（問題の下のボタンを押しても同じです）。

# %%
lab.predict("03.1")

# %% jupyter={"outputs_hidden": true}
lab.reset("03.1")
tablet.get()
lab.film()

# %% [markdown] lang="en"
# Who said what? Find `RETR`, and at the very end `QUIT`. What does the server say about the mailbox when it says goodbye?
# %% [markdown] lang="ja" of="1abbbe83"
# だれが何を言ったのでしょう。`RETR`と、一番下の`QUIT`を探してください。サーバーは最後の返事で、メールボックスについて何と言っていますか。

# %% jupyter={"outputs_hidden": true}
lab.ladder("tablet")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The tablet** logged in, asked for letter 1 (`RETR 1`), and said goodbye (`QUIT`).
# - **The server** handed out a copy. It left its own letter where it was, for nobody had asked for anything else. "1 left", it says at the end.
# - **The tablet** now has a COPY. With it, it can show A without a network, too.
#
# A provider may have a rule of its own, such as "what was fetched is removed at the end". That is the provider's rule, not a part of `RETR`.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **More than one letter, or more columns**: other cells ran in between. Run the cell that begins with `lab.reset("03.1")` again.
# - **A name is not defined**: run the first cell, "Start the lab".
# - **The check says that the lab stands elsewhere**: it looks only at the experiment that was reset last. Run the cells of this one again, from `lab.reset("03.1")` on.
#
# </details>
#
# **Remember:** `RETR` copies; by itself it deletes nothing.
# %% [markdown] lang="ja" of="28f7da78"
# <details><summary><b>なぜ？</b></summary>
#
# - **タブレット**は、ログインし、1番のメールを頼み（`RETR 1`）、終了を告げました（`QUIT`）。
# - **サーバー**は、コピーを渡しました。ほかには何も頼まれていないので、自分のメールはそのままです。最後に「1 left（残り1通）」と言っています。
# - **タブレット**には、いまコピーがあります。コピーがあるので、ネットワークがなくてもAを読めます。
#
# プロバイダーによっては、「受信されたメールは接続の最後に消す」という独自の規則があるかもしれません。それはプロバイダーの規則で、`RETR`のはたらきではありません。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **メールが2通以上ある、列が多い**：間にほかのセルを実行しています。`lab.reset("03.1")`で始まるセルを、もう一度実行してください。
# - **名前が定義されていない（not defined）と出る**：最初の「ラボを始める」のセルを実行してください。
# - **確認すると、ラボは別の状態だと言われる**：確認できるのは、最後にリセットした実験だけです。この実験のセルを、`lab.reset("03.1")`からもう一度実行してください。
#
# </details>
#
# **覚えておこう**：`RETR`はコピー。それだけでは消えません。

# %% jupyter={"outputs_hidden": true}
lab.check("03.1")

# %% [markdown] lang="en"
# > **Beginner**: But when I fetch my mail at home, it *is* gone from the server.
# >
# > **Expert**: Then your app has asked for that. Let's ask, too. And now the cable.
#
# ## 03.2 Pull the cable (break)
#
# A lies in the mailbox again. The tablet fetches it, and asks the server to delete it. The word for that is `DELE`. But just before it can say goodbye, the cable comes out.
# %% [markdown] lang="ja" of="c6c7b9a2"
# > **初心者**：でも、家で受信すると、サーバーからは消えています。
# >
# > **専門家**：それは、ソフトが削除を頼んでいるからです。こちらも頼んでみましょう。そしてケーブルを抜きます。
#
# ## 03.2 ケーブルを抜く（こわしてみる）
#
# メールボックスには、またAがあります。タブレットはAを受信し、サーバーに削除を頼みます。その言葉が`DELE`です。ところが、終了を告げる直前に、ケーブルが抜けます。

# %%
lab.predict("03.2")

# %% jupyter={"outputs_hidden": true}
lab.reset("03.2")
tablet.get(delete=True, cut_before="QUIT")
lab.film()

# %% [markdown] lang="en"
# Look at the end of the ladder. What was the last word that reached the server? And what stands in the column "What the server knows now"?
# %% [markdown] lang="ja" of="20118fdc"
# はしごの一番下を見てください。サーバーに最後に届いた言葉は何ですか。右の「サーバーの記憶」には、何と書いてありますか。

# %% jupyter={"outputs_hidden": true}
lab.ladder("tablet")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The tablet** fetched A and said `DELE 1`. Its `QUIT` never arrived.
# - **The server** put a mark beside letter 1, in the memory of this session only: `marked={1}`. It removes what is marked when it hears `QUIT`. The session broke off, and the mark was forgotten.
# - **The mailbox** is as it was before.
#
# That is a kind rule: if the line breaks in the middle of a letter, the letter is still there.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **A is gone from the server**: the tablet got mail once more, without the cut. Run the cell with `lab.reset("03.2")` again.
# - **The ladder ends with a QUIT that arrived**: it shows the tablet's *last* session. Run the cell with the cable again, then the ladder.
#
# </details>
#
# **Remember:** `DELE` marks; `QUIT` removes.
# %% [markdown] lang="ja" of="daf63f13"
# <details><summary><b>なぜ？</b></summary>
#
# - **タブレット**は、Aを受信し、`DELE 1`と言いました。そのあとの`QUIT`は届いていません。
# - **サーバー**は、1番のメールに印を付けました。印があるのは、この接続の記憶の中だけです（`marked={1}`）。印の付いたメールを取り除くのは、`QUIT`を受け取った時です。接続が切れたので、印は忘れられました。
# - **メールボックス**は、前とまったく同じです。
#
# 親切な規則です。メールを受け取っている途中で回線が切れても、メールはサーバーに残っています。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **サーバーにAがない**：そのあと、ケーブルを抜かずにもう一度受信しています。`lab.reset("03.2")`のセルを、もう一度実行してください。
# - **はしごの最後に、届いたQUITがある**：はしごに出るのは、タブレットの最後の接続です。ケーブルを抜くセルを実行してから、はしごを出してください。
#
# </details>
#
# **覚えておこう**：`DELE`は印を付けるだけ。消えるのは`QUIT`の時です。

# %% jupyter={"outputs_hidden": true}
lab.check("03.2")

# %% [markdown] lang="en"
# ## 03.3 Get, delete, goodbye (use)
#
# The same line again, with one thing different: the cable stays in. This is how a POP3 app at home works if it is not told to leave mail on the server.
# %% [markdown] lang="ja" of="7b02da13"
# ## 03.3 受信・削除・終了（使ってみる）
#
# 同じ1行を、1か所だけ変えて実行します。ケーブルは抜きません。「サーバーに残す」を選んでいないPOP3のソフトは、ふだんこのように動きます。

# %%
lab.predict("03.3")

# %% jupyter={"outputs_hidden": true}
lab.reset("03.3")
tablet.get(delete=True)
lab.film()

# %% [markdown] lang="en"
# Compare the end of this ladder with the one before.
# %% [markdown] lang="ja" of="fa5fff7e"
# このはしごの終わりを、さっきのはしごと比べてください。

# %% jupyter={"outputs_hidden": true}
lab.ladder("tablet")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The tablet** said `RETR`, `DELE`, and this time `QUIT`.
# - **The server** heard the goodbye and removed what was marked: "1 message removed, 0 left".
# - **The tablet's COPY** stayed. The server cannot reach it. It is the only one now: whoever owns the tablet has to make the backup.
#
# Can the tablet show A on a train, without a network? Yes. But not because A was deleted: it could do so in 03.1, too. What it needs is the copy.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **A is still on the server**: the cable was pulled, or `delete=True` was missing. Run the cell with `lab.reset("03.3")` again.
# - **Nobody has A**: somebody deleted the tablet's copy. Run that cell again.
#
# </details>
#
# <details><summary><b>And in my own app?</b></summary>
#
# It used to be usual that a POP3 app asks for deletion. Many apps today leave letters on the server, often for some days: 14, for instance. You find it in the account's settings, in words such as "leave messages on server" or "remove from server after … days". Look at your own. In the lab it is `tablet.leave_on_server = False` and `tablet.keep_days = 14`.
#
# </details>
#
# **Remember:** POP3 apps usually ask for deletion; `QUIT` carries it out.
# %% [markdown] lang="ja" of="251d44b5"
# <details><summary><b>なぜ？</b></summary>
#
# - **タブレット**は、`RETR`、`DELE`、そして今度は`QUIT`まで言いました。
# - **サーバー**は、`QUIT`を受け取り、印の付いたメールを取り除きました。「1 message removed, 0 left（1通削除、残り0通）」と言っています。
# - **タブレットのコピー**は残りました。サーバーの手は届きません。Aはもうここにしかないので、バックアップはタブレットの持ち主が取ります。
#
# 電車の中、ネットワークのない所で、タブレットはAを読めるでしょうか。読めます。でも、サーバーから消したからではありません。03.1でも読めました。必要なのは、手元のコピーです。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **サーバーにAが残っている**：ケーブルが抜けたか、`delete=True`がありませんでした。`lab.reset("03.3")`のセルを、もう一度実行してください。
# - **だれもAを持っていない**：タブレットのコピーが消されています。同じセルを、もう一度実行してください。
#
# </details>
#
# <details><summary><b>自分のソフトでは？</b></summary>
#
# 昔のPOP3のソフトは、削除を頼むのが普通でした。今は、14日など一定期間サーバーに残すソフトも多くあります。アカウントの設定で、「ダウンロード後もサーバーにメッセージを残す」「…日後にサーバーから削除する」のような項目を探してみてください。ラボでは`tablet.leave_on_server = False`と`tablet.keep_days = 14`が、これにあたります。
#
# </details>
#
# **覚えておこう**：削除を頼むのはソフト。実際に消えるのは`QUIT`の時です。

# %% jupyter={"outputs_hidden": true}
lab.check("03.3")

# %% [markdown] lang="en"
# > **In Japanese IT exams / in reality**
# >
# > **Exam**: the sentence that counts as right usually says: POP3 downloads mail to the device and keeps nothing on the server.
# >
# > **Reality**: `RETR` copies. Whether anything is deleted is the app's wish (`DELE`), and it comes true at the goodbye (`QUIT`).
#
# ---
#
# > **Beginner**: Then I will leave everything on the server. But won't each letter arrive again and again?
# >
# > **Expert**: Get mail twice, and look.
#
# ## 03.4 Get mail three times (break)
#
# A and B lie in the mailbox. The tablet gets mail twice and leaves both there. Then it forgets which letters it has fetched, as can happen when an app is set up anew. After that it gets mail a third time.
# %% [markdown] lang="ja" of="c800b6b8"
# > **試験ではこう答える／実際はこう動く**
# >
# > **試験では**、「POP3は、メールを端末にダウンロードし、サーバーには残さない」という趣旨の文が正解になります。
# >
# > **実際は**、`RETR`はコピーするだけです。消してほしいと頼むかどうかはソフトしだい（`DELE`）、実際に消えるのは終了を告げた時（`QUIT`）です。
#
# ---
#
# > **初心者**：では、全部サーバーに残すことにします。でも、同じメールが何度も届きませんか。
# >
# > **専門家**：2回受信して、見てみましょう。
#
# ## 03.4 くり返し受信する（こわしてみる）
#
# メールボックスにはAとBがあります。タブレットは2回受信し、どちらもサーバーに残します。そのあと、どれを受信したかを忘れます。ソフトの設定をやり直した時などに、こうなることがあります。それから、3回目の受信をします。

# %%
lab.predict("03.4")

# %% jupyter={"outputs_hidden": true}
lab.reset("03.4")
tablet.get()
tablet.get()
tablet.forget()
lab.film()

# %% [markdown] lang="en"
# What was new at the second get? The card under the strip says how letters are told apart: the server gives each one a **unique id**, and `UIDL` is the word that asks for the list. Which ids does the tablet know, now that it has forgotten?
#
# And now the third get.
# %% [markdown] lang="ja" of="c50953e0"
# 2回目の受信で、何か増えましたか。フィルムの下のカードには、メールを見分ける番号が出ています。サーバーが1通ごとに付ける**固有ID**です。その一覧を聞く言葉が`UIDL`です。忘れてしまったタブレットは、いまどのIDを知っていますか。
#
# では、3回目の受信です。

# %% jupyter={"outputs_hidden": true}
tablet.get()
lab.film()

# %% [markdown] lang="en"
# Count the tiles in the tablet's row. Then look how that came about: what did the server answer to `UIDL`, and what did the tablet ask for after that?
# %% [markdown] lang="ja" of="3e098c51"
# タブレットの行のタイルを数えてください。次に、その理由を見ます。サーバーは`UIDL`に何と答えましたか。そのあと、タブレットは何を頼みましたか。

# %% jupyter={"outputs_hidden": true}
lab.ladder("tablet")

# %% [markdown] lang="en"
# Who has to repair this: the server or the tablet? Run the cure, let the tablet get mail once more, and see whether it lasts.
# %% [markdown] lang="ja" of="e4120be6"
# 直さなければならないのは、サーバーでしょうか、タブレットでしょうか。二重のメールを片づけてから、もう一度受信します。これで大丈夫か、見てください。

# %% jupyter={"outputs_hidden": true}
tablet.remove_doubles()
tablet.get()
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The server** answers `UIDL` with the same list each time, whoever asks. It does not note who has fetched what.
# - **The tablet** compares that list with its own. What is on its own list, it does not fetch again: so the second get brought nothing.
# - **The tablet**, having forgotten, had an empty list. So both letters looked new, and it fetched them once more. With that its list was complete again, and the fourth get brought nothing.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **Two tiles after the third get**: did the tablet forget? Run the cells again, from `lab.reset("03.4")` on.
# - **Six tiles, or more**: the tablet forgot more than once. The cure helps here, too.
#
# </details>
#
# <details><summary><b>For the curious: the mailbox moves</b></summary>
#
# The tablet can remember everything and still see doubles. Put this into a cell of your own (the plus sign above the notebook makes one):
#
# ```python
# lab.reset("03.4")
# tablet.get()
# lab.faults.restore("ken")
# tablet.get()
# lab.film()
# ```
#
# The mailbox came back from a backup, as after a move to another server. The letters are the same, but their ids are new. On the tablet's list there were only old ones.
#
# </details>
#
# **Remember:** The app, not the server, remembers what was fetched, by unique ids (`UIDL`).
# %% [markdown] lang="ja" of="cfa37a70"
# <details><summary><b>なぜ？</b></summary>
#
# - **サーバー**は、`UIDL`と聞かれるたびに、だれにでも同じ一覧を答えます。だれが何を受信したかは、記録していません。
# - **タブレット**は、その一覧を自分の控えと比べます。控えにあるものは、もう受信しません。だから2回目は何も増えませんでした。
# - 忘れた**タブレット**の控えは空でした。だから2通とも新着に見え、もう一度受信しました。これで控えがそろい、4回目は何も増えませんでした。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **3回目の受信のあとも2通のまま**：タブレットは忘れましたか。`lab.reset("03.4")`から、もう一度実行してください。
# - **6通以上ある**：タブレットが何度も忘れています。二重のメールを片づけるセルは、ここでも効きます。
#
# </details>
#
# <details><summary><b>もっと知りたい人へ：メールボックスの引っ越し</b></summary>
#
# タブレットが何も忘れていなくても、二重になることがあります。新しいセルを作り（ノートブックの上にある＋のボタン）、次のように入力してください。
#
# ```python
# lab.reset("03.4")
# tablet.get()
# lab.faults.restore("ken")
# tablet.get()
# lab.film()
# ```
#
# メールボックスが、バックアップから復元されました。別のサーバーに引っ越した時と同じです。メールは同じでも、固有IDは新しくなりました。タブレットの控えにあったのは、古いIDだけです。
#
# </details>
#
# **覚えておこう**：「受信済み」を覚えているのは、サーバーではなくソフトです（`UIDL`）。

# %% jupyter={"outputs_hidden": true}
lab.check("03.4")

# %% [markdown] lang="en"
# > **Beginner**: So I leave everything on the server, and nothing bad happens.
# >
# > **Expert**: How large is the mailbox?
#
# ## 03.5 The fourth letter (break)
#
# A mailbox has room for so much and no more: its **quota**. Real ones count megabytes. Ours counts letters, and three fit in. A, B and C lie there; the tablet has fetched all three. Now Aya sends D.
# %% [markdown] lang="ja" of="168435a0"
# > **初心者**：では、全部サーバーに残しておけば、困ることはないですね。
# >
# > **専門家**：メールボックスの大きさは、どのくらいですか。
#
# ## 03.5 いっぱいのメールボックス（こわしてみる）
#
# メールボックスに入る量には限りがあります。これを**容量上限**といいます。ふつうは何メガバイトまでと決まっていますが、ここではわかりやすく、3通までとします。いまA、B、Cがあり、タブレットは3通とも受信しています。そこへ、アヤがDを送ります。

# %%
lab.predict("03.5")

# %% jupyter={"outputs_hidden": true}
lab.reset("03.5")
aya.send()
lab.film()

# %% [markdown] lang="en"
# Look at the gauge in the server's row. In which row does D stand? Below is the list of all letters that wait at a server, and after that what the two providers' servers said to each other.
# %% [markdown] lang="ja" of="a9ac8581"
# 「サーバー」の行の、容量の目盛りを見てください。Dはどの行にありますか。次は、サーバーで待っているメールの一覧と、2つのプロバイダーのサーバーのやり取りです。

# %% jupyter={"outputs_hidden": true}
lab.queue()

# %% jupyter={"outputs_hidden": true}
lab.ladder("mx.fuji.example")

# %% [markdown] lang="en"
# Now make room, without losing a letter: the tablet has its copies, so it may ask for deletion. Then let twenty minutes pass, on the lab's clock.
# %% [markdown] lang="ja" of="9a805bdf"
# では、1通も失わずに空きを作ります。タブレットにはもうコピーがあるので、削除を頼んでもかまいません。そのあと、ラボの時計を20分進めます。

# %% jupyter={"outputs_hidden": true}
tablet.get(delete=True)
lab.wait(minutes=20)
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **Ken's server** counts what lies in the mailbox, fetched or not. At D it said `452`: not now, the mailbox is full.
# - **Aya's provider** had taken D over, so it was responsible for it. It put D back into its queue and noted the time of the next try.
# - **The tablet** asked to delete what it had fetched, and said `QUIT`. Now there was room.
# - **Aya's provider** tried again at its time, and D arrived: late, but with no error mail.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **D still waits**: twenty minutes had to pass *after* there was room. Run `lab.wait(minutes=20)` again.
# - **D arrived at once**: the mailbox was not full. Run the cells again, from `lab.reset("03.5")` on.
#
# </details>
#
# **Remember:** Full box: 4xx = try later, 5xx = give up.
# %% [markdown] lang="ja" of="b6e75ceb"
# <details><summary><b>なぜ？</b></summary>
#
# - **ケン側のサーバー**は、メールボックスにあるものを全部数えます。受信済みかどうかは関係ありません。Dには`452`と答えました。「今は無理、いっぱいです」という意味です。
# - **アヤのプロバイダー**は、Dを引き受けていたので、責任があります。Dを送信待ち（キュー）に戻し、次に試す時刻を決めました。
# - **タブレット**は、受信済みのメールの削除を頼み、`QUIT`を告げました。これで空きができました。
# - **アヤのプロバイダー**は、決めた時刻にもう一度試し、Dは届きました。遅れましたが、エラーメールにはなりませんでした。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **Dがまだ待っている**：空きができたあとに、20分たつ必要があります。`lab.wait(minutes=20)`を、もう一度実行してください。
# - **Dがすぐに届いた**：メールボックスがいっぱいではありませんでした。`lab.reset("03.5")`から、もう一度実行してください。
#
# </details>
#
# **覚えておこう**：いっぱいの時、4xxは「あとで」、5xxは「あきらめる」。

# %% jupyter={"outputs_hidden": true}
lab.check("03.5")

# %% [markdown] lang="en"
# ### One digit different
#
# Some servers say `552` when a mailbox is full. The same three letters, the same D: where is it now, and who was told? (Check 03.5 before you run this; it starts the experiment afresh.)
# %% [markdown] lang="ja" of="40a85a98"
# ### 数字が1つちがうと
#
# メールボックスがいっぱいの時に`552`と答えるサーバーもあります。同じ3通に、同じD。今度はどこにあって、だれに知らせが行くでしょう。（03.5の確認を済ませてから実行してください。実験は最初の状態に戻ります。）

# %% jupyter={"outputs_hidden": true}
lab.reset("03.5")
lab.faults.full("ken", letters=3, code=552)
aya.send()
lab.journey("D")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **Ken's server** said `552`. It begins with 5: give up.
# - **Aya's provider** had taken D over, so it does not just drop it. It wrote an error mail to Aya. D is in no mailbox and in no queue any more.
#
# </details>
#
# ---
#
# > **Beginner**: And if the tablet and the laptop fetch mail at the same moment? Then they get in each other's way.
# >
# > **Expert**: Let the tablet stay in for a while.
#
# ## 03.6 Two at a time (break)
#
# The tablet logs in by POP3 and stays: it has not said `QUIT` yet. The laptop is set to POP3, too, and wants to get mail now.
# %% [markdown] lang="ja" of="ac1bbc68"
# <details><summary><b>なぜ？</b></summary>
#
# - **ケン側のサーバー**は`552`と答えました。5で始まる応答は「あきらめる」です。
# - **アヤのプロバイダー**は、Dを引き受けていたので、だまって捨てたりしません。アヤにエラーメールを書きました。Dはもう、どのメールボックスにも、どの送信待ちにもありません。
#
# </details>
#
# ---
#
# > **初心者**：タブレットとノートPCが同時に受信したら、ぶつかりませんか。
# >
# > **専門家**：タブレットに、しばらくつないだままでいてもらいましょう。
#
# ## 03.6 同時に使う（こわしてみる）
#
# タブレットがPOP3でログインし、そのままつないでいます。まだ`QUIT`を告げていません。ノートPCの設定もPOP3です。いま、受信しようとしています。

# %%
lab.predict("03.6")

# %% jupyter={"outputs_hidden": true}
lab.reset("03.6")
tablet.connect()

# %% jupyter={"outputs_hidden": true} tags=["raises-exception"]
laptop.get()

# %% [markdown] lang="en"
# What has changed in the laptop's row? Which sign stands in the server's row? And what was the last thing that the laptop heard?
# %% [markdown] lang="ja" of="e5c0b899"
# ノートPCの行は変わりましたか。「サーバー」の行には、どんな印がありますか。ノートPCが最後に聞いた言葉は何でしょう。

# %% jupyter={"outputs_hidden": true}
lab.film()

# %% jupyter={"outputs_hidden": true}
lab.ladder("laptop")

# %% [markdown] lang="en"
# Now the tablet fetches, and says goodbye. Then it is the laptop's turn.
# %% [markdown] lang="ja" of="7030d652"
# 今度は、タブレットが受信して、終了を告げます。そのあとが、ノートPCの番です。

# %% jupyter={"outputs_hidden": true}
tablet.get()
tablet.disconnect()
laptop.get()
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The tablet** had logged in. With that the server locked the mailbox for its session.
# - **The laptop** gave the right password. The server answered `-ERR [IN-USE]`: somebody is in there, wait.
# - **The server** opened the lock when the tablet's session ended. Then the laptop got in.
#
# Why so strict? In a session letters have numbers: 1, 2, 3… If another device took letter 1 away meanwhile, the numbers would no longer be right.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The laptop got the letter at once**: the tablet was not in. Run the cells again, from `lab.reset("03.6")` on.
# - **The laptop is refused a second time**: the tablet has not said goodbye. Run `tablet.disconnect()`, then `laptop.get()`.
#
# </details>
#
# **Remember:** POP3 locks the box while one device is in.
# %% [markdown] lang="ja" of="9d16c6ae"
# <details><summary><b>なぜ？</b></summary>
#
# - **タブレット**がログインした時に、サーバーはその接続のために、メールボックスに鍵をかけました。
# - **ノートPC**のパスワードは正しいものでした。それでもサーバーは`-ERR [IN-USE]`と答えました。「ほかの端末が使っているので、待ってください」という意味です。
# - **サーバー**は、タブレットの接続が終わると鍵を開けました。それでノートPCも入れました。
#
# なぜこんなに厳しいのでしょう。接続の間、メールは1番、2番、3番という番号で呼ばれます。その間にほかの端末が1番を取り除くと、番号が合わなくなってしまいます。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **ノートPCがすぐに受信できた**：タブレットがつながっていませんでした。`lab.reset("03.6")`から、もう一度実行してください。
# - **ノートPCがまた断られた**：タブレットがまだ終了を告げていません。`tablet.disconnect()`のあとに`laptop.get()`を実行してください。
#
# </details>
#
# **覚えておこう**：POP3は、1台が使っている間、箱に鍵をかけます。

# %% jupyter={"outputs_hidden": true}
lab.check("03.6")

# %% [markdown] lang="en"
# > **Beginner**: One after the other, then. And what I have read on the tablet, I need not read again on the laptop.
# >
# > **Expert**: Does the laptop know that you have read it?
#
# ## 03.7 Read here, look there (break)
#
# In this experiment all of Ken's devices fetch by POP3, and all leave letters on the server. Ken gets A on the tablet and reads it. Then he gets mail on the laptop. A filled dot on a tile means *unread*, an open dot *read*.
# %% [markdown] lang="ja" of="db59347c"
# > **初心者**：なるほど、1台ずつですね。でも、タブレットで読んだメールは、ノートPCでは読まなくていいんですよね。
# >
# > **専門家**：読んだことを、ノートPCは知っているでしょうか。
#
# ## 03.7 片方で読み、もう片方で見る（こわしてみる）
#
# この実験では、ケンの端末はどれもPOP3で、どれもサーバーに残します。ケンはタブレットでAを受信して、読みます。そのあと、ノートPCで受信します。タイルの黒い丸は未読、白い丸は既読です。

# %%
lab.predict("03.7")

# %% jupyter={"outputs_hidden": true}
lab.reset("03.7")
tablet.get()
tablet.open("A")
laptop.get()
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The tablet** noted "read" on its own COPY. Opening a copy needs no network, so nothing was said to anybody.
# - **The server** knows nothing of it. POP3 has no word for read marks: that is why the server's tile has no dot at all.
# - **The laptop** fetched a COPY of its own from the server, as it lies there.
#
# So POP3 letters are not locked away from other devices: what is left on the server, each device can fetch. What they do not share are read marks, folders and sent mail.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **No open dot anywhere**: A was not opened. Run the cells again, from `lab.reset("03.7")` on.
# - **The laptop has no A**: it did not get mail after that, or the tablet asked for deletion. Run that cell again.
#
# </details>
#
# <details><summary><b>For experts: a server with a habit</b></summary>
#
# Some servers mark a letter as read when a POP3 app fetches it, though nobody asked for that. Who looks by IMAP then sees it. Put this into a cell of your own:
#
# ```python
# lab.reset("03.7")
# lab.faults.seen_on_retr("fuji.example")
# tablet.get()
# phone.use("IMAP")
# phone.sync()
# lab.film()
# ```
#
# On the phone A is read, and nobody has opened it. That is the server's own doing; the POP3 session looks as before: `lab.ladder("tablet")`.
#
# </details>
#
# **Remember:** POP3 carries letters, not marks.
# %% [markdown] lang="ja" of="db2bc74c"
# <details><summary><b>なぜ？</b></summary>
#
# - **タブレット**は、自分のコピーに「読んだ」という印を付けました。コピーを開くのにネットワークは要らないので、だれにも何も伝えていません。
# - **サーバー**は何も知りません。POP3には既読の印を表す言葉がないのです。だから、サーバーのタイルには丸がありません。
# - **ノートPC**は、サーバーに残っているメールから、自分のコピーを作りました。
#
# つまり、POP3だからほかの端末で読めない、というわけではありません。サーバーに残っていれば、どの端末でも受信できます。共有されないのは、既読・フォルダー・送信済みです。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **白い丸がどこにもない**：Aが開かれていません。`lab.reset("03.7")`から、もう一度実行してください。
# - **ノートPCにAがない**：そのあと受信していないか、タブレットが削除を頼みました。同じセルを、もう一度実行してください。
#
# </details>
#
# <details><summary><b>くわしい人へ：くせのあるサーバー</b></summary>
#
# だれにも頼まれないのに、POP3で受信されたメールに既読の印を付けるサーバーもあります。IMAPで見に行くと、それがわかります。新しいセルに、次のように入力してください。
#
# ```python
# lab.reset("03.7")
# lab.faults.seen_on_retr("fuji.example")
# tablet.get()
# phone.use("IMAP")
# phone.sync()
# lab.film()
# ```
#
# スマホのAは既読です。でも、だれも開いていません。サーバーが自分で印を付けたのです。POP3のやり取りは、これまでと変わりません（`lab.ladder("tablet")`）。
#
# </details>
#
# **覚えておこう**：POP3は手紙を運びますが、既読の印は運びません。

# %% jupyter={"outputs_hidden": true}
lab.check("03.7")

# %% jupyter={"outputs_hidden": true}
lab.progress()

# %% [markdown] lang="en"
# > **Beginner**: So POP3 does not delete when it downloads. It makes a copy. My *app* asks for deletion, and the server does it when the app says goodbye.
# >
# > **Expert**: And if it leaves everything there?
# >
# > **Beginner**: Then the app has to remember which ids it has fetched, and the mailbox slowly fills up. And what I read on one device, the other one does not know.
#
# ## Key points
# - `RETR` makes a copy. `DELE` marks. `QUIT` removes what is marked. Without `QUIT` nothing is removed.
# - After that the device has the only copy: a backup is up to you.
# - The app remembers what it has fetched, by unique ids (`UIDL`). The server does not.
# - What is left on the server takes up room. When the mailbox is full, 4xx means *later*, 5xx *give up*.
# - One POP3 session at a time: the mailbox is locked.
# - POP3 carries no read marks, and it knows no folders.
#
# ## Three questions before you go
# 1. At which moment does a letter leave the server?
# 2. An app leaves mail on the server. What must it remember?
# 3. You have read A on the tablet. What does the server know of that?
#
# <details><summary><b>Possible answers</b></summary>
#
# 1. When the server hears `QUIT`, in a session that has marked the letter with `DELE`. (Apart from POP3, IMAP or a rule of the provider can remove it, too.)
# 2. The unique ids of the letters that it has fetched.
# 3. Nothing, by POP3.
#
# </details>
#
# ## Next
# [04 IMAP: look into the box](04-imap-look-into-the-box.ipynb): with IMAP, is every device always the same?
# %% [markdown] lang="ja" of="564ece3c"
# > **初心者**：POP3は、受信したら消えるのではなく、コピーするだけなんですね。削除を頼むのはソフトで、サーバーが消すのは、ソフトが終了を告げた時。
# >
# > **専門家**：では、全部サーバーに残したら？
# >
# > **初心者**：どのIDを受信したか、ソフトが覚えておかないといけません。それに、メールボックスがだんだんいっぱいになります。1台で読んでも、ほかの端末は知らないままです。
#
# ## まとめ
# - `RETR`はコピー、`DELE`は印、`QUIT`で印の付いたメールが消えます。`QUIT`がなければ、何も消えません。
# - そのあとは、端末のコピーしか残りません。バックアップは自分で取りましょう。
# - 何を受信したかを覚えているのは、サーバーではなくソフトです。固有ID（`UIDL`）で見分けます。
# - サーバーに残したメールは場所を取ります。いっぱいの時、4xxは「あとで」、5xxは「あきらめる」です。
# - POP3の接続は1つずつです。その間、メールボックスには鍵がかかります。
# - POP3は既読の印を運びません。フォルダーもありません。
#
# ## 終わる前に3つの質問
# 1. メールがサーバーから消えるのは、どの瞬間ですか。
# 2. サーバーに残すソフトは、何を覚えておく必要がありますか。
# 3. タブレットでAを読みました。サーバーはそのことについて、何を知っていますか。
#
# <details><summary><b>答えの例</b></summary>
#
# 1. `DELE`で印を付けた接続で、サーバーが`QUIT`を受け取った時です。（POP3のほかに、IMAPやプロバイダーの規則で消えることもあります。）
# 2. 受信したメールの固有IDです。
# 3. POP3では、何も知りません。
#
# </details>
#
# ## 次は
# [04 IMAP：見に行く](04-imap-look-into-the-box.ipynb)：IMAPなら、どの端末でもいつも同じでしょうか。
