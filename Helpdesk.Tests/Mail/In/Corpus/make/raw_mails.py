"""Mails as programs write them that cannot run here (Outlook, iPhone, Gmail, Becky!), servers' reports, and what is broken or hostile. Byte for byte."""
import base64
import quopri

from shared import *

DATE = "Wed, 9 Jun 2027 10:05:00 +0900"


def head(name, sender, subject, **more):
    return {"Return-Path": f"<{more.pop('path', sender.split('<')[-1].strip('>'))}>", "Received": "from mx.example (mx.example [192.0.2.1]) by mail.helpdesk.example; Wed, 9 Jun 2027 10:05:01 +0900",
            "From": sender, "To": US, "Subject": subject, "Date": DATE, "Message-ID": f"<{name}@raw.example>", "MIME-Version": "1.0", **{k.replace("_", "-"): v for k, v in more.items()}}


def plain(name, sender, subject, body, charset="utf-8", cte="8bit", **more):
    mail(name, {**head(name, sender, subject, **more), "Content-Type": f'text/plain; charset="{charset}"', "Content-Transfer-Encoding": cte}, body)


def parts(kind, boundary, *pieces):
    return b"".join(b"--" + boundary.encode() + b"\n" + p + b"\n" for p in pieces) + b"--" + boundary.encode() + b"--\n"


def piece(headers, body):
    return headers.encode() + b"\n\n" + (body if isinstance(body, bytes) else body.encode())


def b64(data):
    return base64.encodebytes(data)


# --- answers, as the programs of this world write them
gmail_text = "Thank you, the second image fails too.\n\nOn Wed, Jun 9, 2027 at 10:00 AM Support <\nanswers@helpdesk.example> wrote:\n\n> Dear Kenichi,\n>\n> thank you for writing to us.\n"
gmail_html = '<div dir="ltr">Thank you, the second image fails too.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Wed, Jun 9, 2027 at 10:00 AM Support &lt;<a href="mailto:answers@helpdesk.example">answers@helpdesk.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">Dear Kenichi,<br>thank you for writing to us.</blockquote></div>'
mail("raw-gmail-answer", {**head("raw-gmail-answer", f"Kenichi Yamamoto <{YAMAMOTO}>", f"Re: [{OPEN_NUMBER}] We have your request"), "In-Reply-To": ACK, "References": ACK,
     "Content-Type": 'multipart/alternative; boundary="000000000000a1b2"'},
     parts("alternative", "000000000000a1b2", piece('Content-Type: text/plain; charset="UTF-8"', gmail_text), piece('Content-Type: text/html; charset="UTF-8"', gmail_html)))

plain("raw-outlook-answer-ja", word(jis("山本 健一"), "iso-2022-jp").decode() + f" <{YAMAMOTO}>", word(jis(f"RE: [{OPEN_NUMBER}] お問い合わせを受け付けました"), "iso-2022-jp").decode(),
      jis("サポートご担当者様\n\nお世話になっております。㈱大和精機の髙橋と山本です。\n下記①～③を確認しました。ﾊﾞｯｸｱｯﾌﾟは失敗します。\n\n-----Original Message-----\nFrom: サポート <answers@helpdesk.example>\nSent: Wednesday, June 9, 2027 10:00 AM\nTo: 山本 健一\nSubject: お問い合わせを受け付けました\n\n受付番号は次のとおりです。\n"),
      charset="iso-2022-jp", cte="7bit", In_Reply_To=ACK, X_Mailer="Microsoft Office Outlook 12.0")

outlook_html = '''<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0mm}</style><!--[if gte mso 9]><xml></xml><![endif]--></head><body lang="JA"><div class="WordSection1">
<p class="MsoNormal">お世話になっております。<o:p></o:p></p><p class="MsoNormal">エラー画面を貼り付けます。<o:p>&nbsp;</o:p></p><p class="MsoNormal"><img width="8" src="cid:image001.png@01DA" alt="エラー画面"></p>
<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0mm 0mm 0mm"><p class="MsoNormal"><b>差出人:</b> サポート &lt;answers@helpdesk.example&gt;<br><b>送信日時:</b> 2027年6月9日 10:00<br><b>宛先:</b> 山本 健一<br><b>件名:</b> お問い合わせを受け付けました</p></div>
<p class="MsoNormal">受付番号は次のとおりです。</p></div></body></html>'''
mail("raw-outlook365-inline-picture", {**head("raw-outlook365-inline-picture", f'"=?utf-8?B?{base64.b64encode("山本 健一".encode()).decode()}?=" <{YAMAMOTO}>', "=?utf-8?B?" + base64.b64encode("Re: エラー画面".encode()).decode() + "?="), "References": f"<a@daiwa-seiki.example>\n {ACK}",
     "Content-Type": 'multipart/related; boundary="_004_"; type="text/html"'},
     parts("related", "_004_", piece('Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: base64', b64(outlook_html.encode())),
           piece('Content-Type: image/png; name="image001.png"\nContent-ID: <image001.png@01DA>\nContent-Disposition: inline; filename="image001.png"\nContent-Transfer-Encoding: base64', b64(PNG)),
           piece('Content-Type: image/png\nContent-ID: <dot>\nContent-Disposition: inline; filename="dot.png"\nContent-Transfer-Encoding: base64', b64(DOT))))

plain("raw-iphone-answer", f"Lena Fischer <{YAMAMOTO}>", "=?utf-8?Q?Re=3A_=E7=B5=8C=E9=81=8E?=", quopri.encodestring("外出先からです。再起動したら直りました。\n\niPhoneから送信\n\n> 2027/06/09 10:00、サポート <answers@helpdesk.example>のメール:\n> \n> 受付番号は次のとおりです。\n".encode()),
      cte="quoted-printable", In_Reply_To=ACK, X_Mailer="iPhone Mail (24A335)")
plain("raw-thunderbird-between-the-lines", f"Kenichi Yamamoto <{YAMAMOTO}>", "Re: questions", "On 2027-06-09 10:00, Support wrote:\n> Which version?\n5.2.7\n> Which system?\nWindows Server 2022\n\n-- \nKenichi Yamamoto\nDaiwa Seiki\n", In_Reply_To=ACK)
plain("raw-becky-vendor-characters", b"=?iso-2022-jp?B?".decode() + base64.b64encode(jis("髙橋 ㈱大和")).decode() + f"?= <{YAMAMOTO}>", word(jis("①の件（№３、㈱大和精機）"), "iso-2022-jp").decode(),
      jis("①ﾊﾞｯｸｱｯﾌﾟ失敗 ②検証ｴﾗｰ\n髙島様、﨑山様にもご連絡済みです。\n≪≫ ㎡ ㌔ Ⅳ\n"), charset="ISO-2022-JP", cte="7bit", In_Reply_To=ACK, X_Mailer="Becky! ver. 2.81 [ja]")
plain("raw-docomo-half-width-shift", f"{YAMAMOTO}", "=?Shift_JIS?B?" + base64.b64encode("ｼｽﾃﾑ停止".encode("cp932")).decode() + "?=", b"\x0e" + bytes(c & 0x7F for c in "ﾊﾞｯｸｱｯﾌﾟ".encode("cp932")) + b"\x0f NG\n", charset="iso-2022-jp", cte="7bit", In_Reply_To=ACK)
plain("raw-outlook-answer-en", f"Kenichi Yamamoto <{YAMAMOTO}>", "RE: We have your request", "The log says error 17.\n\nBest regards,\nKenichi\n\n________________________________\nFrom: Support <answers@helpdesk.example>\nSent: Wednesday, 9 June 2027 10:00\nTo: Kenichi Yamamoto\nSubject: We have your request\n\nDear Kenichi,\n", In_Reply_To=ACK)
plain("raw-list-answer-with-token", f"Kenichi Yamamoto <{YAMAMOTO}>", "[it-staff:1021] Re: request", "Answering through our own list.\n", In_Reply_To=ACK, List_Id="it-staff <it-staff.daiwa-seiki.example>", Precedence="list")
plain("raw-apple-attribution-de", f"Lena Fischer <{YAMAMOTO}>", "Re: Anfrage", "Danke, es geht wieder.\n\nAm 09.06.2027 um 10:00 schrieb Support <answers@helpdesk.example>:\n\n> Dear Lena,\n", In_Reply_To=ACK)
mail("raw-quoted-reply-all-html", {**head("raw-quoted-reply-all-html", f"Kenichi <{YAMAMOTO}>", "Re: request"), "In-Reply-To": ACK, "Content-Type": "text/html; charset=utf-8"},
     "<p>It is the <b>second</b> disk.</p><blockquote type=\"cite\"><p>Which disk?</p></blockquote>")

# --- new questions, encodings as they really arrive
plain("raw-sjis-called-ascii", YAMAMOTO, "=?shift_jis?B?" + base64.b64encode("復元できません".encode("cp932")).decode() + "?=", "イメージの復元ができません。㈱大和精機①\n".encode("cp932"), charset="us-ascii")
plain("raw-sjis-called-latin1", YAMAMOTO, "restore", "イメージの復元ができません。表示が能力不足と出ます。\n".encode("cp932"), charset="iso-8859-1")
mail("raw-euc-without-charset", {k: v for k, v in head("raw-euc-without-charset", YAMAMOTO, "euc").items() if k != "MIME-Version"}, "イメージの復元ができません。至急ご連絡ください。\n".encode("euc_jp"))
mail("raw-jis-without-charset", {k: v for k, v in head("raw-jis-without-charset", YAMAMOTO, jis("復元の件㈱")).items() if k != "MIME-Version"}, jis("イメージの復元ができません①。\n"))
plain("raw-utf8-called-jis", YAMAMOTO, "utf8", "イメージの復元ができません。よろしくお願いします。\n", charset="iso-2022-jp")
plain("raw-utf8-called-latin1", YAMAMOTO, "utf8 again", "イメージの復元ができません。よろしくお願いします。\n", charset="iso-8859-1")
plain("raw-cp50221", YAMAMOTO, word(jis("①②③ 髙"), "cp50221").decode(), jis("ﾊﾝｶｸｶﾅと㈲です。\n"), charset="cp50221", cte="7bit")
plain("raw-unknown-charset", YAMAMOTO, "x-nowhere", "イメージの復元ができません。よろしくお願いします。\n", charset="x-nowhere-1")
subject = "バックアップの検証が失敗する件について".encode()
plain("raw-subject-cut-within-character", YAMAMOTO, b"=?utf-8?B?" + base64.b64encode(subject[:16]) + b"?=\n =?utf-8?B?" + base64.b64encode(subject[16:]) + b"?=", "検証が失敗します。\n")
plain("raw-subject-words-without-space", YAMAMOTO, word(jis("検証"), "iso-2022-jp") + word(jis("エラー"), "iso-2022-jp") + b"(5.2.7)", "検証が失敗します。\n")
plain("raw-subject-bare-sjis", YAMAMOTO, "表示エラーの件".encode("cp932"), "表示が崩れます。\n")
plain("raw-subject-injection", YAMAMOTO, "=?utf-8?Q?Hello=0D=0ABcc:_all@evil.example?=", "Subject with a line break.\n")
plain("raw-jis-x-0212", YAMAMOTO, "jis x 0212", b"\x1b$B<+J,\x1b(B \x1b$(D0!\x1b(B\n", charset="iso-2022-jp-1", cte="7bit")
plain("raw-quoted-printable-broken", YAMAMOTO, "qp", b"100 =Z percent =\nand =E3=81=82 end=", cte="quoted-printable")
plain("raw-8bit-called-7bit", YAMAMOTO, "8 bit", "これは8ビットです。よろしくお願いします。\n", cte="7bit")
plain("raw-nul-bytes", YAMAMOTO, "nul", b"be\x00fore\x00 and after\n")
plain("raw-lone-line-feeds", YAMAMOTO, "bare cr", b"one\rtwo\rthree\n")
plain("raw-signature-ja", YAMAMOTO, "署名つき", "検証が失敗します。\nご確認ください。\n\n━━━━━━━━━━━━━━━━\n大和精機株式会社 情報システム部\n山本 健一\nTEL: 03-5550-0101\n━━━━━━━━━━━━━━━━\n", In_Reply_To=ACK)

# --- names of files
def with_file(name, headers):
    mail(name, {**head(name, YAMAMOTO, "file"), "Content-Type": 'multipart/mixed; boundary="bb"'},
         parts("mixed", "bb", piece("Content-Type: text/plain; charset=utf-8", "See the file.\n"), headers + b"\nContent-Transfer-Encoding: base64\n\n" + b64(b"col1,col2\n1,2\n")))


with_file("raw-name-bare-sjis-backslash", b'Content-Type: application/octet-stream; name="' + "予算表ソ.csv".encode("cp932") + b'"\nContent-Disposition: attachment; filename="' + "予算表ソ.csv".encode("cp932") + b'"')
with_file("raw-name-bare-jis", b'Content-Disposition: attachment; filename="' + jis("診断結果.csv") + b'"\nContent-Type: text/csv')
with_file("raw-name-2047-jis", b'Content-Type: application/octet-stream;\n name="' + word(jis("診断①.csv"), "iso-2022-jp") + b'"\nContent-Disposition: attachment')
with_file("raw-name-2231-pieces", b"Content-Type: text/csv\nContent-Disposition: attachment;\n filename*0*=shift_jis''%90f%92f;\n filename*1*=%8C%8B%89%CA%88%EA;\n filename*2*=%97%97.csv")
with_file("raw-name-2231-utf8", b"Content-Type: text/csv\nContent-Disposition: attachment; filename*=utf-8''%E2%91%A0%E3%83%AD%E3%82%B0%20%28final%29.csv; filename=\"_log.csv\"")
with_file("raw-name-turns-around", "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"invoice\u202egpj.exe\"".encode())
with_file("raw-name-windows-path", b'Content-Type: text/csv\nContent-Disposition: attachment; filename="C:\\\\Users\\\\kato\\\\log.csv"')

# --- machines
plain("raw-exchange-out-of-office", f"Kenichi Yamamoto <{YAMAMOTO}>", f"Automatic reply: [{OPEN_NUMBER}] We have your request", "I am out of the office until 14 June.\n", path="", In_Reply_To=ACK, Auto_Submitted="auto-generated", X_Auto_Response_Suppress="All")
plain("raw-gmail-vacation", f"Kenichi Yamamoto <{YAMAMOTO}>", "Out of office Re: request", "I am travelling.\n", References=ACK, Auto_Submitted="auto-replied", Precedence="bulk", X_Autoreply="yes")
plain("raw-out-of-office-without-thread", f"Lena Fischer <{FISCHER}>", "Out of Office: Holiday", "Back on Monday.\n", Auto_Submitted="auto-replied")
plain("raw-auto-reply-ja-by-subject", f"中村 <nakamura@hanamaru-foods.example>", "【自動返信】お問い合わせありがとうございます", "本メールは自動返信です。\n")
plain("raw-precedence-auto-reply", f"robot@hanamaru-foods.example", "Ticket 4711 received", "We have received your mail.\n", Precedence="auto_reply")
plain("raw-null-return-path", f"l.fischer <{FISCHER}>", "Your request", "We received your message and will answer soon.\n", path="")
plain("raw-newsletter", "News <news@vendor.example>", "June offers", "Everything must go.\n", List_Unsubscribe="<https://vendor.example/u>", Precedence="bulk")
plain("raw-no-auto-submitted-no", f"Lena Fischer <{FISCHER}>", "Question about ShadowControl", "How do I group machines in ShadowControl?\n", Auto_Submitted="no")
mail("raw-invitation", {**head("raw-invitation", FISCHER, "Invitation: call about the restore"), "Content-Type": 'multipart/alternative; boundary="cal"'},
     parts("alternative", "cal", piece("Content-Type: text/plain; charset=utf-8", "Shall we talk about the restore?\n"), piece("Content-Type: text/calendar; method=REQUEST; charset=utf-8", "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nEND:VCALENDAR\n")))

# --- bounces and news of delivery
def report(name, sender, subject, said, status, original, kind="delivery-status", **more):
    mail(name, {**head(name, sender, subject, path="", **more), "Content-Type": f'multipart/report; report-type={kind}; boundary="rr"'},
         parts("report", "rr", piece("Content-Type: text/plain; charset=utf-8", said), piece(f"Content-Type: message/{kind}", status), piece("Content-Type: text/rfc822-headers", original)))


ours = f"From: Support <{US}>\nTo: {YAMAMOTO}\nSubject: [{OPEN_NUMBER}] request\nMessage-ID: {ACK}\nX-Helpdesk-Case: {OPEN_NUMBER}\n"
failed = f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {YAMAMOTO}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <{YAMAMOTO}>: Recipient address rejected: User unknown\n"
report("raw-postfix-bounce", "MAILER-DAEMON@mx.example (Mail Delivery System)", "Undelivered Mail Returned to Sender", "This is the mail system at host mx.example.\n", failed, ours, Auto_Submitted="auto-replied")
report("raw-exchange-bounce", "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@daiwa-seiki.example>", "Undeliverable: We have your request", "Delivery has failed to these recipients or groups:\n", failed.replace("5.1.1", "5.2.2").replace("User unknown", "Mailbox full"), ours, X_MS_Exchange_Message_Is_Ndr="")
plain("raw-qmail-bounce", "MAILER-DAEMON@mx.example", "failure notice", f"Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<{YAMAMOTO}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n{ours}\nhello\n", path="")
plain("raw-exim-bounce", "Mail Delivery System <Mailer-Daemon@mx.example>", "Mail delivery failed: returning message to sender", f"This message was created automatically by mail delivery software.\n\n  {YAMAMOTO}\n    SMTP error from remote mail server after RCPT TO:<{YAMAMOTO}>:\n    550 relay not permitted\n\n------ This is a copy of the message, including all the headers. ------\n\n{ours}\n", path="", X_Failed_Recipients=YAMAMOTO, Auto_Submitted="auto-replied")
plain("raw-bounce-ja", "postmaster@daiwa-seiki.example", "=?utf-8?B?" + base64.b64encode("配信不能: お問い合わせを受け付けました".encode()).decode() + "?=", f"次の宛先へ配信できませんでした。\n{YAMAMOTO}\n550 5.7.1 rejected\n\n{ours}\n", path="")
report("raw-bounce-of-unknown", "MAILER-DAEMON@mx.example", "Undelivered Mail Returned to Sender", "This is the mail system.\n", failed, ours.replace("0a01", "0a99"))
report("raw-delayed", "MAILER-DAEMON@mx.example", "Delayed Mail (still being retried)", "No action is required.\n", failed.replace("failed", "delayed").replace("5.1.1", "4.4.1"), ours)
report("raw-delivered", "MAILER-DAEMON@mx.example", "Successful Mail Delivery Report", "Your message was delivered.\n", failed.replace("failed", "relayed").replace("5.1.1", "2.0.0"), ours)
report("raw-read-receipt", f"Kenichi Yamamoto <{YAMAMOTO}>", "Read: We have your request", "Your message was read.\n", f"Final-Recipient: rfc822;{YAMAMOTO}\nOriginal-Message-ID: {ACK}\nDisposition: manual-action/MDN-sent-manually; displayed\n", ours, kind="disposition-notification")

# --- broken and hostile
hops = [("Received", f"from hop{i}.example by hop{i + 1}.example; {DATE}") for i in range(31)]
mail("raw-31-hops", hops + [(k, v) for k, v in head("raw-31-hops", YAMAMOTO, "round and round").items() if k != "Received"], "Again.\n")
mail("raw-hostile-html", {**head("raw-hostile-html", FISCHER, "<script>alert(1)</script> & \"quotes\""), "Content-Type": "text/html; charset=utf-8"},
     '<html><head><title>t</title><style>body{display:none}</style><script>alert(document.cookie)</script></head><body onload="alert(2)"><p>Visible words.</p><img src=x onerror=alert(3)><a href="javascript:alert(4)">press</a> <a href="https://evil.example/login">https://bank.example</a><div style="display:none">hidden words</div><iframe src="https://evil.example"></iframe><form action="https://evil.example"><input name=p value="typed"></form><svg onload=alert(5)><text>drawn</text></svg><object data="x">object words</object></body></html>')
mail("raw-no-from", {k: v for k, v in head("raw-no-from", YAMAMOTO, "nobody").items() if k not in ("From", "Return-Path")}, "Who am I?\n")
mail("raw-from-without-address", {**head("raw-from-without-address", "Undisclosed", "nobody", path="")}, "Who am I?\n")
mail("raw-two-froms", [("From", FISCHER), ("From", "attacker@evil.example"), ("To", US), ("Subject", "two senders"), ("Date", DATE), ("Message-ID", "<raw-two-froms@raw.example>")], "The first one counts.\n")
write("raw-zero-bytes", b"")
write("raw-garbage", bytes((i * 73 + 41) % 256 for i in range(4096)))
mail("raw-cut-off", {**head("raw-cut-off", FISCHER, "cut off"), "Content-Type": 'multipart/mixed; boundary="zz"'}, "--zz\nContent-Type: text/plain; charset=utf-8\n\nThe connection broke aft")
deep = "".join(f'--d{i}\nContent-Type: multipart/mixed; boundary="d{i + 1}"\n\n' for i in range(300))
mail("raw-300-levels", {**head("raw-300-levels", FISCHER, "deep"), "Content-Type": 'multipart/mixed; boundary="d0"'}, deep + "--d300\nContent-Type: text/plain\n\nat the bottom\n")
mail("raw-header-of-200000", {**head("raw-header-of-200000", FISCHER, "long " + "header " * 28000)}, "A long subject.\n")
mail("raw-boundary-missing", {**head("raw-boundary-missing", FISCHER, "no boundary"), "Content-Type": "multipart/mixed"}, "Some words without a boundary.\n")
mail("raw-base64-broken", {**head("raw-base64-broken", FISCHER, "broken base64"), "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "base64"}, base64.b64encode("これは途中で壊れた本文です。".encode())[:-7] + b"!!*~")
mail("raw-stub-beside-html", {**head("raw-stub-beside-html", FISCHER, "stub"), "Content-Type": 'multipart/alternative; boundary="st"'},
     parts("alternative", "st", piece("Content-Type: text/plain", "This mail needs HTML.\n"), piece("Content-Type: text/html; charset=utf-8", "<p>" + "The real words stand here. " * 12 + "</p><ul><li>first</li><li>second</li></ul><table><tr><td>a</td><td>b</td></tr></table>")))
mail("raw-signed", {**head("raw-signed", FISCHER, "signed"), "Content-Type": 'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="sg"'},
     parts("signed", "sg", piece("Content-Type: text/plain; charset=utf-8", "Signed words about ShadowProtect Server.\n"), piece('Content-Type: application/pkcs7-signature; name="smime.p7s"\nContent-Disposition: attachment; filename="smime.p7s"\nContent-Transfer-Encoding: base64', b64(b"\x30\x80" * 40))))
mail("raw-words-between-files", {**head("raw-words-between-files", FISCHER, "between"), "Content-Type": 'multipart/mixed; boundary="bt"'},
     parts("mixed", "bt", piece("Content-Type: text/plain; charset=utf-8", "Before the picture.\n"), piece('Content-Type: image/png; name="a.png"\nContent-Disposition: inline; filename="a.png"\nContent-Transfer-Encoding: base64', b64(PNG)), piece("Content-Type: text/plain; charset=utf-8", "After the picture.\n")))
mail("raw-winmail-garbage", {**head("raw-winmail-garbage", FISCHER, "winmail"), "Content-Type": 'multipart/mixed; boundary="tn"'},
     parts("mixed", "tn", piece("Content-Type: text/plain; charset=utf-8", "Sent by an old Outlook.\n"), piece('Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Disposition: attachment; filename="winmail.dat"\nContent-Transfer-Encoding: base64', b64(b"\x78\x9f\x3e\x22" + b"\xff" * 60))))
mail("raw-date-of-1970", {**head("raw-date-of-1970", FISCHER, "old clock"), "Date": "Thu, 1 Jan 1970 00:00:00"}, "My clock is wrong.\n")
