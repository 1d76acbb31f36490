namespace Helpdesk.Domain.Mail;

/// <content>
/// The words, by language: en, de, fr, es, pt, it, nl, pl, ru, uk, sv, nb, da, zh, ko, ja, and a few more. Another language is a few
/// words in each of these tables.
/// </content>
internal static partial class QuoteHeads
{
    private const string VerbsWords =
        "wrote|schrieb|geschrieben|a écrit|a ecrit|escribió|escribio|escreveu|ha scritto|scrisse|schreef|napisał|"
        + "napisała|pisze|napisana przez|пишет|написал|написала|писал|пише|написав|skrev|写道|寫道|写了|작성|"
        + "쓴 글|썼습니다|のメール|書きました|"
        + "のメッセージ|さんの発言|kirjoitti|napsal|napsala|napísal|írta|a scris|yazdı|έγραψε|đã viết|menulis|"
        + "va escriure|napisao|"
        + "je napisala|เขียนว่า|כתב|كتب|rašė|rakstīja|kirjutas|написа";

    private const string OriginalsWords =
        "original message|original appointment|original mail|ursprüngliche nachricht|originalnachricht|"
        + "original-nachricht|message d'origine|message d’origine|message original|mensaje original|mensagem original|"
        + "messaggio originale|oorspronkelijk bericht|origineel bericht|oryginalna wiadomość|wiadomość oryginalna|"
        + "исходное сообщение|исходное письмо|оригинальное сообщение|оригінальне повідомлення|вихідне повідомлення|"
        + "ursprungligt meddelande|originalmeddelande|opprinnelig melding|opprinnelig e-post|original melding|"
        + "oprindelig meddelelse|original meddelelse|原始邮件|原始郵件|原邮件|replied message|원본 메시지|"
        + "원본 이메일|원본 메일|元のメッセージ|元のメール|"
        + "オリジナルメッセージ|původní zpráva|eredeti üzenet|alkuperäinen viesti|orijinal mesaj";

    private const string ForwardsWords =
        "forwarded message|begin forwarded|weitergeleitete nachricht|weitergeleiteten nachricht|message transféré|"
        + "message réexpédié|mensaje reenviado|mensagem encaminhada|mensagem reenviada|messaggio inoltrato|"
        + "doorgestuurd bericht|przekazana wiadomość|wiadomość przekazana|przekazywanej wiadomości|"
        + "пересылаемое сообщение|"
        + "пересланное сообщение|переадресованного сообщения|переслане повідомлення|vidarebefordrat|videresendt|"
        + "转发的邮件|"
        + "转发邮件|轉寄|전달된 메일|전달된 메시지|転送メッセージ|転送された|転送メール";

    private const string WithinWords =
        "answers below|answers inline|comments below|comments inline|replies below|replies inline|answers in red|"
        + "answers in blue|see inline|see in-line|reply inline|replied inline|in red below|in blue below|in red text|"
        + "antworten unten|antworten im text|antworten in rot|siehe unten in rot|kommentare unten|réponses ci-dessous|"
        + "réponses en rouge|réponses dans le texte|respuestas abajo|respuestas en rojo|respostas abaixo|"
        + "respostas em vermelho|risposte sotto|risposte in rosso|antwoorden hieronder|antwoorden in het rood|"
        + "odpowiedzi poniżej|odpowiedzi na czerwono|ответы ниже|ответы в тексте|svar nedan|svar nedenfor|"
        + "赤字で|赤字にて|青字で|"
        + "青字にて|下記に回答|以下に回答|下に回答|インラインで|红色字体|아래에 답변";

    private const string FirstPersonsWords =
        "i |we |my |as i |ich |wir |je |j'ai |nous |yo |io |ik |wij |я |" + "ja |jag |jeg |vi |私|我们|我 ";

    private static Dictionary<string, HeadRole> AllRoles() =>
        Table(
            (
                HeadRole.From,
                "from|von|de|da|van|od|от|от кого|від|від кого|från|fra|发件人|寄件者|寄件人|發件人|보낸 사람|"
                    + "보낸사람|발신|보낸이|差出人|送信者|送信元|"
                    + "lähettäjä|feladó|gönderen|kimden|από|expéditeur|remitente|mittente|absender|afzender|nadawca|"
                    + "avsändare|afsender"
            ),
            (
                HeadRole.Sent,
                "sent|date|gesendet|gesendet am|datum|envoyé|envoyé le|enviado|enviado el|enviada em|enviado em|"
                    + "enviada|fecha|data|inviato|inviato il|verzonden|verzonden op|wysłane|wysłano|data wysłania|"
                    + "отправлено|дата отправлен|дата отправки|надіслано|відправлено|skickat|sendt|sendt den|"
                    + "dato|发送时间|发送日期|"
                    + "日期|时间|寄件日期|傳送時間|보낸 날짜|보낸날짜|날짜|일시|送信日時|日時|日付|送信日|"
                    + "odesláno|elküldve|gönderilme|lähetetty"
            ),
            (
                HeadRole.To,
                "to|an|à|a|para|per|aan|do|кому|till|til|收件人|收件者|받는 사람|받는사람|수신|宛先|送信先|"
                    + "destinataire|destinatario|komu|"
                    + "címzett|kime|vastaanottaja"
            ),
            (HeadRole.Copy, "cc|kopie|copie|dw|do wiadomości|копия|копія|kopia|kopi|抄送|副本|참조|bcc"),
            (
                HeadRole.Subject,
                "subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|temat|тема|ämne|emne|主题|主旨|"
                    + "主題|제목|件名|"
                    + "předmět|tárgy|konu|aihe|θέμα|subiect"
            )
        );

    private static Dictionary<string, HeadRole> Table(params ReadOnlySpan<(HeadRole Role, string Labels)> rows)
    {
        var table = new Dictionary<string, HeadRole>(StringComparer.Ordinal);
        foreach (var (role, labels) in rows)
        {
            foreach (var label in Words(labels))
                table.TryAdd(label, role);
        }

        return table;
    }

    private static string[] Words(string words) => words.Split('|');
}
