using Helpdesk.Domain.Cases;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Mail.Out;

namespace Helpdesk.Web.Cases.Timeline;

/// <summary>What became of the mail about an entry, or of a page on one channel.</summary>
public sealed record MailFate(TimelineEntry Entry, TimelineKind Kind);

/// <summary>A line of the time line with the fates of its mail folded under it.</summary>
public sealed record TimelineEntryLine(TimelineLine Line, IReadOnlyList<MailFate> Fates)
{
    public TimelineEntry Entry => Line.Entry;

    public bool Is(TimelineKind kind) => Fates.Any(f => f.Kind == kind) || KindsOf(Entry).Contains(kind);

    /// <summary>All lines in order; mail that belongs to none stands by itself.</summary>
    public static IReadOnlyList<TimelineEntryLine> Of(IReadOnlyList<TimelineLine> lines)
    {
        var fates = new Dictionary<TimelineLine, List<MailFate>>();
        var alone = new List<TimelineLine>();
        foreach (var line in lines)
        {
            if (line.Entry.Event is PageTold told && StepOf(line, told, fates) is { } step)
                fates[step].Add(new(line.Entry, TimelineKind.Paging));
            else if (KindOfMail(line.Entry.Event) is not { } mail)
                fates[line] = [];
            else if (Owner(line, mail.Kind, mail.About, fates) is { } owner)
                fates[owner].Add(new(line.Entry, Fate(line.Entry.Event, fates[owner])));
            else
                alone.Add(line);
        }

        return
        [
            .. lines
                .Where(l => fates.ContainsKey(l) || alone.Contains(l))
                .Select(l => new TimelineEntryLine(l, fates.GetValueOrDefault(l) ?? [])),
        ];
    }

    private static (MailKind Kind, long? About)? KindOfMail(CaseEvent happened) =>
        happened switch
        {
            MailSent sent => (sent.Kind, sent.About),
            MailFailed failed => (failed.Kind, failed.About),
            MailGivenUp given => (given.Kind, given.About),
            _ => null,
        };

    // Of several pages of a case the last one before it.
    private static TimelineLine? StepOf(TimelineLine fate, PageTold told, Dictionary<TimelineLine, List<MailFate>> fates) =>
        fates.Keys.LastOrDefault(l =>
            l.From == fate.From && l.Entry.Id < fate.Entry.Id && l.Entry.Event is PageSent sent && sent.Step == told.Step
        );

    // Records of older versions do not say what a mail told of: mails of one kind go out in the order in which they were written.
    private static TimelineLine? Owner(TimelineLine fate, MailKind kind, long? about, Dictionary<TimelineLine, List<MailFate>> fates)
    {
        if (about is { } id)
            return fates.Keys.FirstOrDefault(l => l.Entry.Id == id);
        List<TimelineLine> candidates =
        [
            .. fates.Keys.Where(l => l.From == fate.From && l.Entry.At <= fate.Entry.At && MailComposer.KindOf(l.Entry.Event) == kind),
        ];
        return candidates.Find(l => fates[l].Count == 0) ?? candidates.LastOrDefault();
    }

    private static TimelineKind Fate(CaseEvent happened, List<MailFate> before) =>
        happened switch
        {
            MailSent => TimelineKind.MailSent,
            MailFailed when before.Exists(f => f.Kind == TimelineKind.MailSent) => TimelineKind.MailBounced,
            _ => TimelineKind.MailFailed,
        };

    private static IEnumerable<TimelineKind> KindsOf(TimelineEntry entry)
    {
        if (entry.ActorKind == ActorKind.System || entry.Event is ClockEnded)
            yield return TimelineKind.Automatic;
        yield return entry.Event switch
        {
            CaseOpened or CustomerWrote or EscalationRequested => TimelineKind.Customer,
            ReplySent
            or SolutionOffered
            or ConfirmationAsked
            or MoreRequested
            or ScopeMarked
            or EscalationDeclined
            or SeverityExplained
            or SilenceReminderSent => TimelineKind.Replies,
            NoteAdded => TimelineKind.Notes,
            CallLogged or CallbackRequested or CallReleased or HotlineCalled => TimelineKind.Calls,
            MailSent => TimelineKind.MailSent,
            MailFailed or MailGivenUp => TimelineKind.MailFailed,
            ClockEnded or AutoReplyCame or ThanksCame => TimelineKind.Automatic,
            OnCallEvent or PageAcknowledged or CaseHandedOver => TimelineKind.Paging,
            _ => TimelineKind.Changes,
        };
    }
}
