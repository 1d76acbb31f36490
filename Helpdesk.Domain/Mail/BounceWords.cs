using System.Buffers;

namespace Helpdesk.Domain.Mail;

/// <summary>How servers say in words that a mail did not arrive, or not yet, in the languages they are set up in.</summary>
internal static class BounceWords
{
    private const int LongestLookedAt = 4_000;

    private static readonly SearchValues<string> s_subjects = Words(
        "undeliver|non deliver|non-deliver|nondeliver|not deliver|delivery status|delivery failure|"
            + "delivery failed|delivery has failed|"
            + "delivery report|delivery problem|delivery error|delivery notification|delivery incomplete|"
            + "delivery unsuccess|delivery expir|"
            + "delivery delay|delayed mail|message delayed|failure notice|failure notification|failed mail|"
            + "failed delivery|returned mail|"
            + "returned message|returned to sender|mail returned|message returned|returning message|"
            + "mail delivery|mail failure|mail error|"
            + "mail system error|mail could not|could not be delivered|could not send|couldn't be delivered|"
            + "unable to deliver|permanent "
            + "failure|user unknown|undelivr|warning: message|status notification|unzustellbar|nicht zugestellt|"
            + "zustellung|non remis|échec "
            + "de la remise|échec de remise|no entregad|devuelto|não entregue|mancato recapito|mancata consegna|"
            + "niet bezorgd|onbestelbaar|nie "
            + "dostarczono|niedostarcz|недоставл|не доставл|ikke levert|ikke leveret|kunde inte levereras|"
            + "olevererbar|退信|无法投递|投递失败|"
            + "전송 실패|배달 실패|반송|배달되지|配信不能|配信エラー|配信できません|配信されません|"
            + "配送できません|送信できません|送信エラー|エラーメール|メールエラー|届けられません|"
            + "届きません|不達|戻りメール|配信に失敗|送信に失敗|配達できません"
    );

    private static readonly SearchValues<string> s_failures = Words(
        "could not be delivered|couldn't be delivered|cannot be delivered|was not delivered|not delivered|"
            + "undeliverable|undelivered|unable to "
            + "deliver|delivery failed|delivery has failed|failed to deliver|wasn't able to deliver|"
            + "was unable to deliver|permanent error|"
            + "permanent fatal|permanent failure|fatal error|user unknown|unknown user|no such user|"
            + "host unknown|mailbox unavailable|mailbox "
            + "full|quota exceeded|reached nobody|delivery to the following|did not reach|returned message|"
            + "message was rejected|had errors|"
            + "address not found|recipient address rejected|returned to you|not be found|unzustellbar|"
            + "nicht zugestellt|n'a pas pu être|"
            + "no se pudo entregar|não pôde ser entregue|non è stato possibile|не удалось доставить|"
            + "не может быть доставлен|无法投递|退回|"
            + "전송하지 못|전달되지|배달되지|配信できません|配信できなかった|配信されません|配送できません|"
            + "送信できません|送信できなかった|届けられません|届けることが|届きません|"
            + "エラーが発生|見つかりません|宛先不明|受信拒否|配達できません|存在しません|not permitted to relay"
    );

    private static readonly SearchValues<string> s_delays = Words(
        "(delay)|delayed|warning only|warning message only|still being retried|keep trying|continue trying|"
            + "continue to try|continues to "
            + "try|will be retried|be retried|retry for|will retry|further attempts|has not yet been|"
            + "not yet been delivered|do not need to "
            + "resend|no action is required|not been delivered yet|temporarily deferred|delivery will be|"
            + "warning: could not send|warning: "
            + "message|verzögert|weiterhin versuch|retardé|nouvelles tentatives|retrasad|reintent|atrasad|"
            + "ritardat|vertraagd|opóźnion|задерж|"
            + "försenad|forsinket|延迟|지연|遅延|遅れて|再送を|再試行|まだ配信"
    );

    private static readonly SearchValues<string> s_finals = Words(
        "gave up|given up|giving up|permanent|returned to sender|has expired|expired after|too long|"
            + "could not be delivered for|no further "
            + "attempt|will not be retried|not be retried|final failure|配信を中止|断念|打ち切|再送を中止|終了しました"
    );

    private static readonly SearchValues<string> s_senders = Words(
        "mailer-daemon|mailer_daemon|mailerdaemon|mail-daemon|postmaster@|post_master@|post-master@|postoffice@|"
            + "mail delivery|mail.delivery|"
            + "mail-delivery|maildelivery|mail deliver|delivery subsystem|delivery system|delivery service|"
            + "deliverystatus|system administrator|"
            + "mail administrator|mail system|mail-system|mailsystem|mail server|mailserver|mdaemon|"
            + "double-bounce|bounce@|bounces@|bounce-|bounces-|bounces+|no-reply|noreply|"
            + "no_reply|donotreply|do-not-reply|microsoftexchange|exchange system|mailmarshal|mailsweeper|"
            + "smtp gateway|mail gateway|"
            + "mailgw|mail router|mmdf|dsn@|ndr@|errors@|mail-error|mailerror|notification@|notifications@|"
            + "システム管理者|メールシステム|メール配信|delivery <"
    );

    private static readonly SearchValues<string> s_answers = Words(
        "re:|re：|aw:|sv:|vs:|fw:|fwd:|wg:|tr:|rv:|" + "odp:|回复|答复|返信:|転送:"
    );

    /// <summary>A subject as servers write it over a mail that comes back; never the answer to one.</summary>
    public static bool InSubject(string subject) => !IsAnswer(subject) && subject.AsSpan().ContainsAny(s_subjects);

    public static bool IsAnswer(string subject)
    {
        var at = subject.AsSpan().TrimStart().IndexOfAny(s_answers);
        return at == 0;
    }

    public static bool SayFailure(string words) => Beginning(words).ContainsAny(s_failures);

    /// <summary>Not yet, and nothing that says never.</summary>
    public static bool SayDelay(string subject, string words) =>
        (subject.AsSpan().ContainsAny(s_delays) || Beginning(words).ContainsAny(s_delays)) && !Beginning(words).ContainsAny(s_finals);

    /// <summary>Whether a From line is that of a server, or of what sends by itself.</summary>
    public static bool IsMachine(string from) => from.AsSpan().ContainsAny(s_senders);

    private static ReadOnlySpan<char> Beginning(string words) => words.AsSpan(0, Math.Min(words.Length, LongestLookedAt));

    private static SearchValues<string> Words(string words) => SearchValues.Create(words.Split('|'), StringComparison.OrdinalIgnoreCase);
}
