# %% [markdown] lang="en"
# # 02 · Speak SMTP
#
# **Questions**
# - What do a mail app and a server say to each other?
# - Who reads the envelope, and who reads the letter?
# - What does it mean when a server says 250, 451 or 550?
#
# **Afterwards you can** hand over a letter by typing, tell the envelope from the letter, and read a server's answers.
#
# **Time**: 25 minutes (8 to read, 17 to try). The last part, 02.7, is an extra.
# %% [markdown] lang="ja" of="efa2e0b9"
# # 02 · SMTPで話す
#
# **この章の問い**
# - メールソフトとサーバーは、どんな言葉で話しているのでしょう？
# - 封筒を読むのはだれ？ 便箋を読むのはだれ？
# - サーバーの返事の250、451、550は、どういう意味でしょう？
#
# **できるようになること**：自分で打ってメールを渡す、封筒と便箋を区別する、サーバーの返事を読む。
#
# **時間**：25分（説明8分、操作17分）。最後の02.7は、余裕があれば試してください。

# %% jupyter={"source_hidden": true}
# Start the lab / ラボを始める
from labkit import Lab

lab = Lab()
aya, phone, laptop, tablet = lab.aya, lab.phone, lab.laptop, lab.tablet

# %% [markdown] lang="en"
# > **Beginner**: Talking to a server: is it some secret code?
# >
# > **Expert**: Five words. Type them; it doesn't mind mistakes.
# >
# > **Beginner**: I? Not the app?
# >
# > **Expert**: Let's see whether the server notices.
# %% [markdown] lang="ja" of="7988b79b"
# > **初心者**：サーバーと話すって、暗号みたいな言葉を使うんですか？
# >
# > **専門家**：単語は5つだけです。打ってみてください。間違えても怒られません。
# >
# > **初心者**：えっ、ソフトではなくて、わたしが打つんですか？
# >
# > **専門家**：サーバーが気づくかどうか、見てみましょう。

# %% [markdown] lang="en"
# ## 02.1 Five words (basic)
#
# SMTP is a **protocol**: an agreement about who speaks first, which words there are, and what each answer means. The server greets. Then it is your turn: one line, one answer.
#
# | You say | That means |
# |---|---|
# | `EHLO` and a name | hello, this is … |
# | `MAIL FROM:<…>` | on the envelope: who sends it |
# | `RCPT TO:<…>` | on the envelope: who shall get it |
# | `DATA` | now the letter; a dot alone on its line ends it |
# | `QUIT` | goodbye |
#
# Every answer begins with a number, the **reply code**. Its first digit is enough: **2** yes · **3** go on, I am listening · **4** not now, try again later · **5** no, not like this.
#
# First an example to read. Run the cell and follow the ladder downwards: who speaks first? When does the server keep silent?
# %% [markdown] lang="ja" of="17ca854d"
# ## 02.1 5つの単語（基本）
#
# SMTPは**約束ごと**（プロトコル）です。どちらが先に話すか、どんな言葉を使うか、それぞれの返事が何を意味するかを決めています。まずサーバーがあいさつします。そのあとはあなたの番です。1行言うと、1つ返事が来ます。
#
# | あなたの言葉 | 意味 |
# |---|---|
# | `EHLO`と名前 | こんにちは、こちらは…… |
# | `MAIL FROM:<…>` | 封筒に書く：差出人 |
# | `RCPT TO:<…>` | 封筒に書く：宛先 |
# | `DATA` | ここから便箋。点だけの行で終わる |
# | `QUIT` | さようなら |
#
# 返事はどれも番号で始まります。これを**応答コード**といいます。最初の1桁だけ見れば十分です。**2**は「はい」、**3**は「続けて」、**4**は「今はだめ。あとでもう一度」、**5**は「だめ。このままでは無理」。
#
# まずは見本です。セルを実行して、はしごを上から下へ読んでください。先に話すのはどちらですか。サーバーが黙っているのはいつですか。

# %% jupyter={"outputs_hidden": true}
talk = lab.talk("mx")
talk.say("EHLO pc.sakura.example")
talk.say("MAIL FROM:<aya@sakura.example>")
talk.say("RCPT TO:<ken@fuji.example>")
talk.say("DATA")
talk.say("Subject: an example", "", "Hello Ken, read me line by line.", ".")
talk.say("QUIT")
talk.ladder()

# %% [markdown] lang="en"
# **Now you.** The next cell opens a console: the line to Ken's server, with an input below. Beside it stands what you could type; a press puts a line into the input, and **Enter** sends it.
#
# 1. Choose *complete* and hand over a letter, up to `QUIT`.
# 2. Run the cell again and choose *two missing*.
# 3. Once more, with *empty*.
#
# A mistake does no harm. Read the answer, and say it again.
# %% [markdown] lang="ja" of="95fd110d"
# **今度はあなたの番です。** 次のセルで、コンソールが開きます。ケンのサーバーにつながっていて、下に入力欄があります。横に例の行があり、押すと入力欄に入ります。**Enter**で送ります。
#
# 1. 「全部」を選び、`QUIT`まで進めて1通渡します。
# 2. セルをもう一度実行し、「2行抜き」を選びます。
# 3. さらにもう一度実行し、「白紙」で試します。
#
# 間違えても大丈夫です。返事を読んで、言い直しましょう。

# %% jupyter={"outputs_hidden": true}
lab.reset("02.1")
lab.talk("smtp")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **You** wrote two addresses on the **envelope** (`MAIL FROM`, `RCPT TO`), and then handed over the **letter**: all that stands between `DATA` and the dot.
# - **The server** `mx.fuji.example` answered each line, kept silent while the letter came, and said 250 after the dot: from there on it is responsible for it. It does not ask who types.
# - **Ken's mailbox** got the letter. His devices had no part in it.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **503**: that word comes too early. Say the missing one first.
# - **500** or **501**: the server doesn't know the word, or something in the line is not as agreed. Look for a slip, and say it again.
# - **No answer at all**: after `DATA` the server waits for the end of the letter, a line with only a dot.
# - **Something else**: run the cell with `lab.reset("02.1")` again.
#
# </details>
#
# <details><summary><b>And where is the login?</b></summary>
#
# You called `mx.fuji.example` at port 25. It takes in letters for its own people, from anybody, as a letterbox does. When *you* send from home, your app hands the letter in at your own provider, `smtp.sakura.example` at port 587 or 465, and there it logs in first. Choose that server in the console: the same five words, and `AUTH` before them.
#
# </details>
#
# **Remember:** EHLO, MAIL, RCPT, DATA, QUIT: five words carry a letter.
# %% [markdown] lang="ja" of="d6ea971b"
# <details><summary><b>なぜ？</b></summary>
#
# - **あなた**は、**封筒**に2つのアドレスを書きました（`MAIL FROM`と`RCPT TO`）。それから**便箋**を渡しました。`DATA`から点だけの行までが便箋です。
# - **サーバー**`mx.fuji.example`は、1行ごとに答え、便箋を渡す間は黙って聞き、点だけの行のあとに250と言いました。ここからは、サーバーの責任です。だれが打っているかは気にしません。
# - **ケンのメールボックス**に、メールが入りました。ケンの端末は何もしていません。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **503**：その言葉はまだ早すぎます。足りない言葉を先に言ってください。
# - **500**や**501**：サーバーの知らない言葉か、書き方がどこか違います。打ち間違いを探して、言い直してください。
# - **返事が来ない**：`DATA`のあと、サーバーは便箋の終わり、つまり点だけの行を待っています。
# - **そのほか**：`lab.reset("02.1")`のセルをもう一度実行してください。
#
# </details>
#
# <details><summary><b>ログインはどこ？</b></summary>
#
# つないだ相手は`mx.fuji.example`の25番ポートです。郵便受けと同じで、自分のところの人宛てなら、だれからでも受け取ります。ふだん家から送る時は、ソフトが自分のプロバイダーの`smtp.sakura.example`（587番か465番ポート）に投函し、その前にログインします。コンソールでそのサーバーを選んでみましょう。同じ5つの単語の間に`AUTH`が入ります。
#
# </details>
#
# **覚えておこう**：EHLO、MAIL、RCPT、DATA、QUIT。この5つの単語でメールは届きます。

# %% jupyter={"outputs_hidden": true}
lab.check("02.1")

# %% [markdown] lang="en"
# ## 02.2 The wrong order (break)
#
# > **Beginner**: The letter says "To: Ken". Do I have to say it twice?
# >
# > **Expert**: Leave `RCPT TO` out, and see.
# %% [markdown] lang="ja" of="02cc0dcc"
# ## 02.2 順番を間違える（こわしてみる）
#
# > **初心者**：便箋に「To: ケン」と書くのに、もう一度言わないといけませんか？
# >
# > **専門家**：では、`RCPT TO`を飛ばしてみましょう。

# %%
lab.predict("02.2")

# %% jupyter={"outputs_hidden": true}
lab.reset("02.2")
talk = lab.talk("mx")
talk.say("EHLO pc.sakura.example", "MAIL FROM:<aya@sakura.example>", "DATA")
lab.ladder("you")

# %% [markdown] lang="en"
# Look at the last two lines, and at the column on the right: what does the server know now? The next cell tries to go on from there.
# %% [markdown] lang="ja" of="64cdd721"
# 最後の2行と、右の欄を見てください。サーバーはいま、何を知っていますか。次のセルでは、そこから続けてみます。

# %% jupyter={"outputs_hidden": true}
talk.say("RCPT TO:<ken@fuji.example>", "DATA")
talk.letter("To: ken@fuji.example\nSubject: second try\n\nHello Ken")
talk.say("QUIT")
lab.ladder("you")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The server** had a sender and no recipient. It does not look for one in the letter: it had not even seen the letter. So it answered 503, "something else must come first".
# - **The line** stayed open, and what had been said before stayed valid. One more `RCPT TO`, and all was well.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The name `talk` is not defined**: run the cell that begins with `lab.reset("02.2")`, and then the one after it.
# - **"The line … is closed"**: the second cell ends with `QUIT`. To do it once more, begin with the first one again.
#
# </details>
#
# **Remember:** First the envelope, then the letter. A refusal ends one step, not the conversation.
# %% [markdown] lang="ja" of="1bdcae52"
# <details><summary><b>なぜ？</b></summary>
#
# - **サーバー**は差出人だけを知っていて、宛先を知りませんでした。便箋の中を探すことはしません。そもそも、便箋をまだ見ていません。そこで503、「先に言うことがあります」と答えました。
# - **回線**はつながったままで、それまでに言ったことも有効でした。`RCPT TO`を1行足すだけで、うまくいきました。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **`talk`が定義されていない（not defined）と出る**：`lab.reset("02.2")`で始まるセルを実行し、続けて次のセルを実行してください。
# - **「接続は切れています」と出る**：2つ目のセルは`QUIT`で終わります。もう一度試すには、1つ目のセルから実行してください。
#
# </details>
#
# **覚えておこう**：先に封筒、あとに便箋。断られても、会話は続きます。

# %% jupyter={"outputs_hidden": true}
lab.check("02.2")

# %% [markdown] lang="en"
# ## 02.3 Three names on one envelope (break)
#
# > **Beginner**: I wrote to three people, and one address was wrong. Now nobody has got it!
# >
# > **Expert**: Are you sure?
# %% [markdown] lang="ja" of="d63bbce0"
# ## 02.3 1枚の封筒に3つの名前（こわしてみる）
#
# > **初心者**：3人に送ったら、1人のアドレスが間違っていました。全員に届いていませんよね？
# >
# > **専門家**：本当にそうでしょうか。

# %%
lab.predict("02.3")

# %% jupyter={"outputs_hidden": true}
lab.reset("02.3")
talk = lab.talk("mx")
talk.say("EHLO pc.sakura.example", "MAIL FROM:<aya@sakura.example>", "RCPT TO:<ken@fuji.example>")
talk.say("RCPT TO:<nobody@fuji.example>", "RCPT TO:<mika@fuji.example>")
talk.say("DATA", "Subject: picnic", "", "Sunday at ten?", ".", "QUIT")
lab.journey()

# %% [markdown] lang="en"
# (*Some other host* at station 1 is you.) And why? Three times `RCPT TO`, three answers. Watch the list `to` on the right: when does it grow?
# %% [markdown] lang="ja" of="41db173e"
# （①の「ほかのホスト」は、あなたのことです。）それはなぜでしょう。`RCPT TO`が3回、返事も3回です。右の欄の`to`に名前が増えるのは、いつですか。

# %% jupyter={"outputs_hidden": true}
lab.ladder("you")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The server** answered each name alone: 250 for Ken, 550 for nobody, 250 for Mika. After the 550 its list stayed as it was.
# - **The letter** was handed over once, and filed twice: for those who stood on the list.
# - **Whoever sends** has to read all three answers. Here you were told at once. If a server has already taken the letter and only then hears a 550, it must write an error mail (01.4).
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **Only one name in the list**: a `RCPT TO` was left out, or has a slip in it. Run the cell from `lab.reset("02.3")` on.
# - **A 503 at `DATA`**: no name was accepted at all, so there was nobody to send to.
#
# </details>
#
# <details><summary><b>451 or 550?</b></summary>
#
# A first digit **4** says *not now*: a server that hears 451 or 452 keeps the letter and tries again later. A first digit **5** says *no*: the same again would get the same answer. That is said of each recipient, too. A program in Python hears of it the same way: `smtplib` raises no error as long as one recipient was accepted. It returns a list of those who were not.
#
# </details>
#
# **Remember:** "Sent" is said of each recipient, not of a letter.
# %% [markdown] lang="ja" of="4b1f37e4"
# <details><summary><b>なぜ？</b></summary>
#
# - **サーバー**は名前ごとに答えました。ケンは250、存在しない人は550、ミカは250。550のあと、サーバーの控えは前のままでした。
# - **便箋**は1回だけ渡され、控えにある2人のメールボックスに入りました。
# - **送る側**は、3つの返事を全部読む必要があります。今回はその場でわかりました。サーバーがいったん預かったあとで550と言われた時は、そのサーバーがエラーメールを書きます（01.4）。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **控えに名前が1つしかない**：`RCPT TO`が1行抜けたか、打ち間違いがあります。`lab.reset("02.3")`のセルから実行してください。
# - **`DATA`で503が出た**：受け付けられた名前が1つもなく、送る相手がいませんでした。
#
# </details>
#
# <details><summary><b>451と550</b></summary>
#
# 最初の桁が**4**なら「今はだめ」です。451や452と言われたサーバーは、メールを持ったまま、あとでもう一度試します。**5**なら「だめ」です。同じことを繰り返しても、返事は同じです。これも、宛先ごとに言われます。Pythonのプログラムでも同じです。`smtplib`は、1人でも受け付けられればエラーにせず、断られた宛先の一覧を返します。
#
# </details>
#
# **覚えておこう**：「送れた」かどうかは、メールごとではなく、宛先ごとに決まります。

# %% jupyter={"outputs_hidden": true}
lab.check("02.3")

# %% [markdown] lang="en"
# ## 02.4 A borrowed name (break)
#
# > **Beginner**: At least the sender is real. My phone shows the name!
# >
# > **Expert**: And who wrote that name there?
#
# **Only in the lab.** To send somebody a letter in another person's name deceives, and can be a crime. Here nothing leaves this computer, and nobody real is named: `.example` belongs to nobody.
# %% [markdown] lang="ja" of="5e8249fd"
# ## 02.4 借りた名前（こわしてみる）
#
# > **初心者**：差出人だけは本物ですよね。スマホに名前が出ますから。
# >
# > **専門家**：その名前は、だれが書いたのでしょう。
#
# **試すのはラボの中だけにしましょう。** 他人の名前でメールを送る「なりすまし」は、人をだます行為で、罪になることもあります。ここでは、このコンピューターの外に何も出ません。`.example`のアドレスは、実在のだれのものでもありません。

# %%
lab.predict("02.4")

# %% jupyter={"outputs_hidden": true}
lab.reset("02.4")
lab.crow.send()
phone.sync()
lab.journey("A")

# %% [markdown] lang="en"
# Now look at the letter, as Ken's phone has it. Who is the sender there? And who stands on the envelope?
# %% [markdown] lang="ja" of="640e35ad"
# 次に、ケンのスマホにあるメールを見てください。差出人はだれになっていますか。封筒には、だれの名前がありますか。

# %% jupyter={"outputs_hidden": true}
lab.message("A", where="phone")

# %% [markdown] lang="en"
# And the conversation: is there a word between `EHLO` and `MAIL` that asks who the crow is?
# %% [markdown] lang="ja" of="1c4d9e63"
# 会話も見ましょう。`EHLO`と`MAIL`の間に、カラスがだれなのかを聞く言葉はありますか。

# %% jupyter={"outputs_hidden": true}
lab.ladder("crow")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The crow** wrote its own address on the envelope, and somebody else's name on the letter.
# - **Ken's server** carried the letter without reading it. It kept the envelope's sender in a line of its own, `Return-Path`, and put a postmark on top.
# - **The phone** shows the `From:` line of the letter, for people read letters and not envelopes.
#
# </details>
#
# <details><summary><b>Who checks what</b></summary>
#
# SMTP itself checks no name. Many providers add three checks of their own:
#
# - **SPF**: may this host send for the domain *on the envelope*? The domain publishes a list.
# - **DKIM**: is there a signature on the letter, and is it still intact? The key is published by the domain that signed.
# - **DMARC**: does one of the two fit the domain in the *From* line? The owner of that domain says what should happen if not.
#
# Where these are enforced, "it is refused: the server asks" comes true. This lab's server does none of it.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **No letter A**: run the cell from `lab.reset("02.4")` on, then the two pictures.
# - **The same name on both**: that is a letter of Aya's. Start again with the reset.
#
# </details>
#
# **Remember:** Anyone can write anything on the letter.
# %% [markdown] lang="ja" of="ee61e7d0"
# <details><summary><b>なぜ？</b></summary>
#
# - **カラス**は、封筒に自分のアドレスを、便箋に他人の名前を書きました。
# - **ケンのサーバー**は、便箋を読まずに運びました。封筒の差出人を`Return-Path`という行に残し、一番上に消印を押しただけです。
# - **スマホ**は、便箋の`From:`の行を表示します。人が読むのは封筒ではなく、便箋だからです。
#
# </details>
#
# <details><summary><b>だれが何を確かめる？</b></summary>
#
# SMTPそのものは、名前を確かめません。多くのプロバイダーは、次の3つを追加で確かめています。
#
# - **SPF**：このホストは、*封筒の*ドメインのメールを送ってよいか。そのドメインが一覧を公開しています。
# - **DKIM**：便箋に署名があり、書き換えられていないか。確かめるための鍵は、署名したドメインが公開しています。
# - **DMARC**：その2つのどちらかが、*便箋のFrom*のドメインと合うか。合わない時にどうするかは、そのドメインの持ち主が決めます。
#
# きちんと確かめるところでは、「断られる。サーバーが聞く」が本当になります。このラボのサーバーは、どれもしていません。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **メールAがない**：`lab.reset("02.4")`のセルから実行し、それから2つの絵を見てください。
# - **封筒と便箋が同じ名前**：それはアヤのメールです。リセットからやり直してください。
#
# </details>
#
# **覚えておこう**：便箋の差出人は、だれでも好きに書けます。

# %% jupyter={"outputs_hidden": true}
lab.check("02.4")

# %% [markdown] lang="en"
# ## 02.5 Bcc, two ways (break)
#
# > **Beginner**: My boss wants a copy, and Ken must not know. So I use Bcc: the server hides it.
# >
# > **Expert**: Who does the hiding? Let's look at what Ken gets.
#
# The same three people twice. First a careless program, which hands the letter over exactly as it was written: To, Cc *and* Bcc.
# %% [markdown] lang="ja" of="1e8f9fde"
# ## 02.5 Bccの送り方、2通り（こわしてみる）
#
# > **初心者**：上司にも送りたいけれど、ケンには知られたくない。だからBccです。サーバーが隠してくれますから。
# >
# > **専門家**：隠しているのはだれでしょう。ケンに届いたものを見てみましょう。
#
# 同じ3人に、2回送ります。最初は不注意なプログラムです。ToもCcも*Bccも*、書いたとおりの便箋を渡します。

# %%
lab.predict("02.5")

# %% jupyter={"outputs_hidden": true}
lab.reset("02.5")
aya.send(
    "ken@fuji.example",
    cc="mika@fuji.example",
    bcc="boss@sakura.example",
    bcc_in_letter=True,
)
phone.sync()
lab.message("A", where="phone")

# %% [markdown] lang="en"
# Open *The header, explained* in the letter, and look for the boss. (The envelope is shown as the lab remembers it; Ken never gets to see one.) Then once more to the same three, the way a mail app does it.
# %% [markdown] lang="ja" of="0b26014a"
# メールの「ヘッダーの解説」を開いて、上司を探してください。（封筒は、ラボが控えておいたものです。ケンが封筒を見ることはありません。）それから、もう一度同じ3人に、今度は普通のメールソフトのやり方で送ります。

# %% jupyter={"outputs_hidden": true}
aya.send("ken@fuji.example", cc="mika@fuji.example", bcc="boss@sakura.example")
phone.sync()
lab.message("B", where="phone")

# %% [markdown] lang="en"
# Did the boss get B? Count the names on the envelope.
# %% [markdown] lang="ja" of="b1d4b6c1"
# Bは上司に届いたでしょうか。封筒の名前を数えてください。

# %% jupyter={"outputs_hidden": true}
lab.journey("B")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The envelope** had three names both times, so the boss got A and B.
# - **The careless program** left the `Bcc:` line in the letter. So it lies in every copy, Ken's too.
# - **The mail app** took the line out before it handed the letter over. That is all the magic.
# - **The servers** carried both letters as they were.
#
# </details>
#
# <details><summary><b>For those who write programs</b></summary>
#
# Two honest lines of Python's `smtplib`, and both do what they say:
#
# ```python
# smtp.send_message(msg)                                # leaves the Bcc line out of what it sends
# smtp.sendmail(sender, recipients, msg.as_bytes())     # sends the octets that you give it
# ```
#
# The second one leaks, if `msg` has a Bcc line. Some servers, Postfix for example, drop a stray `Bcc:`. Never rely on it.
#
# </details>
#
# <details><summary><b>In Japanese IT exams / in reality</b></summary>
#
# **Exam**: a published answer says that a Bcc address is written into the header, and that the *server* hides it from the others. **Reality**: it is the sender's app that leaves it out. Ask yourself which of the two a question means.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **No Bcc line in A**: `bcc_in_letter=True` was left out. Run the cell from `lab.reset("02.5")` on.
# - **The phone shows no line Bcc above the text**: right, this reader shows From, To and Cc only. The line is in the header all the same.
#
# </details>
#
# **Remember:** Bcc works because the sender's app leaves the line out.
# %% [markdown] lang="ja" of="9b6c49a1"
# <details><summary><b>なぜ？</b></summary>
#
# - **封筒**には、2回とも3人の名前がありました。だから上司には、AもBも届きました。
# - **不注意なプログラム**は、便箋に`Bcc:`の行を残しました。その行は、ケンに届いた1通も含めて、全部に残っています。
# - **メールソフト**は、渡す前にその行を消しました。隠す仕組みは、それだけです。
# - **サーバー**は、どちらのメールもそのまま運びました。
#
# </details>
#
# <details><summary><b>プログラムを書く人へ</b></summary>
#
# Pythonの`smtplib`の2行です。どちらも、名前のとおりに正直に働きます。
#
# ```python
# smtp.send_message(msg)                                # Bccの行を除いて送る
# smtp.sendmail(sender, recipients, msg.as_bytes())     # 渡されたバイト列をそのまま送る
# ```
#
# `msg`にBccの行があると、2行目では漏れます。Postfixのように、余分な`Bcc:`を消すサーバーもありますが、当てにしてはいけません。
#
# </details>
#
# <details><summary><b>試験ではこう答える／実際はこう動く</b></summary>
#
# **試験**：「Bccのアドレスはヘッダーに書かれ、*サーバーが*ほかの人に見えないようにする」という公開された解答があります。**実際**：行を消すのは、送る側のメールソフトです。問題がどちらの意味で聞いているかを読み取りましょう。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **AにBccの行がない**：`bcc_in_letter=True`が抜けています。`lab.reset("02.5")`のセルから実行してください。
# - **本文の上にBccの行が出ていない**：この表示はFrom・To・Ccだけを見せます。それでも、行はヘッダーに残っています。
#
# </details>
#
# **覚えておこう**：Bccを隠すのは、送る側のソフトの仕事です。

# %% jupyter={"outputs_hidden": true}
lab.check("02.5")

# %% [markdown] lang="en"
# ## 02.6 The lonely dot (break)
#
# > **Beginner**: A dot alone ends the letter. What if I want to *write* a dot alone?
# >
# > **Expert**: Write it, with your mail app.
# %% [markdown] lang="ja" of="d71b616e"
# ## 02.6 ひとりぼっちの点（こわしてみる）
#
# > **初心者**：点だけの行でメールが終わるなら、点だけの行を*書きたい*時はどうするんですか？
# >
# > **専門家**：メールソフトで、そのまま書いてみてください。

# %%
lab.predict("02.6")

# %% jupyter={"outputs_hidden": true}
lab.reset("02.6")
aya.send("ken@fuji.example", "a lonely dot", "Hello Ken,\n.\nDid you see the dot?")
phone.sync()
lab.message("A", where="phone")

# %% [markdown] lang="en"
# That is what lies in the mailbox. And what went over the wire? Open the line with the letter's text, and look at its octets: how many dots stand there?
# %% [markdown] lang="ja" of="36f0a17e"
# これが、メールボックスにあるものです。では、途中ではどうだったのでしょう。はしごの下で便箋の行を開き、バイト列を見てください。点はいくつありますか。

# %% jupyter={"outputs_hidden": true}
lab.ladder("pc")

# %% [markdown] lang="en"
# For comparison, the same three lines typed by hand, by somebody who does not know the rule:
# %% [markdown] lang="ja" of="cba72a9e"
# 比べるために、同じ3行を手で打ってみます。決まりを知らない人が打つと、こうなります。

# %% jupyter={"outputs_hidden": true}
talk = lab.talk("mx")
talk.say("EHLO me.example", "MAIL FROM:<aya@sakura.example>", "RCPT TO:<ken@fuji.example>")
talk.say("DATA", "Subject: by hand", "", "Hello Ken,", ".", "Did you see the dot?")
lab.ladder("you")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The mail app** put one more dot in front of every line that begins with a dot.
# - **The server** took it off again. A line with two dots was text, a line with one dot alone was the end.
# - **By hand** nobody doubled it. So the letter ended there, and the server took the next line for a command that it does not know: 500.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **Only one dot on the wire**: you are looking at the end of the letter, its very last line. The doubled one stands two lines above it.
# - **No letter A**: run the cell from `lab.reset("02.6")` on.
#
# </details>
#
# **Remember:** A dot alone ends the letter, so the app puts one more in front of yours, and the server takes it off.
# %% [markdown] lang="ja" of="b0902f97"
# <details><summary><b>なぜ？</b></summary>
#
# - **メールソフト**は、点で始まる行の前に、点を1つ足しました。
# - **サーバー**は、その点を取り除きました。点が2つの行は本文、点が1つだけの行は終わりの合図です。
# - **手で打った時**は、だれも点を足しませんでした。そこでメールが終わり、次の行は知らないコマンドとして、500と答えられました。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **途中の点が1つしかない**：見ているのは、便箋の一番最後の行、つまり終わりの合図です。点が2つの行は、その2行上にあります。
# - **メールAがない**：`lab.reset("02.6")`のセルから実行してください。
#
# </details>
#
# **覚えておこう**：点だけの行は終わりの合図。だからソフトは行頭に点を1つ足し、サーバーがそれを取り除きます。

# %% jupyter={"outputs_hidden": true}
lab.check("02.6")

# %% [markdown] lang="en"
# ## 02.7 The growing attachment (extra, break)
#
# > **Beginner**: My provider takes letters of up to 12 MB. The film of our picnic has 10 MB, so it fits.
# >
# > **Expert**: Send it, and listen to what your PC tells the server.
#
# The lab is scaled down: kB stand for MB, and here 120 kB is the limit. The first cell sets it.
# %% [markdown] lang="ja" of="98abe3ea"
# ## 02.7 ふくらむ添付ファイル（余裕があれば・こわしてみる）
#
# > **初心者**：うちのプロバイダーは12MBまで送れます。ピクニックの動画は10MBだから、入りますね。
# >
# > **専門家**：送ってみて、PCがサーバーに何と言うか聞いてみましょう。
#
# ラボでは大きさを縮めて、上限は120kBです。最初のセルで、その上限を設定します。

# %%
lab.predict("02.7")

# %%
lab.reset("02.7")

# %% jupyter={"outputs_hidden": true} tags=["raises-exception"]
aya.send(attachment=100_000)

# %% jupyter={"outputs_hidden": true}
lab.ladder("pc")

# %% [markdown] lang="en"
# Below the drawing, open two lines: the server's welcome (the first 250) and `MAIL FROM`. Compare the numbers, `SIZE` and `size=`. Then a file of 80 kB. In letter B, compare the size of the file with the size of its part.
# %% [markdown] lang="ja" of="e7b61dec"
# 絵の下で2つの行を開いてください。サーバーの歓迎の返事（最初の250）と、`MAIL FROM`です。`SIZE`と`size=`の数を比べましょう。次は、80kBのファイルを送ります。メールBで、ファイルの大きさと、その部分の大きさを比べてください。

# %% jupyter={"outputs_hidden": true}
aya.send(attachment=80_000)
lab.message("B")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **The PC** wrote the file as text (base64): 4 letters for every 3 octets, and an end for every line. 100 kB became 137 kB, and it said so in the `MAIL` line.
# - **The server** compared that with its limit and said 552, before a single octet of the file had left.
# - **The second letter** was smaller than the limit even as text: 80 kB became 110 kB.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The first letter was accepted**: the limit was not set. Run `lab.reset("02.7")`, and then send.
# - **The second one was refused too**: 90 kB is already too much. Take 80 kB or less.
#
# </details>
#
# **Remember:** Attachments travel as text and grow by a third and more.
# %% [markdown] lang="ja" of="3539e62a"
# <details><summary><b>なぜ？</b></summary>
#
# - **PC**は、ファイルを文字に直しました（Base64）。3バイトが4文字になり、行ごとに行末も付きます。100kBは137kBになり、PCはそれを`MAIL`の行で伝えました。
# - **サーバー**は、上限と比べて552と答えました。ファイルはまだ1バイトも送られていません。
# - **2通目**は、文字に直しても上限に収まりました。80kBが110kBになっただけです。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **1通目が受け付けられた**：上限が設定されていません。`lab.reset("02.7")`を実行してから送ってください。
# - **2通目も断られた**：90kBでも大きすぎます。80kB以下にしてください。
#
# </details>
#
# **覚えておこう**：添付は文字に直して運ぶため、3割以上ふくらみます。

# %% jupyter={"outputs_hidden": true}
lab.check("02.7")

# %% [markdown] lang="en"
# ## A wall (break)
#
# All this time we spoke to port 25, and it listened. Now Aya sits in a café and tries the same from there.
# %% [markdown] lang="ja" of="e6827bba"
# ## 壁（こわしてみる）
#
# ここまで、25番ポートはいつも聞いてくれました。今度は、アヤがカフェから同じことを試します。

# %%
lab.faults.network("pc", "cafe")

# %% jupyter={"outputs_hidden": true} tags=["raises-exception"]
aya.send(port=25)

# %% [markdown] lang="en"
# The same PC, the same kind of letter; only the network is another one. Why would anybody build a wall in front of port 25, and what is different at 587? Keep the question: notebook 06 answers it.
#
# ---
#
# > **Beginner**: So there are two things. On the envelope stands where the letter goes, one `RCPT TO` for each; that is what servers read. The letter is for people, and its From, To and Bcc lines are only what somebody wrote.
# >
# > **Expert**: And if a server says no?
# >
# > **Beginner**: Then I look at the first digit. 4: later. 5: not like this. And I may go on talking.
#
# ## Key points
# - SMTP is a conversation of lines and numbers: `EHLO`, `MAIL`, `RCPT`, `DATA`, `QUIT`.
# - **Envelope** (`MAIL FROM`, `RCPT TO`) and **letter** (all after `DATA`) are two things with two sets of addresses.
# - 2 yes, 3 go on, 4 not now, 5 no. It is said of each step and of each recipient.
# - SMTP checks no From line, and the sender's app hides Bcc.
#
# ## Three questions before you go
# 1. Who reads `RCPT TO`, and who reads `To:`?
# 2. 451 or 551: which one is worth waiting for?
# 3. Is "sent" said of a letter, or of each recipient?
#
# <details><summary><b>Model answers</b></summary>
#
# 1. Servers read `RCPT TO`: it decides where the letter goes. People read `To:`, which is a line of the letter.
# 2. 451: the 4 says "not now", so it is tried again later. The 5 of 551 says that the same again is of no use.
# 3. Of each recipient: each has an answer of its own.
#
# </details>
# %% [markdown] lang="ja" of="aca9729e"
# 同じPC、同じようなメールで、違うのはネットワークだけです。25番ポートの前に壁を作るのは、なぜでしょう。587番はどこが違うのでしょう。この疑問は、06で答えが出ます。
#
# ---
#
# > **初心者**：2つの別のものがあるんですね。行き先は封筒に、1人につき1行の`RCPT TO`で書く。サーバーが読むのはこちら。便箋は人が読むもので、FromもToもBccも、だれかが書いた行にすぎない。
# >
# > **専門家**：では、サーバーに断られたら？
# >
# > **初心者**：最初の桁を見ます。4なら、あとでもう一度。5なら、このままではだめ。それに、話は続けられます。
#
# ## まとめ
# - SMTPは、行と番号の会話です。使う単語は`EHLO`、`MAIL`、`RCPT`、`DATA`、`QUIT`。
# - **封筒**（`MAIL FROM`と`RCPT TO`）と**便箋**（`DATA`のあと全部）は別のもので、アドレスも別々です。
# - 2は「はい」、3は「続けて」、4は「今はだめ」、5は「だめ」。手順ごと、宛先ごとに言われます。
# - SMTPはFromの行を確かめません。Bccを隠すのは、送る側のソフトです。
#
# ## 終わる前に3つの質問
# 1. `RCPT TO`を読むのはだれですか。`To:`を読むのはだれですか。
# 2. 451と551。待つ価値があるのはどちらですか。
# 3. 「送れた」は、メールごとに決まりますか。宛先ごとに決まりますか。
#
# <details><summary><b>答えの例</b></summary>
#
# 1. `RCPT TO`を読むのはサーバーです。行き先を決めます。`To:`を読むのは人で、便箋の1行です。
# 2. 451です。4は「今はだめ」なので、あとでもう一度試されます。551の5は、同じことを繰り返しても変わらないという意味です。
# 3. 宛先ごとです。返事も宛先ごとに来ます。
#
# </details>

# %% jupyter={"outputs_hidden": true}
lab.progress()

# %% [markdown] lang="en"
# ## Next
# [**03 POP3: take it home**](03-pop3-take-it-home.ipynb): who deletes a letter from the server, and when?
# %% [markdown] lang="ja" of="5465bd44"
# ## 次は
# [**03 POP3：持ち帰る**](03-pop3-take-it-home.ipynb)：サーバーのメールを消すのはだれで、それはいつでしょう。
