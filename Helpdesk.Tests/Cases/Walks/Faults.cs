using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>A console that is wrong in one way, as it would look from outside.</summary>
internal sealed record Fault(string Name, Misreport Makes);

/// <summary>Faults that the walk must find: they guard the guard.</summary>
internal static class Faults
{
    private static readonly Duration s_day = Duration.FromDays(1);

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("a reply leaves the callback open", Lines(Act.Reply, Unended(Promise.Callback))),
        new("a question leaves the first response open", Lines(Act.Ask, Unended(Promise.FirstResponse))),
        new(
            "a promised call ends by a reply",
            Lines(Act.Reply, (l, _) => l is { What: Promise.PromisedCall, IsOpen: true } ? Dropped(l) : l)
        ),
        new(
            "a call kept in time is missed",
            Lines(Act.CallReached, (l, b) => l.What == Promise.PromisedCall && IsNewlyEnded(l, b) ? l with { Late = true } : l)
        ),
        new("a missed call promises nothing", Forgets(Act.RangMissed, Promise.Callback)),
        new("a word after the first answer starts nothing", Forgets(Act.Writes, Promise.Callback)),
        new(
            "a call for a named time is due by the programme",
            Lines(
                Act.PromiseCall,
                (l, b) => l.What == Promise.PromisedCall && IsNew(l, b) ? l with { Due = l.From + Duration.FromHours(2) } : l
            )
        ),
        new("raised to Emergency, an answered case is promised nothing", Forgets(Act.Severity, Promise.Callback)),
        new(
            "a lowered severity counts from the change",
            Lines(
                Act.Severity,
                (l, b) =>
                    l.What == Promise.FirstResponse && l.Due is { } d && IsNew(l, b) && b.Lines.Any(x => x.From == l.From)
                        ? l with
                        {
                            Due = d + Duration.FromHours(1),
                        }
                        : l
            )
        ),
        new("reopening starts no first response", Forgets(Act.Reopen, Promise.FirstResponse)),
        new(
            "a wait for the makers ends the callback",
            Lines(Act.WaitVendor, (l, _) => l is { What: Promise.Callback, IsOpen: true } ? Dropped(l) : l)
        ),
        new(
            "the ball stays with the makers when the customer writes",
            (s, i, b, a) =>
                s.Act == Act.Writes && s.Case == i && b[i].Status == CaseStatus.WaitingOnVendor
                    ? a with
                    {
                        Status = CaseStatus.WaitingOnVendor,
                    }
                    : a
        ),
        new("silence is counted twice", (_, i, b, a) => a.Contacts > b[i].Contacts ? a with { Contacts = a.Contacts + 1 } : a),
        new(
            "closed for silence a day early",
            (_, _, _, a) => a.SilenceCloses && a.Confirmed is null ? a with { SilenceAt = a.SilenceAt - s_day } : a
        ),
        new(
            "reminded a day early",
            (_, _, _, a) => a is { SilenceAt: { } at, SilenceCloses: false } ? a with { SilenceAt = at - s_day } : a
        ),
        new(
            "contacts of an earlier wait count",
            (s, i, b, a) => s is { Act: Act.WaitCustomer } && s.Case == i && b[i].Contacts > 0 ? a with { Contacts = b[i].Contacts } : a
        ),
        new(
            "a promised call does not hold silence up",
            (s, i, b, a) =>
                s.Case == i
                && a is { CustomerHasTheBall: true, SilenceAt: null }
                && a.Lines.Any(l => l is { IsOpen: true, What: Promise.PromisedCall })
                    ? a with
                    {
                        SilenceAt = s.At + s_day,
                    }
                    : a
        ),
        new("merging forgets the callback", Merged(l => l.What == Promise.Callback)),
        new("merging forgets the promised call", Merged(l => l.What == Promise.PromisedCall)),
        new(
            "merging forgets the escalation",
            (s, i, b, a) => s.Act == Act.Merge && s.Other == i ? a with { Escalated = b[i].Escalated } : a
        ),
        new(
            "merging forgets the graver severity",
            (s, i, b, a) => s.Act == Act.Merge && s.Other == i ? a with { Proposal = b[i].Proposal } : a
        ),
        new(
            "undoing a closing forgets the escalation",
            (s, i, _, a) => s.Act == Act.UndoClose && s.Case == i ? a with { Escalated = null } : a
        ),
        new("undoing a closing forgets what ran", Lines(Act.UndoClose, (l, b) => l.IsOpen && b.Lines.All(x => !x.IsOpen) ? Dropped(l) : l)),
        new(
            "undoing a merge leaves what came over",
            (s, i, b, a) => s.Act == Act.UndoMerge && s.Other == i ? a with { Lines = b[i].Lines } : a
        ),
        new("an hour lost where clocks are changed", (_, _, _, a) => a with { Lines = [.. a.Lines.Select(SkipsAnHour)] }),
        new("other holidays move nothing", (s, i, b, a) => s.Act == Act.Holidays ? a with { Lines = b[i].Lines } : a),
        new(
            "other targets move what runs",
            (s, _, _, a) =>
                s.Act == Act.Targets ? a with { Lines = [.. a.Lines.Select(l => l.IsOpen ? l with { Due = l.Due + s_day } : l)] } : a
        ),
        new("a case that is split is rid of its promises", Lines(Act.Split, (l, _) => l.IsOpen ? Dropped(l) : l)),
        new(
            "a second question is promised nothing",
            (s, i, b, a) => s.Act == Act.Split && ReferenceEquals(b[i], a) ? a with { Lines = [] } : a
        ),
        new("a holiday counts like any day", (_, _, _, a) => a with { Lines = [.. a.Lines.Select(HolidayCounts)] }),
        new(
            "an exception drops the promised call",
            Lines(Act.Grant, (l, _) => l is { What: Promise.PromisedCall, IsOpen: true } ? Dropped(l) : l)
        ),
        new(
            "declining an exception drops the promised call",
            Lines(Act.Deny, (l, _) => l is { What: Promise.PromisedCall, IsOpen: true } ? Dropped(l) : l)
        ),
        new("what ended late is told as kept", (_, _, _, a) => a with { Lines = [.. a.Lines.Select(l => l with { Late = false })] }),
        new("whoever takes last has it", (s, i, _, a) => s.Act == Act.Take && s.Case == i ? a with { Owner = null } : a),
    ];

    private static Misreport Lines(Act act, Func<Line, View, Line> change) =>
        (s, i, b, a) => s.Act == act && s.Case == i ? a with { Lines = [.. a.Lines.Select(l => change(l, b[i]))] } : a;

    private static Func<Line, View, Line> Unended(Promise what) =>
        (l, before) => l.What == what && IsNewlyEnded(l, before) ? l with { Ended = null, How = null, Late = false } : l;

    private static Misreport Forgets(Act act, Promise what) =>
        (s, i, b, a) => s.Act == act && s.Case == i ? a with { Lines = [.. a.Lines.Where(l => l.What != what || !IsNew(l, b[i]))] } : a;

    private static Misreport Merged(Func<Line, bool> which) =>
        (s, i, b, a) => s.Act == Act.Merge && s.Other == i ? a with { Lines = [.. a.Lines.Where(l => !which(l) || !IsNew(l, b[i]))] } : a;

    private static bool IsNew(Line line, View before) => line.IsOpen && !before.Lines.Contains(line);

    private static bool IsNewlyEnded(Line line, View before) =>
        !line.IsOpen && before.Lines.Any(b => b.IsOpen && b.What == line.What && b.From == line.From);

    private static Line Dropped(Line line) => line with { Ended = line.From, How = ClockEnd.Cancelled };

    private static Line SkipsAnHour(Line line)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        return
            line is { Due: { } due, What: not Promise.PromisedCall }
            && zone.GetUtcOffset(line.From) != zone.GetUtcOffset(due)
            && due - line.From > Duration.FromHours(20)
            ? line with
            {
                Due = due + Duration.FromHours(1),
            }
            : line;
    }

    // The third of November, as one day of those that are forgotten.
    private static Line HolidayCounts(Line line) =>
        line is { Due: { } due, What: not Promise.PromisedCall }
        && line.From < Instant.FromUtc(2026, 11, 3, 0, 0)
        && due > Instant.FromUtc(2026, 11, 3, 15, 0)
            ? line with
            {
                Due = due - s_day,
            }
            : line;
}
