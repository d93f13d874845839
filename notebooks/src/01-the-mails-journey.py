# %% [markdown] lang="en"
# # 01 · The mail's journey
#
# **Questions**
# - Which stations does a letter pass, and who is responsible for it at each moment?
# - What happens when somebody on the way is off, or does not exist?
# - Which address decides where it goes?
#
# **Afterwards you can** name the four stations, say who is responsible now, explain a delay and an error mail, and read the postmarks of a letter.
#
# **Time**: 20 minutes (5 to read, 15 to try).
# %% [markdown] lang="ja" of="1d2ba4e9"
# # 01 · メールの旅
#
# **この章の問い**
# - メールはどこを通り、そのときどきの責任はだれにあるのでしょう？
# - 途中のだれかが止まっていたり、宛先がなかったりすると、どうなるのでしょう？
# - 行き先を決めるのは、どの宛先でしょう？
#
# **できるようになること**：4つの場所の名前を言う、いま責任を持っているのはだれかを言う、遅れとエラーメールを説明する、メールの消印を読む。
#
# **時間**：20分（説明5分、操作15分）。

# %% jupyter={"source_hidden": true}
# Start the lab / ラボを始める
from labkit import Lab

lab = Lab()
aya, phone, laptop, tablet = lab.aya, lab.phone, lab.laptop, lab.tablet

# %% [markdown] lang="en"
# > **Beginner**: Send goes straight to the phone, doesn't it?
# >
# > **Expert**: Let's switch all his devices off, and then send.
# >
# > **Beginner**: And before that? I press Send, and it is gone. I have never seen anything on the way.
# >
# > **Expert**: Then let's stop time first.
#
# ## 01.1 One step at a time (basic)
#
# A letter usually makes its way in a moment. In the lab it can be slowed down: `lab.hold()` tells all servers to pause, and then each `lab.step()` lets one thing happen.
#
# Before each cell, point at the box that you think will be yellow: that is where the letter is. The baton shows who is **responsible** for it.
#
# **Step 1: write and hand in.** Aya presses Send.
# %% [markdown] lang="ja" of="0883c349"
# > **初心者**：送信を押したら、相手のスマホに直接届くんですよね？
# >
# > **専門家**：では、相手の端末の電源を全部切ってから送ってみましょう。
# >
# > **初心者**：その前に、途中はどうなっているんですか。送信を押すと、すぐに消えて、途中なんて見たことがありません。
# >
# > **専門家**：それなら、まず時間を止めてみましょう。
#
# ## 01.1 一歩ずつ（基本）
#
# メールは、ふつうは一瞬で進みます。ラボでは、ゆっくり進めることができます。`lab.hold()`で全部のサーバーが手を止め、`lab.step()`のたびに一つだけ先へ進みます。
#
# セルを実行する前に、黄色になりそうな箱を指さしてください。黄色は、メールがある場所です。バトンの印は、いま**責任**を持っているところです。
#
# **手順1：書いて、預ける**　アヤが送信を押します。

# %% jupyter={"outputs_hidden": true}
lab.reset("01.1")
lab.hold()
aya.send()
lab.journey("A")

# %% [markdown] lang="en"
# <details><summary><b>Small print: handing in</b></summary>
#
# Aya's mail app **logs in** to her provider's server (port 587, or 465) and leaves the letter there. That server takes letters from its own customers only. This first step is called *submission*. With webmail, the browser speaks HTTPS, and a server of the provider does what the app does here.
#
# </details>
#
# **Step 2: look up.** Where does mail for `fuji.example` have to go?
# %% [markdown] lang="ja" of="51b5ca1c"
# <details><summary><b>もう少し詳しく：預ける</b></summary>
#
# アヤのメールソフトは、アヤ側の送信サーバーに**ログイン**して（587番か465番のポート）、メールを預けます。このサーバーが引き受けるのは、自分の利用者のメールだけです。この最初の一歩を、投函（サブミッション）といいます。Webメールの場合、ブラウザーはHTTPSで話し、提供会社のサーバーがメールソフトの役割をします。
#
# </details>
#
# **手順2：調べる**　`fuji.example`宛てのメールは、どこへ渡せばよいのでしょう。

# %% jupyter={"outputs_hidden": true}
lab.step()
lab.journey("A")

# %% [markdown] lang="en"
# <details><summary><b>Small print: MX</b></summary>
#
# For the part after the @ there is an entry in the Internet's directory (DNS) that says which host takes in mail: the **MX record**. The sending server asks for it; the letter itself has not moved. (The lab has no real DNS, but a small directory of its own.)
#
# </details>
#
# **Step 3: hand over.** From server to server.
# %% [markdown] lang="ja" of="b06b227e"
# <details><summary><b>もう少し詳しく：MX</b></summary>
#
# インターネットの案内帳（DNS）には、@のあとの名前ごとに、メールを受け取るサーバーが書いてあります。これが**MXレコード**（配送先案内）です。送信サーバーがそれを調べました。メールそのものは、まだ動いていません。（ラボは本物のDNSを使わず、小さな案内帳を自分で持っています。）
#
# </details>
#
# **手順3：渡す**　サーバーからサーバーへ。

# %% jupyter={"outputs_hidden": true}
lab.step()
lab.journey("A")

# %% [markdown] lang="en"
# <details><summary><b>Small print: queue</b></summary>
#
# To hand a letter on from server to server is called **relay**, and practically always it is done by SMTP (port 25). Until the other server has said yes, the letter lies in the **queue** of the first one, which keeps it safe and can try again. You will need that in 01.3.
#
# </details>
#
# **Step 4: deliver.**
# %% [markdown] lang="ja" of="fdee3169"
# <details><summary><b>もう少し詳しく：送信待ち（キュー）</b></summary>
#
# サーバーからサーバーへ渡すことを**中継**といいます。使うのは、ほぼ必ずSMTPです（25番ポート）。相手のサーバーが「引き受けた」と答えるまで、メールは手前のサーバーの**送信待ち（キュー）**に入っています。なくさないように取っておき、だめなら送り直すためです。01.3で役に立ちます。
#
# </details>
#
# **手順4：配送する**

# %% jupyter={"outputs_hidden": true}
lab.step()
lab.journey("A")

# %% [markdown] lang="en"
# <details><summary><b>Small print: 250</b></summary>
#
# To file a letter into a mailbox is called **delivery**. The **250** that a server says after the end of a letter means "I take responsibility for it". It does not mean "read": the letter may still be sorted out by a filter, or come back as an error mail.
#
# </details>
#
# **Your turn.** Each server has put its postmark (`Received`) on the letter, and Aya's PC had written the date. In which order? Click the lines one after the other, the oldest first. The postmarks below the last journey help. Then check.
# %% [markdown] lang="ja" of="2862a139"
# <details><summary><b>もう少し詳しく：250</b></summary>
#
# メールをメールボックスに入れることを**配送**といいます。メールの終わりにサーバーが答える**250**は、「責任を引き受けた」という意味です。「読まれた」ではありません。このあと、フィルターで振り分けられることも、エラーメールになって戻ることもあります。
#
# </details>
#
# **やってみよう**　サーバーは、メールに消印（`Received`ヘッダー）を押しました。日付は、アヤのPCが書いたものです。どの順に書かれたのでしょう。古いものから順に、行をクリックしてください。最後の絵の下にある消印が手がかりです。並べたら、次のセルで確認します。

# %% jupyter={"outputs_hidden": true}
lab.answer("01.1")

# %% jupyter={"outputs_hidden": true}
lab.check("01.1")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **Aya's PC** wrote the letter and the date, and handed it in. After the 250 it was rid of it.
# - **smtp.sakura.example**, her provider's server, put the first postmark on it, looked up the way and handed it over. After the next 250 it was rid of it too.
# - **mx.fuji.example**, the server of Ken's provider, put its own postmark on top and filed the letter.
# - **Ken's mailbox** keeps it. Ken's devices had no part in any of this.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **Nothing moves**: run the cells of the four steps in their order, once each. A step too many does no harm.
# - **The letter was there at once**: the servers did not pause. Run the cell with `lab.reset("01.1")` again; it says `lab.hold()`.
# - **There is nothing to choose from**: the letter has not arrived yet. Run the four steps, then `lab.answer("01.1")` again.
# - **Something else**: run the cell with `lab.reset("01.1")` again and go on from there.
#
# </details>
#
# **Remember:** Each server puts its postmark on top. So read them from the bottom up.
#
# ## 01.2 Everything off (break)
#
# > **Beginner**: So far so good, but Ken's devices were on. If they are off, the letter has to wait somewhere.
# >
# > **Expert**: Where? Decide first, then switch them off.
#
# From here on the servers work by themselves again.
# %% [markdown] lang="ja" of="053baca4"
# <details><summary><b>なぜ？</b></summary>
#
# - **アヤのPC**は、メールと日付を書き、預けました。250を聞いて、手を離しました。
# - **smtp.sakura.example**（アヤ側の送信サーバー）は、最初の消印を押し、道を調べ、次へ渡しました。次の250を聞いて、ここも手を離しました。
# - **mx.fuji.example**（ケン側のサーバー）は、その上に自分の消印を押し、メールボックスに入れました。
# - **ケンのメールボックス**が、メールを預かっています。ここまで、ケンの端末は何もしていません。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **何も動かない**：4つの手順のセルを、順に1回ずつ実行してください。`lab.step()`が多すぎても問題ありません。
# - **一瞬で届いた**：サーバーが手を止めていませんでした。`lab.reset("01.1")`のセルをもう一度実行してください。その中に`lab.hold()`があります。
# - **選ぶものがない**：メールがまだ届いていません。4つの手順を実行し、そのあとで`lab.answer("01.1")`をもう一度実行してください。
# - **そのほか**：`lab.reset("01.1")`のセルをもう一度実行し、そこからやり直してください。
#
# </details>
#
# **覚えておこう**：消印は、サーバーが上へ上へと重ねていきます。だから下から上へ読みます。
#
# ## 01.2 全部オフ（こわしてみる）
#
# > **初心者**：ここまではわかりました。でも、ケンの端末は電源が入っていましたよね。切れていたら、どこかで待つしかないでしょう。
# >
# > **専門家**：それはどこでしょう。先に決めてから、電源を切ってみましょう。
#
# ここからは、サーバーがまた自分で動きます。

# %%
lab.predict("01.2")

# %% [markdown] lang="en"
# **Step 1.** Switch all three devices off.
# %% [markdown] lang="ja" of="262b780a"
# **手順1**　3台とも電源を切ります。

# %% jupyter={"outputs_hidden": true}
lab.reset("01.2")
phone.go_offline()
laptop.go_offline()
tablet.go_offline()
lab.film()

# %% [markdown] lang="en"
# **Step 2.** Send. Which box is yellow?
# %% [markdown] lang="ja" of="d292f18a"
# **手順2**　送信します。黄色の箱はどれですか。

# %% jupyter={"outputs_hidden": true}
aya.send()
lab.journey("A")

# %% [markdown] lang="en"
# The same as a film strip. In its last column, who holds what?
# %% [markdown] lang="ja" of="a132528f"
# 同じことをフィルムで見ます。最後の列で、だれが何を持っていますか。

# %% jupyter={"outputs_hidden": true}
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **Aya's PC** handed the letter in at her provider's server. It does not know Ken's devices, and never looks for them.
# - **Her provider's server** handed it over to Ken's provider.
# - **Ken's provider** filed it into Ken's mailbox, which lies on a server. Servers are on day and night.
# - **Ken's devices** come for it when they are on again. Try it: `phone.go_online()`, then `phone.sync()`.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **A device is not off**: run the cell of step 1 again, then that of step 2.
# - **Two letters**: you sent twice. What you read here is true of both.
# - **Something else**: run the cell with `lab.reset("01.2")` again and go on from there.
#
# </details>
#
# **Remember:** The letter waits in the mailbox on the server, whatever the phone does.
# %% [markdown] lang="ja" of="4e775147"
# <details><summary><b>なぜ？</b></summary>
#
# - **アヤのPC**は、アヤ側の送信サーバーに預けました。ケンの端末のことは知らず、探すこともありません。
# - **アヤ側の送信サーバー**は、ケン側のサーバーに渡しました。
# - **ケン側のサーバー**は、ケンのメールボックスに入れました。メールボックスはサーバーの中にあり、サーバーは昼も夜も動いています。
# - **ケンの端末**は、電源が入ってから見に行きます。試してみましょう：`phone.go_online()`、次に`phone.sync()`。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **電源の入っている端末がある**：手順1のセルをもう一度実行し、次に手順2のセルを実行してください。
# - **2通ある**：2回送りました。ここに書いてあることは、どちらにも当てはまります。
# - **そのほか**：`lab.reset("01.2")`のセルをもう一度実行し、そこからやり直してください。
#
# </details>
#
# **覚えておこう**：メールが待つ場所は、サーバーにあるメールボックスです。スマホが何をしていても変わりません。

# %% jupyter={"outputs_hidden": true}
lab.check("01.2")

# %% [markdown] lang="en"
# ## 01.3 The other server is off (break)
#
# > **Beginner**: A phone may be off, fine. But servers are on day and night, you say. Are they?
# >
# > **Expert**: Not always. Let's switch one off: the one that takes in Ken's mail.
# %% [markdown] lang="ja" of="6d1535de"
# ## 01.3 相手のサーバーが止まっている（こわしてみる）
#
# > **初心者**：スマホは切れていても大丈夫。でも、サーバーは昼も夜も動いているって、本当ですか。
# >
# > **専門家**：いつもとは限りません。一つ切ってみましょう。ケン宛てのメールを受け取るサーバーです。

# %%
lab.predict("01.3")

# %% [markdown] lang="en"
# **Step 1.** Switch `mx.fuji.example` off, and send.
# %% [markdown] lang="ja" of="6092fce7"
# **手順1**　`mx.fuji.example`を切って、送信します。

# %% jupyter={"outputs_hidden": true}
lab.reset("01.3")
lab.faults.down("mx.fuji.example")
aya.send()
lab.journey("A")

# %% [markdown] lang="en"
# `lab.queue()` lists what the servers still have to hand over. Does anybody hold A? Since which reply?
# %% [markdown] lang="ja" of="4b3a72e4"
# `lab.queue()`は、サーバーがこれから渡すメールの一覧です。Aを預かっているサーバーはありますか。どの応答をした時から預かっているのでしょう。

# %% jupyter={"outputs_hidden": true}
lab.queue()

# %% [markdown] lang="en"
# **Step 2.** Switch the server on again, and let 20 minutes of the lab's time pass. Aya does nothing. Compare the times on the postmarks.
# %% [markdown] lang="ja" of="701ebc06"
# **手順2**　サーバーの電源を入れ、ラボの時計を20分進めます。アヤは何もしません。消印の時刻を比べてください。

# %% jupyter={"outputs_hidden": true}
lab.faults.up("mx.fuji.example")
lab.wait(minutes=20)
lab.journey("A")

# %% jupyter={"outputs_hidden": true}
lab.film()

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **Aya's PC** got its 250 from **smtp.sakura.example** and was done. It could have been switched off then.
# - **smtp.sakura.example** got no answer from the other server. It was responsible, so it kept the letter in its queue and tried again after a while.
# - **mx.fuji.example** was on again and said 250: now it was responsible.
# - **The postmarks** tell the tale: a quarter of an hour lies between them. That is how you find out at which server a late letter was kept waiting.
#
# </details>
#
# <details><summary><b>How long does a server go on trying? (for experts)</b></summary>
#
# The lab's server tries again after a quarter of an hour. The standard (RFC 5321 section 4.5.4.1) advises to leave at least 30 minutes between tries as a rule, and not to give up before 4 to 5 days. Then, and only then, the sender gets an error mail. Many servers send a notice after some hours: "not delivered yet". That one is no error mail: don't send again.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The letter was there at once**: the server was on. Run the cell with `lab.reset("01.3")` again.
# - **It still waits after step 2**: it is tried at fixed times only. Let more time pass: `lab.wait(minutes=20)`.
# - **Something else**: run the cell with `lab.reset("01.3")` again and go on from there.
#
# </details>
#
# **Remember:** Servers wait for each other; nobody waits for your phone.
# %% [markdown] lang="ja" of="4bf504ee"
# <details><summary><b>なぜ？</b></summary>
#
# - **アヤのPC**は、**smtp.sakura.example**から250を聞いて、仕事を終えました。そのあと電源を切っても、かまいませんでした。
# - **smtp.sakura.example**には、相手のサーバーから応答がありませんでした。責任は自分にあるので、送信待ち（キュー）に入れておき、しばらくして送り直しました。
# - **mx.fuji.example**は、また動きだして250と答えました。ここで責任が移りました。
# - **消印**を見ると、いきさつがわかります。二つの時刻は15分離れています。遅れたメールがどのサーバーで待たされたのかは、こうして調べます。
#
# </details>
#
# <details><summary><b>サーバーはいつまで送り直す？（詳しく知りたい人へ）</b></summary>
#
# ラボのサーバーは15分後に送り直します。標準（RFC 5321の4.5.4.1節）は、ふつうは30分以上あけること、4～5日はあきらめないことを勧めています。あきらめた時にはじめて、差出人にエラーメールが届きます。数時間たったところで「まだ届いていません」と知らせるサーバーもたくさんあります。これはエラーメールではないので、送り直さないでください。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **すぐに届いた**：サーバーが動いていました。`lab.reset("01.3")`のセルをもう一度実行してください。
# - **手順2のあとも待っている**：再送の時刻は決まっています。`lab.wait(minutes=20)`で、もう少し時間を進めてください。
# - **そのほか**：`lab.reset("01.3")`のセルをもう一度実行し、そこからやり直してください。
#
# </details>
#
# **覚えておこう**：待ってくれるのはサーバーどうし。スマホの電源は関係ありません。

# %% jupyter={"outputs_hidden": true}
lab.check("01.3")

# %% [markdown] lang="en"
# ## 01.4 Nobody there (break)
#
# > **Beginner**: All right, it may take a while. But when my app says "sent", they get it in the end.
# >
# > **Expert**: Then write to somebody who does not exist.
#
# There is no `nobody` at `fuji.example`.
# %% [markdown] lang="ja" of="240fc195"
# ## 01.4 だれもいない宛先（こわしてみる）
#
# > **初心者**：時間がかかることはあるんですね。でも「送信済み」と出たら、最後にはちゃんと届くんでしょう。
# >
# > **専門家**：では、いない人に送ってみましょう。
#
# `fuji.example`に、`nobody`という人はいません。

# %%
lab.predict("01.4")

# %% [markdown] lang="en"
# **Step 1.** Send.
# %% [markdown] lang="ja" of="59cd4c48"
# **手順1**　送信します。

# %% jupyter={"outputs_hidden": true}
lab.reset("01.4")
aya.send("nobody@fuji.example")
lab.journey("A")

# %% [markdown] lang="en"
# **Step 2.** Aya looks into her own mailbox. Is there anything in it? From whom?
# %% [markdown] lang="ja" of="ce139405"
# **手順2**　アヤが自分のメールボックスを見ます。何かありますか。だれからですか。

# %% jupyter={"outputs_hidden": true}
aya.sync()
lab.message("B", where="pc")

# %% [markdown] lang="en"
# **Step 3: the same mistake, one thing different.** `nobody@sakura.example` does not exist either, but now the address is at Aya's *own* provider. Who finds out, and when? (If a box with a message appears, it belongs to the experiment.)
# %% [markdown] lang="ja" of="f5558316"
# **手順3：同じ間違い、ちがうのは一つだけ**　`nobody@sakura.example`という人もいません。ただし今度は、アヤ自身のプロバイダーのアドレスです。だれが、いつ気づくでしょう。（メッセージの箱が出ても、実験の一部です。）

# %% jupyter={"outputs_hidden": true} tags=["raises-exception"]
aya.send("nobody@sakura.example")

# %% [markdown] lang="en"
# What did Aya's PC and her provider's server say to each other? Look for the reply after `RCPT TO`.
# %% [markdown] lang="ja" of="20f8782c"
# アヤのPCと送信サーバーは、何を話したのでしょう。`RCPT TO`のあとの応答を探してください。

# %% jupyter={"outputs_hidden": true}
lab.ladder("pc")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# | | `nobody@fuji.example` | `nobody@sakura.example` |
# |---|---|---|
# | Who said 550? | `mx.fuji.example`, to Aya's provider | `smtp.sakura.example`, to Aya's app |
# | When? | after Aya's provider had taken the letter (250) | before anybody took it |
# | Who was responsible then? | Aya's provider | Aya, with her PC |
# | Who told Aya? | her provider's server, by an **error mail** | her app, at once |
#
# - **A refusal** is an answer in a conversation: only the one at the other end hears it.
# - **An error mail** is a letter of its own. A server writes it when it has taken a letter and can't deliver it. Its envelope has no sender (`<>`), so that there is never an error mail about an error mail.
# - **mx.fuji.example** wrote nothing to Aya: it never had the letter.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **There is no letter B**: the servers pause. Let them go on with `lab.release()`.
# - **No box with a message in step 3**: the address was at another provider. It must end in `@sakura.example`.
# - **Something else**: run the cell with `lab.reset("01.4")` again and go on from there.
#
# </details>
#
# **Remember:** The 250 after the letter means "now it is my responsibility". Accepted is not read.
# %% [markdown] lang="ja" of="76ef3dc3"
# <details><summary><b>なぜ？</b></summary>
#
# | | `nobody@fuji.example` | `nobody@sakura.example` |
# |---|---|---|
# | 550と言ったのは | `mx.fuji.example`が、アヤ側の送信サーバーに | `smtp.sakura.example`が、アヤのソフトに |
# | それはいつ | アヤ側の送信サーバーが引き受けた（250）あと | だれも引き受けないうちに |
# | その時の責任は | アヤ側の送信サーバー | アヤとアヤのPC |
# | アヤに知らせたのは | 送信サーバーが、**エラーメール**で | アヤのソフトが、その場で |
#
# - **受け取り拒否**は、会話の中の返事です。話している相手にしか聞こえません。
# - **エラーメール（不達通知）**は、それ自体が1通のメールです。引き受けたメールを届けられない時に、サーバーが書きます。封筒の差出人が空（`<>`）なので、エラーメールに対するエラーメールが出ることはありません。
# - **mx.fuji.example**は、アヤに何も書いていません。メールを受け取っていないからです。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **メールBがない**：サーバーが手を止めています。`lab.release()`で動かしてください。
# - **手順3でメッセージの箱が出ない**：別のプロバイダーのアドレスでした。`@sakura.example`で終わるアドレスにしてください。
# - **そのほか**：`lab.reset("01.4")`のセルをもう一度実行し、そこからやり直してください。
#
# </details>
#
# **覚えておこう**：本文のあとの250は「責任を引き受けた」。読まれたとは限りません。

# %% jupyter={"outputs_hidden": true}
lab.check("01.4")

# %% [markdown] lang="en"
# ## 01.5 Two names (break)
#
# > **Beginner**: Then the server reads "To:" and looks whether that person exists.
# >
# > **Expert**: Does it? Put a letter to Mika into an envelope for Ken.
#
# A letter travels in an **envelope**. Usually the app writes the same address on both. Here we write the envelope by hand, with `envelope_to=`.
# %% [markdown] lang="ja" of="cd5474e9"
# ## 01.5 二つの名前（こわしてみる）
#
# > **初心者**：それなら、サーバーは「To:」を読んで、その人がいるかどうかを見るんですね。
# >
# > **専門家**：そうでしょうか。ミカへの便箋を、ケン宛ての封筒に入れてみましょう。
#
# メールは**封筒**に入って運ばれます。ふつうは、メールソフトが便箋と封筒に同じ宛先を書きます。ここでは`envelope_to=`を使って、封筒の宛先を自分で書きます。

# %%
lab.predict("01.5")

# %% [markdown] lang="en"
# **Step 1.** Send: Mika on the letter, Ken on the envelope. Compare the two lines at the bottom of the picture.
# %% [markdown] lang="ja" of="5b33fe52"
# **手順1**　便箋にはミカ、封筒にはケンと書いて送信します。絵のいちばん下の2行を比べてください。

# %% jupyter={"outputs_hidden": true}
lab.reset("01.5")
aya.send("mika@fuji.example", envelope_to="ken@fuji.example")
lab.journey("A")

# %% [markdown] lang="en"
# What lies in Mika's mailbox?
# %% [markdown] lang="ja" of="f5056a20"
# ミカのメールボックスには、何がありますか。

# %% jupyter={"outputs_hidden": true}
lab.mailbox("mika")

# %% [markdown] lang="en"
# And this is the letter from all sides: as a reader sees it, and envelope against letter. Which of the two names does a reader see?
# %% [markdown] lang="ja" of="ddcdc0c2"
# これは、メールをいろいろな面から見たものです。読む人に見える形と、封筒と便箋の比較があります。読む人に見えるのは、どちらの名前ですか。

# %% jupyter={"outputs_hidden": true}
lab.message("A")

# %% [markdown] lang="en"
# <details><summary><b>Why?</b></summary>
#
# - **Aya's PC** said to the server: `RCPT TO:<ken@fuji.example>`. That is the envelope. (`lab.ladder("pc")` shows it.)
# - **Both servers** passed it on by that name. The letter with its line `To: mika@fuji.example` lay inside.
# - **Ken's mailbox** got it; **Mika's** got nothing.
# - **A reader** sees only the letter. What stood on the envelope is not part of it.
#
# That is no trick of the lab: it is how Bcc and mailing lists work. You will write an envelope yourself in notebook 02.
#
# </details>
#
# <details><summary><b>I saw something else</b></summary>
#
# - **The letter is in Mika's mailbox**: `envelope_to=` was left out, or it named Mika.
# - **Both lines at the bottom say Ken**: the letter was addressed to Ken. The first address is the letter's.
# - **Something else**: run the cell with `lab.reset("01.5")` again and go on from there.
#
# </details>
#
# **Remember:** Servers read the envelope, people read the letter.
# %% [markdown] lang="ja" of="bb250b45"
# <details><summary><b>なぜ？</b></summary>
#
# - **アヤのPC**は、サーバーに`RCPT TO:<ken@fuji.example>`と言いました。これが封筒です。（`lab.ladder("pc")`で見られます。）
# - **どちらのサーバーも**、その名前を見て先へ渡しました。`To: mika@fuji.example`と書いた便箋は、中に入ったままでした。
# - **ケンのメールボックス**に入り、**ミカのメールボックス**には何も入りませんでした。
# - **読む人**に見えるのは便箋だけです。封筒に書いてあったことは、便箋には含まれません。
#
# ラボだけの手品ではありません。Bccもメーリングリストも、この仕組みで動いています。ノートブック02では、自分で封筒を書いてみます。
#
# </details>
#
# <details><summary><b>ちがうものが見えた</b></summary>
#
# - **ミカのメールボックスに入った**：`envelope_to=`がなかったか、そこにミカと書きました。
# - **下の2行がどちらもケンになっている**：便箋の宛先がケンでした。最初のアドレスが、便箋の宛先です。
# - **そのほか**：`lab.reset("01.5")`のセルをもう一度実行し、そこからやり直してください。
#
# </details>
#
# **覚えておこう**：サーバーは封筒を、人は便箋を読みます。

# %% jupyter={"outputs_hidden": true}
lab.check("01.5")

# %% [markdown] lang="en"
# ## How far have you come?
# %% [markdown] lang="ja" of="5a13fef2"
# ## どこまで進んだ？

# %% jupyter={"outputs_hidden": true}
lab.progress()

# %% [markdown] lang="en"
# > **Beginner**: So Send does not go to a phone at all. My app hands the letter to my provider's server. That one looks up the way and hands it to Ken's provider, and there it lies in his mailbox. Ken's phone may be off all the while.
# >
# > **Expert**: And if something goes wrong on the way?
# >
# > **Beginner**: Then the question is who said 250 last. That one keeps it and tries again, or writes an error mail to the sender. And the way is decided by the envelope, not by "To:".
#
# ## Key points
# - Four stations: the sender's **device**, the **sending server**, the **receiving server** (MX), the **mailbox**. People do not read with SMTP, but the receiving server does receive with it.
# - The **250** after the letter hands over responsibility. It does not say that anybody has read it.
# - A server that is off makes a letter late: it waits in the **queue**. An address that does not exist makes it come back, as a **refusal** at once or as an **error mail** later.
# - **Postmarks** (`Received`) tell the way, the newest on top.
# - Servers read the **envelope**, people read the **letter**.
#
# ## Three questions before you go
# 1. After which reply may Aya switch her PC off?
# 2. `mx.fuji.example` is down: who holds the letter, and who is responsible for it?
# 3. Is the newest `Received` on top or at the bottom, and why?
#
# <details><summary><b>Answers to compare with yours</b></summary>
#
# 1. After the 250 that follows the end of the letter: from then on her provider's server is responsible. (The 250 after `RCPT TO` is not enough: the server has no letter yet.)
# 2. Both times `smtp.sakura.example`, her provider's server: it has taken the letter, and nobody has taken it from there.
# 3. On top: each server puts its own above what is there, and leaves the older ones as they are.
#
# </details>
#
# ## Next
# [02 Speak SMTP](02-speak-smtp.ipynb): say the words yourself that the servers said here.
# %% [markdown] lang="ja" of="684d8e6f"
# > **初心者**：送信を押しても、スマホへ行くわけではないんですね。ソフトは送信サーバーに預けるだけ。送信サーバーが道を調べて、ケン側のサーバーに渡す。そしてメールボックスに入る。その間、ケンのスマホは切れていてもいい。
# >
# > **専門家**：では、途中で何かあったら？
# >
# > **初心者**：最後に250と言ったのがだれか、ですね。そのサーバーが預かって送り直すか、差出人にエラーメールを書く。それから、行き先を決めるのは「To:」ではなくて封筒です。
#
# ## まとめ
# - 4つの場所：差出人の**端末**、**送信サーバー**、**受信側のサーバー**（MX）、**メールボックス**。人はSMTPでメールを読みませんが、受信側のサーバーはSMTPで受け取ります。
# - 本文のあとの**250**は、責任の受け渡しです。読まれたとは限りません。
# - 相手のサーバーが止まっていると、メールは遅れます（**送信待ち**）。宛先がなければ戻ってきます。その場の**受け取り拒否**か、あとからの**エラーメール**です。
# - **消印**（`Received`ヘッダー）を見れば、通ってきた道がわかります。新しいものが上です。
# - サーバーは**封筒**を、人は**便箋**を読みます。
#
# ## 終わる前に3つの質問
# 1. アヤがPCの電源を切ってもよいのは、どの応答のあとですか。
# 2. `mx.fuji.example`が止まっています。メールを持っているのはだれで、責任はだれにありますか。
# 3. いちばん新しい`Received`は、上ですか、下ですか。それはなぜですか。
#
# <details><summary><b>自分の答えと比べる</b></summary>
#
# 1. メールの終わりのあとに来る250です。そこからは、送信サーバーに責任があります。（`RCPT TO`のあとの250では足りません。サーバーはまだメールを受け取っていません。）
# 2. どちらも`smtp.sakura.example`、アヤ側の送信サーバーです。引き受けたあと、まだだれにも渡していません。
# 3. 上です。サーバーは、いまあるものの上に自分の消印を押し、古い消印はそのままにしておくからです。
#
# </details>
#
# ## 次は
# [02 SMTPで話す](02-speak-smtp.ipynb)：ここでサーバーが話した言葉を、自分で打ってみます。
