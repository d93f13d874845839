# %% [markdown] lang="en"
# # 00 · Your first letter
#
# **Questions**
# - Where is a letter between *Send* and *read*?
# - Who does what: SMTP, POP3, IMAP?
#
# **Afterwards you can** start the lab, send a letter, fetch it on three devices, read three pictures, and start afresh.
#
# **Time**: 10 minutes (3 to read, 7 to try). You need no Python: click into a cell and press **Shift + Enter**.
# %% [markdown] lang="ja" of="4a188298"
# # 00 · 最初の一通
#
# **この章の問い**
# - 「送信」を押してから読まれるまで、メールはどこにあるのでしょう？
# - SMTP・POP3・IMAPは、それぞれ何をしているのでしょう？
#
# **できるようになること**：ラボを始める、1通送る、3台の端末で受け取る、3つの絵を読む、最初からやり直す。
#
# **時間**：10分（説明3分、操作7分）。Pythonの知識は要りません。セルをクリックして**Shift + Enter**を押してください。

# %% [markdown] lang="en"
# > **Beginner**: SMTP, POP3, IMAP… Which of them does what?
# >
# > **Expert**: Let's send one letter and look at it in three pictures.
# >
# > **Beginner**: I press Send, and it is on the other phone. What is there to see?
# >
# > **Expert**: Let's see whether that is what happens.
# %% [markdown] lang="ja" of="40af2c00"
# > **初心者**：SMTPとかPOP3とか、結局だれが何をしているんですか。
# >
# > **専門家**：1通送って、3つの絵で見てみましょう。
# >
# > **初心者**：送信を押したら、相手のスマホに届く。それだけではないんですか？
# >
# > **専門家**：本当にそうなるか、確かめてみましょう。

# %% [markdown] lang="en"
# ## 00.1 Is the lab ready? (basic)
#
# The next cell starts real mail servers inside this computer. Nothing leaves it: every address ends in `.example`. Then it asks each server whether it answers.
# %% [markdown] lang="ja" of="3e0c35de"
# ## 00.1 準備はできている？（基本）
#
# 次のセルは、このコンピューターの中で本物のメールサーバーを動かします。アドレスはすべて`.example`で終わり、外には何も出ません。続けて、それぞれのサーバーが応答するかを確かめます。

# %%
from labkit import Lab

lab = Lab()
lab.health()

# %% [markdown] lang="en"
# Two people play along. **Aya** (`aya@sakura.example`) writes on her PC. **Ken** (`ken@fuji.example`) owns a phone, a laptop and a tablet. The next cell gives them short names.
# %% [markdown] lang="ja" of="9fd0a5ca"
# 登場人物は2人です。**アヤ**（`aya@sakura.example`）は自分のPCで書きます。**ケン**（`ken@fuji.example`）は、スマホ・ノートPC・タブレットを持っています。次のセルで、短い名前を付けておきます。

# %%
aya = lab.aya
phone, laptop, tablet = lab.phone, lab.laptop, lab.tablet

# %% [markdown] lang="en"
# ## 00.2 Send, fetch, compare (basic)
#
# **Step 1: guess.** Run the cell and choose an answer. A wrong guess is the best start: you will remember what surprised you. The dark button then does the experiment for you, and you may also go on with the cells below.
#
# (Without a mouse: **Escape**, then **Tab** until you are at a button, then **Space**.)
# %% [markdown] lang="ja" of="edb07f96"
# ## 00.2 送る・受け取る・比べる（基本）
#
# **手順1　予想する**　セルを実行して、答えを1つ選んでください。外れてもかまいません。意外だったことほど、よく覚えられます。黒いボタンを押すと実験が進みます。下のセルで進めることもできます。
#
# （マウスなしの場合：**Esc**のあと、**Tab**でボタンまで進み、**スペース**で押します。）

# %%
lab.predict("00.2")

# %% [markdown] lang="en"
# **Step 2: send.** Run the cell, change the text if you like, and press **Send**.
# %% [markdown] lang="ja" of="00bc5da6"
# **手順2　送る**　セルを実行し、よければ本文を書き換えて、**送信**を押してください。

# %%
lab.compose()

# %% [markdown] lang="en"
# Every button in the lab has a line of Python that does the same. Here it is, with a line before it that starts this experiment afresh: so there is one letter, A, however often you have pressed. Then the first picture shows where it is.
# %% [markdown] lang="ja" of="c1fb4fe1"
# ラボのボタンには、それぞれ同じ働きをするPythonの1行があります。次のセルは、まずこの実験を最初の状態に戻してから送ります。ですから、ボタンを何度押していても、メールはAの1通だけです。そのメールがどこにあるかは、最初の絵でわかります。

# %% jupyter={"outputs_hidden": true}
lab.reset("00.2")
aya.send()
lab.journey("A")

# %% [markdown] lang="en"
# **Step 3: fetch.** Here are Ken's mailbox and his three devices. Press **Get** on the tablet, look; then **Sync** on the phone, look; then **Sync** on the laptop.
# %% [markdown] lang="ja" of="8d2e1ba7"
# **手順3　受け取る**　ケンのメールボックスと3台の端末です。タブレットの**受信**、スマホの**同期**、ノートPCの**同期**の順に、1つ押すごとに何が変わったかを見てください。

# %% jupyter={"outputs_hidden": true}
lab.desk()

# %% [markdown] lang="en"
# The same in Python, a button a line. Pressing twice does no harm: what a device has already, it does not fetch again.
# %% [markdown] lang="ja" of="e97f36ea"
# Pythonでは、ボタン1つが1行です。二度押してもかまいません。端末にもうあるメールは、二重には届きません。

# %%
tablet.get()

# %%
phone.sync()

# %%
laptop.sync()

# %% [markdown] lang="en"
# ### Picture 1: where is the letter?
#
# The yellow box is where the letter is. Which devices can show it now?
# %% [markdown] lang="ja" of="b3640cdd"
# ### 絵1：メールはどこ？
#
# 黄色の箱が、メールのある場所です。いま、どの端末で読めますか。

# %% jupyter={"outputs_hidden": true}
lab.journey("A")

# %% [markdown] lang="en"
# ### Picture 2: who said what?
#
# The tablet and the server talked to each other. Time runs downwards. You need not understand every word: find the line that asks for the letter, and the goodbye.
# %% [markdown] lang="ja" of="1e9c643d"
# ### 絵2：だれが何を言った？
#
# タブレットとサーバーのやり取りです。時間は上から下へ進みます。全部の言葉がわからなくても大丈夫です。「メールをください」と頼む行と、終わりのあいさつを探してください。

# %% jupyter={"outputs_hidden": true}
lab.ladder("tablet")

# %% [markdown] lang="en"
# ### Picture 3: who holds what?
#
# One row for the server and one for each device; one column for each thing that happened. Compare the tiles of the tablet with those of the phone.
# %% [markdown] lang="ja" of="0a00e8dc"
# ### 絵3：だれが何を持っている？
#
# 行はサーバーと端末、列はできごとです。タブレットのタイルとスマホのタイルを比べてください。

# %% jupyter={"outputs_hidden": true}
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **Aya's PC** handed the letter to her provider's server (SMTP).
# - **Her provider's server** carried it to Ken's provider (SMTP again), which put it into Ken's mailbox. Ken's devices had no part in it.
# - **The tablet** took a COPY of it (POP3). The letter in the mailbox stayed, because this tablet leaves letters on the server.
# - **Phone and laptop** looked into the mailbox (IMAP). What they show is a view of the letter on the server.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **Two letters, A and B**: you pressed Send once more. Everything you read here is true of both.
# - **"no letters" on a device**: it has not asked yet. Press its button.
# - **Letter A is still on Aya's PC**: its address was refused, and the next letter is called B. Run the cell with `lab.reset("00.2")` and go on from there.
# - **A name is not defined, or the lab knows no letter A**: run the cells from the top, once each.
# - **Something else**: run the cell with `lab.reset("00.2")` and go on from there.
#
# </details>
#
# **Remember:** SMTP carries a letter to the recipient's mailbox; POP3 fetches copies from it; IMAP opens it and tidies it in place.
# %% [markdown] lang="ja" of="bc276bb7"
# <details><summary><b>なぜ？</b></summary>
#
# - **アヤのPC**は、アヤのプロバイダーの送信サーバーにメールを預けました（SMTP）。
# - **送信サーバー**は、それをケン側のサーバーまで運び（これもSMTP）、ケン側のサーバーがメールボックスに入れました。ケンの端末は何もしていません。
# - **タブレット**は、端末にコピーを取り出しました（POP3）。このタブレットは「サーバーに残す」設定なので、メールボックスのメールもそのままです。
# - **スマホとノートPC**は、メールボックスを見に行きました（IMAP）。画面にあるのは、サーバーにあるメールの表示です。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **AとBの2通がある**：「送信」をもう一度押したからです。ここに書いてあることは、どちらにも当てはまります。
# - **端末に「メールはありません」と出る**：まだサーバーに聞いていません。その端末のボタンを押してください。
# - **メールAがアヤのPCにあるまま**：宛先が受け付けられませんでした。次のメールはBになります。`lab.reset("00.2")`のセルを実行して、そこからやり直してください。
# - **名前が定義されていない（not defined）、またはメールAがないと出る**：上から順に、セルを1回ずつ実行してください。
# - **そのほか**：`lab.reset("00.2")`のセルを実行して、そこからやり直してください。
#
# </details>
#
# **覚えておこう**：SMTPは宛先のメールボックスまで運びます。POP3はそこからコピーを取り出し、IMAPは開いてその場で整理します。

# %% [markdown] lang="en"
# **Did it work?** The next cell looks at the mailboxes and devices themselves. If something is missing it says what it sees and what it waits for; its buttons give hints.
# %% [markdown] lang="ja" of="03b08f83"
# **できたかな？**　次のセルは、メールボックスと端末そのものを調べます。足りないものがあれば、見えているものと待っている状態を教えてくれます。ボタンを押すとヒントも出ます。

# %% jupyter={"outputs_hidden": true}
lab.check("00.2")

# %% [markdown] lang="en"
# ## 00.3 Start afresh (basic)
#
# Whatever you try, you can always go back to the start. Here are a few letters.
# %% [markdown] lang="ja" of="f1e45835"
# ## 00.3 最初からやり直す（基本）
#
# 何を試しても、いつでも最初に戻せます。まず、メールのある状態を作ります。

# %%
lab.reset("00.3")
lab.film()

# %% [markdown] lang="en"
# And now everything is emptied. How many letters will there be?
# %% [markdown] lang="ja" of="b88334bb"
# 次に、全部を空にします。メールは何通残るでしょう。

# %% jupyter={"outputs_hidden": true}
lab.reset()
lab.film()

# %% jupyter={"outputs_hidden": true}
lab.check("00.3")

# %% [markdown] lang="en"
# ## All of it on one desk
#
# One cell shows the whole lab: write, fetch, the pictures, every line on the wire, a letter taken apart, a keyboard to talk to a server yourself, the clock, and the switches for what can go wrong. Each button shows the line of Python that does the same. In JupyterLab, `lab.show(detached=True)` puts it beside the notebook.
# %% [markdown] lang="ja" of="10c4b511"
# ## 全部を一つの机に
#
# このセル1つで、ラボ全体が並びます。書く、受け取る、絵、通信の一行一行、メールの中身、自分でサーバーと話すための入力欄、時計、トラブルのスイッチ。どのボタンにも、同じことをするPythonの1行が出ます。JupyterLabでは、`lab.show(detached=True)`でノートブックの横に置けます。

# %% jupyter={"outputs_hidden": true}
lab.show()

# %% [markdown] lang="en"
# > **Beginner**: So Send does not reach the phone at all. SMTP brings the letter as far as Ken's mailbox, and each device comes for it: the tablet takes a copy, phone and laptop look at what is there.
# >
# > **Expert**: And what does Ken have to do so that the letter arrives in his mailbox?
# >
# > **Beginner**: Nothing.
#
# ## Key points
# - A letter waits in the recipient's mailbox **on the server**.
# - **SMTP** carries it there. To read it, an app uses **POP3** (takes a copy to the device) *or* **IMAP** (shows what is on the server).
# - A device knows only what it learned when it last asked.
# - Three pictures: *where is it* (journey), *who said what* (ladder), *who holds what* (film strip).
#
# ## Three questions before you go
# 1. Which picture answers "where is it now?"
# 2. In the film strip: which tile is a COPY, which one a view?
# 3. What is left after a reset?
#
# <details><summary><b>Our answers</b></summary>
#
# 1. The journey: the yellow box.
# 2. The tablet's tile with the thick border is a COPY that it keeps. The dashed tiles of phone and laptop are views of what lies on the server.
# 3. No letter anywhere; the servers run on.
#
# </details>
#
# ## Next
# [01 The mail's journey](01-the-mails-journey.ipynb): switch all of Ken's devices off, and then send.
#
# ---
# Two notebooks open are two labs: a letter sent in one does not arrive in the other. On Binder, a lab that nobody uses for a while is closed; start again from the top.
# %% [markdown] lang="ja" of="e1b4f58d"
# > **初心者**：送信を押しても、スマホまで届くわけではないんですね。SMTPが運ぶのはケンのメールボックスまで。あとは端末のほうから行く。タブレットはコピーを取り出して、スマホとノートPCは、そこにあるものを見る。
# >
# > **専門家**：では、メールボックスに届くまでに、ケンがすることは？
# >
# > **初心者**：何もありません。
#
# ## まとめ
# - メールは、**サーバーにある**宛先のメールボックスで待っています。
# - そこまで運ぶのが**SMTP**です。読むときは、**POP3**（端末にコピーを取り出す）か**IMAP**（サーバーにあるものを表示する）を使います。
# - 端末が知っているのは、最後にサーバーに聞いたときのことだけです。
# - 3つの絵：どこにあるか（旅）、だれが何を言ったか（はしご）、だれが何を持っているか（フィルム）。
#
# ## 終わる前に3つの質問
# 1. 「いまどこにある？」に答えてくれるのは、どの絵ですか。
# 2. フィルムの中で、「コピー」のタイルと「表示」のタイルはどれですか。
# 3. リセットすると、何が残りますか。
#
# <details><summary><b>私たちの答え</b></summary>
#
# 1. 旅の絵です。黄色の箱を見ます。
# 2. 太い枠のタイル（タブレット）が、手元に残る「コピー」です。破線のタイル（スマホとノートPC）は、サーバーにあるものの「表示」です。
# 3. メールは1通も残りません。サーバーは動いたままです。
#
# </details>
#
# ## 次は
# [01 メールの旅](01-the-mails-journey.ipynb)：ケンの端末を全部切ってから、送ってみます。
#
# ---
# ノートブックを2つ開くとラボも2つになり、片方で送ったメールはもう片方には届きません。Binderでは、しばらく使わないとラボが閉じます。そのときは、上からやり直してください。
