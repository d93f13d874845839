# %% [markdown] lang="en"
# # 05 · Three devices
#
# **Questions**
# - The same mail on phone, laptop and tablet: who shows what, and since when?
# - A letter is gone from my phone. Who took it?
# - What makes a backup a backup?
#
# **Afterwards you can** explain any film strip, find the device that took a letter, read mail without a network, move from POP3 to IMAP, and keep letters where no sync can erase them.
#
# **Time**: 25 minutes (7 to read, 18 to try). 05.6 and 05.7 are extras: 8 minutes more.
# %% [markdown] lang="ja" of="24a30270"
# # 05 · 3台で使う
#
# **この章の問い**
# - スマホ・ノートPC・タブレットで同じメールを使うと、どれに何が、いつから表示されるのでしょう？
# - スマホからメールが消えました。持っていったのはだれでしょう？
# - 何があればバックアップと言えるのでしょう？
#
# **できるようになること**：どんなフィルムも説明する、メールを取り出した端末を見つける、ネットワークなしで読む、POP3からIMAPに引っ越す、同期では消えない所にメールを残す。
#
# **時間**：25分（説明7分、操作18分）。05.6と05.7はおまけです（あと8分）。

# %% jupyter={"source_hidden": true}
# Start the lab / ラボを始める
from labkit import Lab

lab = Lab()
aya, phone, laptop, tablet = lab.aya, lab.phone, lab.laptop, lab.tablet

# %% [markdown] lang="en"
# > **Beginner**: My phone lost my mail. It must be broken.
# >
# > **Expert**: What were the other devices doing at that time?
# >
# > **Beginner**: The others? What have they to do with my phone?
# >
# > **Expert**: Let three devices live through the same day, and compare.
# %% [markdown] lang="ja" of="56304c38"
# > **初心者**：スマホからメールが消えたんです。スマホの故障ですよね。
# >
# > **専門家**：ほかの端末は、その時何をしていましたか。
# >
# > **初心者**：ほかの端末？ スマホと関係があるんですか。
# >
# > **専門家**：3台に同じ1日を過ごしてもらって、比べてみましょう。

# %% [markdown] lang="en"
# ## 05.1 One day on three devices (basic)
#
# Ken has set up his devices one by one, and not all alike: the **laptop** fetches by POP3 and asks the server to delete; **phone** and **tablet** look in by IMAP. This is his day:
#
# | | |
# |---|---|
# | start | A and B lie in the mailbox |
# | 1 | the phone syncs |
# | 2 | the laptop gets its mail |
# | 3 | Aya sends C |
# | 4 | the tablet syncs |
# | 5 | the phone syncs once more |
# %% [markdown] lang="ja" of="3c0d5c0a"
# ## 05.1 3台の1日（基本）
#
# ケンは端末を1台ずつ設定したので、方法がそろっていません。**ノートPC**はPOP3で受信し、サーバーに削除を頼みます。**スマホ**と**タブレット**はIMAPで見に行きます。ケンの1日はこうです。
#
# | | |
# |---|---|
# | 開始 | メールボックスにAとBがある |
# | 1 | スマホが同期する |
# | 2 | ノートPCが受信する |
# | 3 | アヤがCを送る |
# | 4 | タブレットが同期する |
# | 5 | スマホがもう一度同期する |

# %%
lab.predict("05.1")

# %% [markdown] lang="en"
# The morning: steps 1 to 3.
# %% [markdown] lang="ja" of="19f601c9"
# 朝から昼まで、1番から3番です。

# %% jupyter={"outputs_hidden": true}
lab.reset("05.1")
phone.sync()
laptop.get(delete=True)
aya.send()
lab.film()

# %% [markdown] lang="en"
# The evening: steps 4 and 5. (A small clock on a tile: this is an old view, the device hasn't asked since.)
# %% [markdown] lang="ja" of="dbde27a7"
# 夕方、4番と5番です。（タイルの小さな時計は「古い表示」の印です。その端末は、そのあとまだ聞きに行っていません。）

# %% jupyter={"outputs_hidden": true}
tablet.sync()
phone.sync()
lab.film()

# %% [markdown] lang="en"
# Now the same day three times, one below the other: all three by POP3 (leaving letters on the server), all three by IMAP, and mixed, as above. Compare the last column. In the second strip one row is behind: which one, and why?
# %% [markdown] lang="ja" of="cae78ab6"
# 同じ1日を、3通りの設定で並べます。3台ともPOP3（サーバーに残す）、3台ともIMAP、そして今の組み合わせです。最後の列を比べてください。2つ目のフィルムには、遅れている行が1つあります。どれで、なぜでしょう。

# %% jupyter={"outputs_hidden": true}
lab.days()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The laptop** (POP3, delete) took A and B out of the mailbox. Its copies are private: no other device can see them.
# - **The server** had only C after that.
# - **The phone** (IMAP) kept showing its old view of A and B until it asked again. Then it showed what was there: C.
# - **The tablet** (IMAP) came after the laptop, so it never saw A and B at all.
# - **All by POP3, leaving**: what stays on the server can be fetched by others too. What POP3 devices do *not* share: read marks, folders, sent mail.
# - **All by IMAP**: all see the same, *once each has synced*. The laptop last asked at step 2, so it doesn't know C yet.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **D instead of C, or more letters**: a cell was run twice. Run the cell that begins with `lab.reset("05.1")`, then the next one.
# - **The phone still shows A and B**: the second cell (steps 4 and 5) has not run.
# - **Something else**: run `lab.reset("05.1")` and go on from there.
#
# </details>
#
# **Remember:** A copy stays with its device; a view follows the server.
#
# **Now you.** Here is a goal. The lab goes back to the start of the day: A and B in the mailbox, the laptop by POP3, phone and tablet by IMAP. Bring it there **in at most six steps**. Look at the kind of the tiles, too.
# %% [markdown] lang="ja" of="5d951443"
# <details><summary><b>なぜ？</b></summary>
#
# - **ノートPC**（POP3、削除）は、メールボックスからAとBを取り出しました。そのコピーはノートPCだけのもので、ほかの端末からは見えません。
# - **サーバー**に残ったのは、あとから届いたCだけです。
# - **スマホ**（IMAP）は、次に聞きに行くまで、AとBの古い表示を出していました。聞きに行くと、そこにあったのはCでした。
# - **タブレット**（IMAP）が来たのは、ノートPCのあとです。AとBを見ることはありませんでした。
# - **3台ともPOP3（残す）**：サーバーに残っていれば、ほかの端末でも受信できます。共有**されない**のは、既読・フォルダー・送信済みです。
# - **3台ともIMAP**：**同期した時点で**同じ状態になります。ノートPCが最後に聞いたのは2番なので、Cをまだ知りません。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **CではなくDがある、メールが多い**：セルを2回実行したからです。`lab.reset("05.1")`で始まるセルから、もう一度順に実行してください。
# - **スマホにまだAとBが出ている**：次のセル（4番と5番）をまだ実行していません。
# - **そのほか**：`lab.reset("05.1")`を実行して、そこからやり直してください。
#
# </details>
#
# **覚えておこう**：コピーは端末に残ります。表示はサーバーについて行きます。
#
# **やってみよう** 次の絵が目標です。ラボは1日の始まりに戻ります。メールボックスにAとB、ノートPCはPOP3、スマホとタブレットはIMAPです。**6回以内の操作で**、目標と同じにしてください。タイルの種類にも注目です。

# %% jupyter={"outputs_hidden": true}
lab.reset("05.1")
lab.goal("05.1")

# %% [markdown] lang="en"
# Write your steps into the next cell, one a line. You may need some of these lines, some of them twice, in an order of your own: `tablet.get()` · `phone.sync()` · `aya.send()` · `laptop.get(delete=True)` · `tablet.use("POP3")` · `laptop.get()`. (With the mouse: `lab.desk()` has buttons and settings for all of it.) To start afresh, run the cell with the goal again.
# %% [markdown] lang="ja" of="3d1625bb"
# 次のセルに、操作を1行に1つずつ書いてください。使う行は、この中にあります。使わない行も、2回使う行もあり、順番は自分で決めます：`tablet.get()`・`phone.sync()`・`aya.send()`・`laptop.get(delete=True)`・`tablet.use("POP3")`・`laptop.get()`（マウスで操作するなら、`lab.desk()`にボタンと設定があります）。やり直すには、目標のセルをもう一度実行します。

# %% jupyter={"outputs_hidden": true}
# Your steps / あなたの操作

lab.film()

# %% jupyter={"outputs_hidden": true}
lab.check("05.1")

# %% [markdown] lang="en"
# ## 05.2 The case of the lost mail (break)
#
# > **Beginner**: That is my case exactly. But which device do I ask?
# >
# > **Expert**: Let it happen once more, and look for evidence.
#
# The phone uses IMAP, the laptop POP3. A and B lie in the mailbox. The phone syncs, the laptop gets its mail and asks to delete, the phone syncs again.
# %% [markdown] lang="ja" of="1278dfee"
# ## 05.2 消えたメール事件（こわしてみる）
#
# > **初心者**：まさにこれです。でも、どの端末を調べればいいんでしょう。
# >
# > **専門家**：もう一度起こして、証拠を探しましょう。
#
# スマホはIMAP、ノートPCはPOP3です。メールボックスにAとBがあります。スマホが同期し、ノートPCが受信して削除を頼み、スマホがもう一度同期します。

# %%
lab.predict("05.2")

# %% jupyter={"outputs_hidden": true}
lab.reset("05.2")
phone.sync()
laptop.get(delete=True)
phone.sync()
lab.film()

# %% [markdown] lang="en"
# **Who did it?** Each time a device talks to the server is a *session*. Which session took A and B? Choose one.
# %% [markdown] lang="ja" of="fa421d50"
# **犯人はどれ？** 端末とサーバーの1回のやり取りを、接続（セッション）といいます。AとBを持ち去ったのは、どの接続でしょう。1つ選んでください。

# %% jupyter={"outputs_hidden": true}
lab.answer("05.2")

# %% jupyter={"outputs_hidden": true}
lab.check("05.2")

# %% [markdown] lang="en"
# The proof: an arrow leads from the deed to what it took, and the ladder shows the words that did it.
# %% [markdown] lang="ja" of="a4d62c1d"
# 証拠です。矢印が、持ち去った操作から、なくなったメールへ伸びています。はしごには、その時の言葉が残っています。

# %% jupyter={"outputs_hidden": true}
lab.film(culprit=2)

# %% jupyter={"outputs_hidden": true}
lab.ladder("laptop")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The laptop** copied A and B (`RETR`), asked the server to delete them (`DELE`) and said goodbye (`QUIT`).
# - **The server** removed them at that goodbye.
# - **The phone** showed its old view for a while. At its next sync it found nothing, and showed nothing. It had deleted nothing itself.
#
# In real life: look for a forgotten PC that still fetches by POP3, and set it to *leave letters on the server*, or to IMAP.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The phone still shows A and B, with a clock**: it has not synced again. Run `phone.sync()`.
# - **There is nothing to choose from**: run the cell that begins with `lab.reset("05.2")` first.
# - **Something else**: run `lab.reset("05.2")` and go on from there.
#
# </details>
#
# **Remember:** Ask who took it, not who lost it.
# %% [markdown] lang="ja" of="5fb33f74"
# <details><summary><b>なぜ？</b></summary>
#
# - **ノートPC**は、AとBをコピーし（`RETR`）、サーバーに削除を頼み（`DELE`）、終了を告げました（`QUIT`）。
# - **サーバー**は、そのあいさつを聞いてから、2通を取り除きました。
# - **スマホ**は、しばらく古い表示のままでした。次の同期で何もないとわかり、何も表示しなくなりました。スマホ自身は何も消していません。
#
# 実際にメールが消えたら、POP3で受信し続けている古いPCがないか探しましょう。見つけたら「サーバーに残す」設定にするか、IMAPに替えます。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **スマホに時計の付いたAとBが残っている**：まだ同期し直していません。`phone.sync()`を実行してください。
# - **選ぶものがない**：先に、`lab.reset("05.2")`で始まるセルを実行してください。
# - **そのほか**：`lab.reset("05.2")`を実行して、そこからやり直してください。
#
# </details>
#
# **覚えておこう**：「なくした端末」より「取り出した端末」を探しましょう。

# %% [markdown] lang="en"
# ## 05.3 On the train (use)
#
# > **Beginner**: So by IMAP I have nothing on my device. Then I can't read anything on the train.
# >
# > **Expert**: Take two devices onto the train, and see.
#
# Both use IMAP, and both have synced. To *sync* is to fetch what differs from last time; whether whole letters come along, or only the header (who, when, subject), each app decides. The laptop's app fetches whole letters, the phone's saves its data plan and fetches headers. Now both lose the network.
# %% [markdown] lang="ja" of="8b8bc03c"
# ## 05.3 電車の中で（使ってみる）
#
# > **初心者**：IMAPだと手元には何もないんですね。電車の中では読めないわけだ。
# >
# > **専門家**：2台を持って、電車に乗ってみましょう。
#
# どちらもIMAPで、同期は済んでいます。同期とは、前回との差分を取り込むことです。本文まで取り込むか、ヘッダー（差出人・日付・件名）だけにするかは、ソフトが決めます。ノートPCのソフトは本文まで、スマホのソフトは通信量を節約してヘッダーだけです。ここで、どちらもネットワークが切れます。

# %%
lab.predict("05.3")

# %% jupyter={"outputs_hidden": true}
lab.reset("05.3")
laptop.go_offline()
phone.go_offline()
lab.film()

# %% [markdown] lang="en"
# Ken taps on B, on both devices.
# %% [markdown] lang="ja" of="aba68ec3"
# ケンが、両方の端末でBを開きます。

# %% jupyter={"outputs_hidden": true}
laptop.open("B")
phone.open("B")
lab.film()

# %% [markdown] lang="en"
# This is what each of them can show.
# %% [markdown] lang="ja" of="121bea28"
# それぞれの画面に出るのは、これだけです。

# %% jupyter={"outputs_hidden": true}
lab.message("B", where="laptop")

# %% jupyter={"outputs_hidden": true}
lab.message("B", where="phone")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The laptop** had fetched the text at its last sync and kept it ("view, cached"). It needed nobody to open B. Its read mark waits until it is online again.
# - **The phone** had fetched only the header. The text is on the server, and there is no way to ask for it.
# - **The server** heard nothing of all this: without a network not one octet passed.
#
# A POP3 device could have read B as well: because it has a *copy*, not because the server's was deleted.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The phone shows the text**: it was online when B was opened. Run the cell that begins with `lab.reset("05.3")`, then the next one.
# - **Something else**: run `lab.reset("05.3")` and go on from there.
#
# </details>
#
# **Remember:** Offline reading needs a copy on the device, whatever the protocol.
# %% [markdown] lang="ja" of="2adec964"
# <details><summary><b>なぜ？</b></summary>
#
# - **ノートPC**は、前の同期で本文まで取り込み、手元に持っていました（「表示、本文も」）。だから、だれにも聞かずにBを開けました。既読の印は、オンラインに戻るまで手元で待ちます。
# - **スマホ**が取り込んでいたのは、ヘッダーだけです。本文はサーバーにあり、聞きに行く方法がありません。
# - **サーバー**は何も知りません。ネットワークがないあいだ、1オクテットも流れていないからです。
#
# POP3の端末でも、Bを読めたでしょう。それは**コピーがあるから**で、サーバーから消したからではありません。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **スマホに本文が出た**：Bを開いた時、オンラインでした。`lab.reset("05.3")`で始まるセルから、もう一度順に実行してください。
# - **そのほか**：`lab.reset("05.3")`を実行して、そこからやり直してください。
#
# </details>
#
# **覚えておこう**：オフラインで読めるかは、手元に本文があるかで決まります。

# %% jupyter={"outputs_hidden": true}
lab.check("05.3")

# %% [markdown] lang="en"
# ## 05.4 A copy that nobody can take away (break)
#
# > **Beginner**: The laptop has the whole text, and the server has it, too. Then I needn't make a backup.
# >
# > **Expert**: Let somebody press the wrong button.
#
# Laptop and phone use IMAP and have synced; the laptop is in a bag, offline, and has the text of B. On the phone somebody removes B for good. Then the laptop goes online and syncs.
# %% [markdown] lang="ja" of="8fbefbb8"
# ## 05.4 だれにも消せない場所に（こわしてみる）
#
# > **初心者**：ノートPCに本文があって、サーバーにもある。それなら、バックアップは要りませんね。
# >
# > **専門家**：だれかがボタンを押し間違えたら、どうなるでしょう。
#
# ノートPCもスマホもIMAPで、同期は済んでいます。ノートPCはかばんの中で、オフラインです。Bを本文まで持っています。だれかがスマホでBを完全に削除します。そのあと、ノートPCがオンラインに戻って同期します。

# %%
lab.predict("05.4")

# %% jupyter={"outputs_hidden": true}
lab.reset("05.4")
phone.expunge("B")
laptop.go_online()
laptop.sync()
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The phone** told the server to remove B for good (mark and expunge).
# - **The server** did so. Letters stay on an IMAP server *until somebody deletes them, or a rule of the provider does*.
# - **The laptop** asked what had changed, heard that B is gone, and dropped its view with the text. That is what a sync is for.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **B is still on the laptop, with a clock**: it has not synced. Run `laptop.sync()`.
# - **The lab says there is no B**: the cell was run without its first line. Run it from `lab.reset("05.4")` on.
#
# </details>
#
# **Remember:** Sync repeats your mistakes; a backup does not.
#
# **Now you.** Two accidents are about to happen: a child deletes everything on the phone, and then the phone falls into the river. Make sure that **every** letter can still be read somewhere that no sync can erase. One line is there already: it writes B to a file. Is it enough? Add what is missing. (You may also think of the tablet.)
# %% [markdown] lang="ja" of="46cadb73"
# <details><summary><b>なぜ？</b></summary>
#
# - **スマホ**は、Bを完全に削除するようサーバーに頼みました（削除マークと完全削除）。
# - **サーバー**は、そのとおりにしました。IMAPのメールがサーバーに残るのは、**だれかが消すか、自動削除の規則が働くまで**です。
# - **ノートPC**は、何が変わったかを聞き、Bがなくなったと知って、本文ごと表示を捨てました。同期とは、そういうものです。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **ノートPCに時計の付いたBが残っている**：まだ同期していません。`laptop.sync()`を実行してください。
# - **Bがないと言われた**：セルの1行目を飛ばしています。`lab.reset("05.4")`から実行してください。
#
# </details>
#
# **覚えておこう**：同期では、失敗もそのまま反映されます。バックアップは別に取りましょう。
#
# **やってみよう** これから2つの事故が起きます。子どもがスマホの中のものをすべて削除し、そのあとスマホが川に落ちます。**どのメールも**、同期では消えない所で読めるようにしておいてください。Bをファイルに書き出す行は、もうあります。これだけで足りるでしょうか。足りない分を書き足してください。（タブレットを使う手もあります。）

# %% jupyter={"outputs_hidden": true}
lab.reset("05.4")
laptop.export("B")
# Your lines / あなたの行

lab.film()

# %% [markdown] lang="en"
# The accidents; and then the laptop goes online.
# %% [markdown] lang="ja" of="88c00c02"
# 事故が起きます。そのあと、ノートPCがオンラインに戻ります。

# %% jupyter={"outputs_hidden": true}
lab.faults.child("phone")
lab.faults.lose("phone")
lab.film()

# %% jupyter={"outputs_hidden": true}
laptop.go_online()
laptop.sync()
lab.film()

# %% jupyter={"outputs_hidden": true}
lab.check("05.4")

# %% [markdown] lang="en"
# <details><summary><b>For the curious: where is B.eml?</b></summary>
#
# In the folder of this notebook. It is the letter as it travelled, header and all, and any mail app can open it. A backup worth its name lies on another device as well: a file on the laptop doesn't survive the laptop.
#
# </details>
# %% [markdown] lang="ja" of="6d043913"
# <details><summary><b>もっと知りたい人へ：B.emlはどこ？</b></summary>
#
# このノートブックと同じフォルダーにあります。中身は運ばれてきたメールそのもので、ヘッダーも付いています。どのメールソフトでも開けます。本当のバックアップは、別の機器にも置きます。ノートPCの中のファイルは、ノートPCが壊れたら終わりだからです。
#
# </details>

# %% [markdown] lang="en"
# ## 05.5 Moving house (use)
#
# > **Beginner**: I have had enough of POP3. I'll set everything to IMAP.
# >
# > **Expert**: And the letters that you have fetched so far?
#
# The tablet has fetched A and B by POP3, and had them deleted on the server. Now Ken changes its setting to IMAP, and syncs.
# %% [markdown] lang="ja" of="56029090"
# ## 05.5 引っ越し（使ってみる）
#
# > **初心者**：POP3はもうやめて、全部IMAPにします。
# >
# > **専門家**：いままでに受信したメールは、どうなりますか。
#
# タブレットはPOP3でAとBを受信し、サーバーからは削除してもらいました。ケンはここで設定をIMAPに替えて、同期します。

# %%
lab.predict("05.5")

# %% jupyter={"outputs_hidden": true}
lab.reset("05.5")
tablet.use("IMAP")
tablet.sync()
lab.film()

# %% [markdown] lang="en"
# An IMAP app can also put a letter *into* the mailbox: it uploads it (the word on the wire is `APPEND`). Watch the rows of the server, the tablet and the phone.
# %% [markdown] lang="ja" of="3b148ab8"
# IMAPのソフトは、メールをメールボックスに**入れる**こともできます。これをアップロードといいます（通信では`APPEND`）。サーバー・タブレット・スマホの行を見ていてください。

# %% jupyter={"outputs_hidden": true}
tablet.upload("A")
tablet.upload("B")
phone.sync()
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The setting** says how the tablet will fetch *from now on*. It carries nothing.
# - **The tablet** still has its own copies, beside an empty view of the server.
# - **The upload** put the very same letters into the mailbox, with their own dates. Nobody sent them again: no SMTP, no second delivery.
# - **The phone** can see them at its next sync, as any IMAP device of Ken's can.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **A or B twice in the mailbox**: each upload puts one more letter there. Run the cell that begins with `lab.reset("05.5")`, then the next one.
# - **COPY and view side by side on the tablet**: that is right. One is the tablet's own, the other the server's.
#
# </details>
#
# **Remember:** Changing the protocol moves no letters.
# %% [markdown] lang="ja" of="25c967f4"
# <details><summary><b>なぜ？</b></summary>
#
# - **設定**が決めるのは、タブレットが**これから**どう受信するかです。メールは運びません。
# - **タブレット**には、自分のコピーが残っています。その横の、サーバーの表示は空です。
# - **アップロード**で、同じメールが元の日付のまま、メールボックスに入りました。だれも送り直していません。SMTPも、二度目の配送もありません。
# - **スマホ**には、次の同期で表示されます。ケンのほかのIMAP端末でも同じです。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **メールボックスにAかBが2通ある**：アップロードするたびに1通増えます。`lab.reset("05.5")`で始まるセルから、もう一度順に実行してください。
# - **タブレットにコピーと表示が並んでいる**：それで正解です。片方はタブレットのもの、もう片方はサーバーのものです。
#
# </details>
#
# **覚えておこう**：設定を変えても、手紙は動きません。

# %% jupyter={"outputs_hidden": true}
lab.check("05.5")

# %% [markdown] lang="en"
# ## 05.6 New numbers (break, extra)
#
# > **Beginner**: A colleague says: "I open one letter, and another one appears." He must have mistyped.
# >
# > **Expert**: Perhaps his provider has had a bad night. Let's restore a mailbox from a backup.
#
# By IMAP an app asks for a letter by its number, the **UID**. The mailbox has a number as well, `UIDVALIDITY`: as long as that stays the same, the UIDs are good. After the restoration all letters are there, under new UIDs, and `UIDVALIDITY` is a new one. The laptop's app looks at it, the phone's does not.
# %% [markdown] lang="ja" of="c5afc376"
# ## 05.6 新しい番号（こわしてみる、おまけ）
#
# > **初心者**：同僚が「開いたメールと中身がちがう」と言うんです。押し間違いですよね。
# >
# > **専門家**：プロバイダーに事故があったのかもしれません。メールボックスをバックアップから復元してみましょう。
#
# IMAPのソフトは、メールを番号（**UID**）で頼みます。メールボックスにも`UIDVALIDITY`という番号があり、それが同じあいだは、UIDが通用します。復元すると、メールは全部そろいますが、UIDも`UIDVALIDITY`も新しくなります。ノートPCのソフトはそれを確かめます。スマホのソフトは確かめません。

# %%
lab.predict("05.6")

# %% jupyter={"outputs_hidden": true}
lab.reset("05.6")
lab.faults.restore("ken")
laptop.sync()
phone.sync()
lab.film()

# %% [markdown] lang="en"
# Below the strip stands who knows which letter by which number. Now B is opened on both: first the laptop's, then the phone's screen.
# %% [markdown] lang="ja" of="c05a8460"
# フィルムの下に、だれがどのメールを何番で覚えているかが出ています。では、両方でBを開きます。ノートPCの画面、次にスマホの画面です。

# %% jupyter={"outputs_hidden": true}
laptop.open("B")
lab.message("B", where="laptop")

# %% jupyter={"outputs_hidden": true}
phone.open("B")
lab.message("B", where="phone")

# %% [markdown] lang="en"
# And why: look for the line in which the phone asks for a letter. By which number?
# %% [markdown] lang="ja" of="1c3083e5"
# 理由を見ましょう。スマホがメールを頼む行を探してください。何番を頼んでいますか。

# %% jupyter={"outputs_hidden": true}
lab.ladder("phone")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The server** gave all letters new numbers, and said so: a new `UIDVALIDITY` in its answer to `SELECT`.
# - **The laptop** (careful) saw it, dropped all it knew, and asked anew.
# - **The phone** (careless) went on with its old numbers. It asked for number 2, and number 2 is C now. For the server nothing was wrong with that.
#
# It could be worse: had the phone *deleted* "B" by that number, C would be gone. Try it: `phone.expunge("B")`, then `lab.film()`, then `lab.reset("05.6")`.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The phone shows the right text**: B was opened before the restoration, or the phone is careful. Run the cells from `lab.reset("05.6")` on.
# - **Everything was downloaded again**: that is what the laptop does, and it is right to do so.
#
# </details>
#
# **Remember:** A UID is valid only together with its UIDVALIDITY.
# %% [markdown] lang="ja" of="df5909c3"
# <details><summary><b>なぜ？</b></summary>
#
# - **サーバー**は、全部のメールに新しい番号を付け、`SELECT`への返事の新しい`UIDVALIDITY`で、それを知らせました。
# - **ノートPC**（確かめるソフト）は、それを見て、覚えていたことを捨て、聞き直しました。
# - **スマホ**（確かめないソフト）は、古い番号を使い続けました。2番を頼みましたが、いまの2番はCです。サーバーから見れば、何もおかしくありません。
#
# もっと悪いことも起こります。スマホがその番号で「B」を**削除**していたら、消えるのはCです。試すなら、`phone.expunge("B")`、`lab.film()`、最後に`lab.reset("05.6")`です。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **スマホに正しい本文が出た**：復元の前にBを開いたか、スマホが確かめる設定です。`lab.reset("05.6")`から、順に実行してください。
# - **全部ダウンロードし直した**：それはノートPCです。それが正しい動きです。
#
# </details>
#
# **覚えておこう**：UIDは、UIDVALIDITYと組で初めて意味を持ちます。

# %% jupyter={"outputs_hidden": true}
lab.check("05.6")

# %% [markdown] lang="en"
# ## 05.7 Which cell gives it away? (use, extra)
#
# > **Beginner**: By now I could tell POP3 from IMAP without being told.
# >
# > **Expert**: Here are five strips without names.
#
# Each strip asks about one device: POP3 or IMAP? The tiles don't tell. Find the **one cell** that does: with the other protocol it would look different. (A cell is a row and a step: "row phone, step 3".)
# %% [markdown] lang="ja" of="22fd2d2a"
# ## 05.7 決め手はどのマス？（使ってみる、おまけ）
#
# > **初心者**：もう、言われなくてもPOP3とIMAPを見分けられそうです。
# >
# > **専門家**：では、名前を伏せたフィルムを5つ。
#
# どのフィルムも、1台の端末についてたずねています。POP3か、IMAPか。タイルには書いてありません。それがわかる**1マス**を探してください。もう一方のプロトコルなら、ちがって見えるはずのマスです。（マスは「スマホの行、3番」のように、行と番号で呼びます。）

# %% jupyter={"outputs_hidden": true}
lab.reset("05.7")
lab.strips()

# %% [markdown] lang="en"
# Choose five cells, one of each strip. Four right ones are enough.
# %% [markdown] lang="ja" of="bf5a9832"
# フィルムごとに1マス、全部で5つ選んでください。4つ当たれば合格です。

# %% jupyter={"outputs_hidden": true}
lab.answer("05.7")

# %% jupyter={"outputs_hidden": true}
lab.check("05.7")

# %% [markdown] lang="en"
# <details><summary><b>I am stuck</b></summary>
#
# - Think both ways: "if the laptop used IMAP, what would this cell show?"
# - To see the same strips with the protocols named, run `lab.strips(named=True)`.
# - To choose anew, press *Choose again*, or run `lab.reset("05.7")`.
#
# </details>
#
# **Remember:** You can tell the protocol by what changes, and when.
# %% [markdown] lang="ja" of="817dc32a"
# <details><summary><b>わからない時は</b></summary>
#
# - 両方を考えてみます。「もしノートPCがIMAPなら、このマスはどう見える？」
# - プロトコルを書いたフィルムは、`lab.strips(named=True)`で見られます。
# - 選び直すには、**選び直す**を押すか、`lab.reset("05.7")`を実行します。
#
# </details>
#
# **覚えておこう**：何がいつ変わるかで、プロトコルがわかります。

# %% jupyter={"outputs_hidden": true}
lab.progress()

# %% [markdown] lang="en"
# > **Beginner**: So my phone wasn't broken. It only showed what was left: the laptop had taken the letters.
# >
# > **Expert**: And where would you look next time?
# >
# > **Beginner**: At the other devices first. And what I can't do without, I keep where no sync comes by.
#
# ## Key points
# - **A copy stays, a view follows.** What a device fetched by POP3 is its own; what it shows by IMAP is what the server had when it last synced.
# - With IMAP all devices see the same, *once each has synced*.
# - **One forgotten POP3 app that deletes** empties the mailbox for everybody else.
# - Reading offline needs the text on the device, by POP3 or by IMAP.
# - **Sync is not a backup.** Files, and copies that no sync touches, are.
# - Changing a setting moves no letters; an upload does.
# - IMAP suits several devices, and several people at one mailbox. It needs room on the server, a network now and then, and a backup of your own.
#
# ## Three questions before you go
# 1. In the first strip of 05.1 (the mixed day): who can still read B in the end?
# 2. In that strip, why does the phone differ from the server at step 3?
# 3. What makes a backup a backup?
#
# <details><summary><b>Model answers</b></summary>
#
# 1. Only the laptop: it has a copy of its own.
# 2. It has not asked since step 1. Its view is old: B has left the server, and C has arrived.
# 3. Nothing that happens to the mailbox, or to one device, can reach it: no sync touches it, and it lies somewhere else.
#
# </details>
#
# ## Next
# **06 Lock it**: a crow sits at the next table of the café. What does it hear?
# %% [markdown] lang="ja" of="cd552bce"
# > **初心者**：スマホの故障じゃなかったんですね。残っているものを表示していただけで、メールを取り出したのはノートPCでした。
# >
# > **専門家**：次に消えたら、どこを見ますか。
# >
# > **初心者**：まず、ほかの端末です。それから、なくして困るメールは、同期の届かない所にも置いておきます。
#
# ## まとめ
# - **コピーは残り、表示はついて行く。** POP3で取り出したものは端末のもの。IMAPで表示されるのは、最後に同期した時、サーバーにあったものです。
# - IMAPなら、**同期した時点で**どの端末も同じ状態になります。
# - **削除を頼むPOP3のソフトが1つ残っていると**、ほかの端末のメールボックスも空になります。
# - オフラインで読むには、手元に本文が要ります。POP3でもIMAPでも同じです。
# - **同期はバックアップではありません。** ファイルや、同期の届かないコピーがバックアップです。
# - 設定を変えてもメールは動きません。動かすのはアップロードです。
# - IMAPは、複数の端末や、複数の人で同じ箱を使う時に向いています。サーバーの容量と、時々のネットワーク、そして自分のバックアップが要ります。
#
# ## 終わる前に3つの質問
# 1. 05.1の最初のフィルム（混ざった1日）で、最後までBを読めるのはだれですか。
# 2. そのフィルムの3番で、スマホがサーバーとちがうのはなぜですか。
# 3. 何があればバックアップと言えますか。
#
# <details><summary><b>答えの例</b></summary>
#
# 1. ノートPCだけです。自分のコピーを持っているからです。
# 2. 1番のあと、サーバーに聞いていないからです。表示が古く、そのあいだにBはサーバーから消え、Cが届きました。
# 3. メールボックスや1台の端末に何が起きても、影響を受けないことです。同期が届かず、別の場所にあることです。
#
# </details>
#
# ## 次は
# **06「安全に使う」**：カフェのとなりの席に、カラスが座っています。何が聞こえているのでしょう。
