using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;

namespace Helpdesk.Web.Mail.Out;

/// <content>What only some kinds of mail say.</content>
public sealed partial class MailComposer
{
    private static void FillFiles(Dictionary<string, object?> values, IReadOnlyList<Attachment> files)
    {
        values["files_here"] = Names(files.Where(f => f.GoesByMail));
        values["files_named"] = Names(files.Where(f => !f.GoesByMail));

        static string? Names(IEnumerable<Attachment> some) =>
            string.Join('\n', some.Select(f => $"- {f.FileName} ({FileNames.Size(f.Size)})")) is { Length: > 0 } names ? names : null;
    }

    private void FillSpecial(Dictionary<string, object?> values, Case about, TimelineEntry entry)
    {
        switch (entry.Event)
        {
            case CaseOpened opened:
                // Opened by an answer to a case that had been closed for too long to come back (spec C9).
                values["follows"] = about.Links.FirstOrDefault(l => l.Kind == LinkKind.FollowUpOf)?.OtherNumber;
                values["missing"] = opened.Channel == Channel.Mail ? Missing(about) : null;
                // A mail that states no Emergency (spec S5) is told how to reach somebody at once where there is a promise (P1).
                values["mail_is_slow"] =
                    opened is { Channel: Channel.Mail, Verdict: not VerdictKind.NotEntitled }
                    && about.Clocks.Count > 0
                    && about.Severity != Severity.Emergency;
                if (values["mail_is_slow"] is true)
                    values["hotline_says"] = words.Hotline(about.TierTold, entry.At, about.Number, "hotline.slow");
                break;
            case SeverityChanged changed:
                values["severity_before"] = words.Of(changed.From);
                break;
            case SeverityExplained explained:
                values["severity_before"] = words.Of(explained.From);
                values["personal"] = WordsOf(entry)?.Text;
                break;
            case MoreRequested more:
                // The proposed text lists them already.
                values["items"] = more.Items.All(item =>
                    (entry.Reply?.Text ?? "").Contains(words.Of(item), StringComparison.OrdinalIgnoreCase)
                )
                    ? null
                    : string.Join('\n', more.Items.Select(item => words["item", words[$"item.{item}"]]));
                break;
            case SolutionOffered or ConfirmationAsked:
                values["solved_link"] = values["case_link"] + "?answer=yes";
                values["not_solved_link"] = values["case_link"] + "?answer=no";
                break;
            case LinkRequested { Others: { } others }:
                values["others"] = string.Join("\n\n", others.Select(o => words["other", o.Number, LinkTo(o.Number, o.Stamp)]));
                break;
            case SilenceReminderSent reminder:
                values["closes_at"] = words.At(reminder.ClosesAt);
                break;
            case CaseClosed closed:
                values["reason"] = words[$"reason.{closed.Reason}"];
                values["detail"] = closed.Detail;
                break;
        }
    }
}
