using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Web.Cases.CasePage;

/// <summary>What a row of the promises is about.</summary>
public enum PromiseRowKind
{
    /// <summary>One that a clock watches.</summary>
    Clock = 0,
    Escalation = 1,

    /// <summary>Somebody on call is asked (spec U3).</summary>
    Page = 2,

    /// <summary>What the makers owe us.</summary>
    Vendor = 3,

    /// <summary>Not closed for silence before its time (spec C8).</summary>
    Silence = 4,
}

/// <summary>One thing that this customer may count on, or could.</summary>
/// <param name="Since">When it began.</param>
/// <param name="DueAt">Until when; null where there is no time, or it stands still.</param>
public sealed record PromiseRow(PromiseRowKind Kind, Promise? Promise, Instant Since, Instant? DueAt)
{
    /// <summary>Of one that a clock watches, how it stands.</summary>
    public ClockVerdict? Verdict { get; init; }

    /// <summary>Who excused that it was missed.</summary>
    public string? ExcusedBy { get; init; }

    /// <summary>Of a page, who is asked.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    public Instant? EndedAt { get; init; }

    /// <summary>The act that ended it; null where the record does not say.</summary>
    public TimelineEntry? EndedBy { get; init; }

    public bool IsOpen => EndedAt is null;
}

/// <summary>
/// Gathers all that was ever promised in a case from its clocks and its record (issue 17): what is open first, by when it is due; then
/// what ended, the latest first.
/// </summary>
public static class PromiseRows
{
    public static IReadOnlyList<PromiseRow> Of(Case about, IReadOnlyList<TimelineEntry> record, SupportProgramme programme, Instant now)
    {
        List<PromiseRow> all =
        [
            .. about.Clocks.Select(clock => OfClock(clock, record, now)),
            .. Escalations(about, record),
            .. Pages(record),
        ];
        if (about.VendorSince is { } vendor)
            all.Add(new(PromiseRowKind.Vendor, null, vendor, null));
        if (about.SilencePlan(programme) is { } plan)
            all.Add(new(PromiseRowKind.Silence, Promise.Silence, about.ConfirmedAt ?? about.SilentSince ?? about.BallSince, plan.ClosesAt));
        return
        [
            .. all.Where(r => r.IsOpen).OrderBy(r => r.DueAt ?? Instant.MaxValue).ThenBy(r => r.Since),
            .. all.Where(r => !r.IsOpen).OrderByDescending(r => r.EndedAt).ThenByDescending(r => r.Since),
        ];
    }

    private static PromiseRow OfClock(CaseClock clock, IReadOnlyList<TimelineEntry> record, Instant now) =>
        new(PromiseRowKind.Clock, clock.Promise, clock.StartedAt, clock.DueAt)
        {
            Verdict = clock.Verdict(now),
            ExcusedBy = clock.ExcusedBy,
            EndedAt = clock.EndedAt,
            // The act comes first; what it did to clocks and people follows it under the same version.
            EndedBy = clock.EndedInVersion is { } version
                ? record.FirstOrDefault(e => e.CaseVersion == version && e.Event is not (ClockEnded or ParticipantsJoined or OnCallEvent))
                : null,
        };

    private static IEnumerable<PromiseRow> Escalations(Case about, IReadOnlyList<TimelineEntry> record)
    {
        TimelineEntry? asked = null;
        foreach (var entry in record)
        {
            if (entry.Event is EscalationRequested)
                asked ??= entry;
            else if (asked is not null && AnswersEscalation(entry.Event))
            {
                yield return Escalation(asked.At) with
                {
                    EndedAt = entry.At,
                    EndedBy = entry,
                };
                asked = null;
            }
            // The closing or merging that ended it was taken back: it is open again, and said below.
            else if (entry.Event is CloseUndone or MergeUndone)
                asked = null;
        }

        if (about.EscalatedAt is { } since)
            yield return Escalation(since);
    }

    private static PromiseRow Escalation(Instant since) => new(PromiseRowKind.Escalation, Promise.Escalation, since, null);

    private static bool AnswersEscalation(CaseEvent happened) =>
        happened is EscalationRaised or EscalationDeclined or CaseResolved or CaseClosed or CaseMerged { Kind: LinkKind.MergedInto };

    private static IEnumerable<PromiseRow> Pages(IReadOnlyList<TimelineEntry> record)
    {
        PromiseRow? open = null;
        foreach (var entry in record)
        {
            switch (entry.Event)
            {
                case PageSent sent:
                    open = (open ?? new(PromiseRowKind.Page, null, entry.At, null)) with { Asked = sent.People };
                    break;
                case var ending when open is not null && EndsPage(ending, entry):
                    yield return open with
                    {
                        EndedAt = entry.At,
                        EndedBy = entry,
                    };
                    open = null;
                    break;
            }
        }

        if (open is not null)
            yield return open;
    }

    // Whoever takes the case themselves has it: the page is over, and their taking says so.
    private static bool EndsPage(CaseEvent happened, TimelineEntry entry) =>
        happened is PageAcknowledged or PageOver
        || (happened is CaseAssigned taken && entry.ActorKind == ActorKind.Person && entry.ActorId == taken.OwnerId);
}
