using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Platform.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>
/// An Emergency that is stated in a mail into a case of a lesser severity: a person decides, and hears of it at once (spec S5).
/// </summary>
public sealed class StatedInMail(IStringLocalizer<MailInText> text, IStringLocalizer<DomainText> domain)
{
    /// <returns>How many alerts were raised: of several mails about one case the first that nobody has settled.</returns>
    internal async Task<int> TellAsync(HelpdeskDb db, Case target, ReadMail mail, CaseContext context)
    {
        if (target.Severity == Severity.Emergency || !IsStated(target, mail))
            return 0;
        using (MailWords.Speak(MailComposer.LanguageOf(target)))
        {
            var words = new DomainWords(domain);
            target.RemarkOnMail(text["note.stated-in-case", words.Of(Severity.Emergency), words.Of(target.Severity)], context);
        }

        var isOpen = await db.Alerts.AnyAsync(a =>
            a.Kind == AlertKind.MailSaysEmergency && a.CaseNumber == target.Number && a.SettledAt == null
        );
        if (isOpen)
            return 0;
        // The case's own number stands for the mail that opened it.
        var key = FormattableString.Invariant($"{target.Number}/{target.Version}");
        db.Alerts.Add(SupervisorAlert.About(AlertKind.MailSaysEmergency, key, "", null, null, context.Now, target.Number));
        return 1;
    }

    // The subject of an answer is the case's own, and says nothing new.
    private static bool IsStated(Case target, ReadMail mail)
    {
        var subject = mail.Subject.Contains(target.Subject, StringComparison.OrdinalIgnoreCase) ? "" : mail.Subject;
        return MailCaseReader.StatesEmergency(subject, mail.Text[..Math.Min(mail.Text.Length, Rules.LongText)]);
    }
}
