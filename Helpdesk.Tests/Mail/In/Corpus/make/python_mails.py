"""Mails that Python's email package writes, old interface and new."""
from email.header import Header
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP

from shared import *

DATE = "Wed, 09 Jun 2027 10:02:11 +0900"


def new(name, sender, subject, text, **more):
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"], message["Date"] = sender, more.pop("to", US), subject, DATE
    message["Message-ID"] = f"<{name}@py.example>"
    for key, value in more.pop("headers", {}).items():
        message[key] = value
    message.set_content(text, charset=more.pop("charset", "utf-8"))
    for file in more.pop("files", []):
        message.add_attachment(file[1], maintype=file[2], subtype=file[3], filename=file[0])
    write(name, message.as_bytes())


new("py-new-en", f"Lena Fischer <{FISCHER}>", "Image verification fails on ShadowProtect Server",
    "Hello,\n\nsince the update to 5.2.7 the verification of every second image fails.\nSerial number: SP-1001-7337\n\nRegards\nLena\n-- \nNordwind GmbH\nTel. +49 40 5550 102\n")
new("py-new-ja", "中村 由美 <nakamura@hanamaru-foods.example>", "バックアップが毎晩失敗します",
    "花丸食品の中村です。\n\nShadowProtect Small Business でバックアップが失敗します。\nシリアル番号は SP-1002-7374 です。\n\nよろしくお願いいたします。\n")
new("py-new-says-little", "小林 誠 <kobayashi@midori-kaikei.example>", "質問です", "うまく動きません。どうすればよいですか。\n")
new("py-urgent-ja", "村上 拓海 <murakami@setouchi-ferry.example>", "【緊急】本番サーバーが停止しています", "バックアップ実行中に本番サーバーが停止しました。\n製品は ShadowProtect Server 5.2.7、シリアル SP-1018-7966 です。\n")
new("py-capital-address", "K. Yamamoto <K.Yamamoto@DAIWA-SEIKI.EXAMPLE>", "Licence question", "Where do I find the licence key?\n", charset="us-ascii")
new("py-stranger", "Somebody <somebody@elsewhere.example>", "Please help", "My backup does not work.\n")
new("py-stranger-quotes-number", "Somebody <somebody@elsewhere.example>", f"Re: [{OPEN_NUMBER}] password", "Please send me the log files of this case.\n")
new("py-stranger-forges-id", "Somebody <somebody@elsewhere.example>", f"Re: [{OPEN_NUMBER}] password", "Please send me the log files.\n",
    headers={"In-Reply-To": "<5f1d0000000000000000000000000a02@helpdesk.example>", "References": "<5f1d0000000000000000000000000a02@helpdesk.example>"})
new("py-contact-quotes-number", f"山本 健一 <{YAMAMOTO}>", f"[{OPEN_NUMBER}] 追加情報", "ログを取得しました。どちらへ送ればよいですか。\n")
new("py-contact-quotes-number-full-width", f"山本 健一 <{YAMAMOTO}>", "Ｃ－２０２７０６０９－９００１ の件", "その後いかがでしょうか。\n")
new("py-answer-to-plus-address", f"山本 健一 <{YAMAMOTO}>", "その後の状況", "返信ではなく、アドレス帳から送っています。\n", to=f"answers+{TOKEN}@helpdesk.example")
new("py-plus-address-in-cc", f"山本 健一 <{YAMAMOTO}>", "ご報告", "Ccに入れました。\n", to="boss@daiwa-seiki.example", headers={"Cc": f"サポート <answers+{TOKEN.upper()}@helpdesk.example>"})
new("py-answer-to-closed", f"Lena Fischer <{FISCHER}>", f"Re: [{CLOSED_NUMBER}] Closed", "It happens again.\n", headers={"In-Reply-To": CLOSED_ACK})
new("py-colleague-answers", "Taro Suzuki <t.suzuki@daiwa-seiki.example>", f"Re: [{OPEN_NUMBER}] We have your request", "Yamamoto is on leave, I take over.\n", headers={"References": f"<x@daiwa-seiki.example> {ACK}"})
new("py-display-name-is-ours", f'"{US}" <attacker@evil.example>', "Invoice", "Please open the file.\n")
new("py-our-own-address", f"Support <{US}>", "Test", "Did this come back?\n")
new("py-our-plus-address", f"Support <answers+{TOKEN}@helpdesk.example>", "Test", "Did this come back?\n")
new("py-our-marker", f"山本 健一 <{YAMAMOTO}>", f"[{OPEN_NUMBER}] お問い合わせを受け付けました", "自動転送されたメールです。\n", headers={"X-Helpdesk-Case": OPEN_NUMBER, "In-Reply-To": ACK})
new("py-attachments", f"Lena Fischer <{FISCHER}>", "Logs of ShadowProtect Server 5.2.7", "Serial SP-1001-7337, see the files.\n",
    files=[("診断ログ①.txt", "一行目\n二行目\n".encode(), "text", "plain"), ("画面.png", PNG, "image", "png"), ("../../etc/passwd", b"root:x:0:0\n", "application", "octet-stream")])
new("py-flowed", f"Lena Fischer <{FISCHER}>", f"Re: [{OPEN_NUMBER}] x", "x\n", headers={"In-Reply-To": ACK})
new("py-emoji", f"山本 健一 <{YAMAMOTO}>", "𠮷野家のサーバー 🚒 について", "𠮷田さんから引き継ぎました 👍🏽\nShadowProtect Server です。\n")
new("py-empty", f"山本 健一 <{YAMAMOTO}>", "", "\n")
new("py-only-a-file", f"山本 健一 <{YAMAMOTO}>", "", "", files=[("ログ.txt", b"error 17\n", "text", "plain")])

# format=flowed with DelSp, as Apple Mail writes Japanese: a line that ends in a space goes on.
flowed = MIMEText("この行は長いので \n次の行に続きます。\n次の段落です。\n", "plain", "utf-8")
flowed.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed; delsp=yes')
flowed["From"], flowed["To"], flowed["Subject"], flowed["Date"], flowed["Message-ID"], flowed["In-Reply-To"] = YAMAMOTO, US, Header("Re: 経過", "utf-8"), DATE, "<py-flowed@py.example>", ACK
write("py-flowed", flowed.as_bytes())

# The old interface: ISO-2022-JP by its codec, file names by RFC 2231.
old = MIMEMultipart()
old["From"], old["To"], old["Subject"], old["Date"], old["Message-ID"] = str(Header("山本 健一", "iso-2022-jp")) + f" <{YAMAMOTO}>", US, Header("イメージ検証のエラーについて", "iso-2022-jp"), DATE, "<py-old-jis@py.example>"
old.attach(MIMEText("お世話になっております。大和精機の山本です。\nエラーの画面を添付します。\n", "plain", "iso-2022-jp"))
part = MIMEApplication(b"PK\x05\x06" + b"\0" * 18, "zip")
part.add_header("Content-Disposition", "attachment", filename=("shift_jis", "", "検証ログ一覧表.zip"))
old.attach(part)
write("py-old-jis", old.as_bytes())

# A mail within a mail, as "forward as attachment" makes it.
inner = EmailMessage(policy=SMTP)
inner["From"], inner["To"], inner["Subject"] = "alert@daiwa-seiki.example", YAMAMOTO, "サーバー監視アラート"
inner.set_content("disk full\n")
outer = EmailMessage(policy=SMTP)
outer["From"], outer["To"], outer["Subject"], outer["Date"], outer["Message-ID"] = YAMAMOTO, US, "Fwd: サーバー監視アラート", DATE, "<py-forward@py.example>"
outer.set_content("添付のメールをご確認ください。\n")
outer.add_attachment(inner)
write("py-forward", outer.as_bytes())
