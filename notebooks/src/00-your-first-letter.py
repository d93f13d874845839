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
# **Step 1.** Run the cell, change the text if you like, and press **Send**. (Without a mouse: **Escape**, then **Tab** until you are at the button, then **Space**.)
# %% [markdown] lang="ja" of="db43940e"
# ## 00.2 送る・受け取る・くらべる（基本）
#
# **手順1** セルを実行し、よければ本文を書き換えて、**送信**を押してください。（マウスなしの場合：**Esc**のあと、**Tab**でボタンまで進み、**スペース**で押します。）

# %%
lab.compose()

# %% [markdown] lang="en"
# The line below does the same as the button. Every button in the lab has such a line. If you pressed Send already, this sends a second letter, and you will see A *and* B: that does no harm.
# %% [markdown] lang="ja" of="43d8e058"
# 次の1行は、ボタンと同じことをします。ラボのボタンには、それぞれ同じ働きをする1行があります。もう送信を押した人は2通目を送ることになり、AとBの両方が見えますが、それでかまいません。

# %%
aya.send()

# %% [markdown] lang="en"
# **Question.** Ken has not touched any of his devices. Where is letter A now? Decide before you run the next cell.
#
# 1. on Ken's phone
# 2. in Ken's mailbox on the server
# 3. on Aya's PC
# 4. on the way, until Ken fetches it
# 5. not sure
# %% [markdown] lang="ja" of="d0ce50ce"
# **問題** ケンはまだ、どの端末にも触っていません。メールAはいま、どこにあるでしょう。次のセルを実行する前に決めてください。
#
# 1. ケンのスマホ
# 2. サーバーにあるケンのメールボックス
# 3. アヤのPC
# 4. ケンが受け取るまで、途中のどこか
# 5. わからない

# %% jupyter={"outputs_hidden": true}
lab.journey("A")

# %% [markdown] lang="en"
# **Step 2.** Here are Ken's mailbox and his three devices. Press **Get** on the tablet, look; then **Sync** on the phone, look; then **Sync** on the laptop.
# %% [markdown] lang="ja" of="e82d5d10"
# **手順2** ケンのメールボックスと3台の端末です。タブレットの**受信**を押して見る、スマホの**同期**を押して見る、ノートPCの**同期**を押して見る、の順に試してください。

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
# タブレットとサーバーのやり取りです。時間は上から下へ進みます。全部の言葉がわからなくても大丈夫です。メールをくださいと頼む行と、別れのあいさつを探してください。

# %% jupyter={"outputs_hidden": true}
lab.ladder("tablet")

# %% [markdown] lang="en"
# ### Picture 3: who holds what?
#
# One row for the server and one for each device; one column for each thing that happened. Compare the tiles of the tablet with those of the phone.
# %% [markdown] lang="ja" of="0a00e8dc"
# ### 絵3：だれが何を持っている？
#
# 行はサーバーと端末、列はできごとです。タブレットのタイルとスマホのタイルをくらべてください。

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
# - **Two letters, A and B**: you pressed the button and ran the line too. Everything you read here is true of both.
# - **"no letters" on a device**: it has not asked yet. Press its button.
# - **Letter A is still on Aya's PC**: its address was refused, and the next letter is called B. Run `lab.reset()` and go on from step 1.
# - **A name is not defined, or the lab knows no letter A**: run the cells from the top, once each.
# - **Something else**: run `lab.reset()` and go on from step 1.
#
# </details>
#
# **Remember:** SMTP carries a letter to the recipient's mailbox; POP3 fetches copies from it; IMAP opens it and tidies it in place.
# %% [markdown] lang="ja" of="04401a71"
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
# - **AとBの2通がある**：ボタンを押し、1行のセルも実行したからです。ここに書いてあることは、どちらにも当てはまります。
# - **端末に「メールはありません」と出る**：まだサーバーに聞いていません。その端末のボタンを押してください。
# - **メールAがアヤのPCにあるまま**：宛先が受け付けられませんでした。次のメールはBになります。`lab.reset()`を実行して、手順1からやり直してください。
# - **名前が定義されていない（not defined）、またはメールAがないと出る**：上から順に、セルを1回ずつ実行してください。
# - **そのほか**：`lab.reset()`を実行して、手順1からやり直してください。
#
# </details>
#
# **覚えておこう**：SMTPは宛先のメールボックスまで運びます。POP3はそこからコピーを取り出し、IMAPは開いてその場で整理します。

# %% [markdown] lang="en"
# ## 00.3 Start afresh (basic)
#
# Whatever you try, you can always go back to the start. How many letters will there be?
# %% [markdown] lang="ja" of="3bf64542"
# ## 00.3 最初からやり直す（基本）
#
# 何を試しても、いつでも最初に戻せます。メールは何通残るでしょう。

# %% jupyter={"outputs_hidden": true}
lab.reset()
lab.film()

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
# ## Next
# **01 The mail's journey**: switch all of Ken's devices off, and then send.
#
# ---
# Two notebooks open are two labs: a letter sent in one does not arrive in the other. On Binder, a lab that nobody uses for a while is closed; start again from the top.
# %% [markdown] lang="ja" of="9932bb20"
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
# ## 次は
# **01 メールの旅**：ケンの端末を全部切ってから、送ってみます。
#
# ---
# ノートブックを2つ開くとラボも2つになり、片方で送ったメールはもう片方には届きません。Binderでは、しばらく使わないとラボが閉じます。そのときは、上からやり直してください。
