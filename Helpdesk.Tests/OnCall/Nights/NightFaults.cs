using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Cases.Walks;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Nights;

/// <summary>A console that is wrong at night in one way, as it would look from outside.</summary>
internal sealed record NightFault(string Name, NightMisreport Makes);

/// <summary>Faults that the nights must find: they guard the guard.</summary>
internal static class NightFaults
{
    public static IReadOnlyList<NightFault> All { get; } =
    [
        new("given back to the queue, nobody is asked", Silent(Act.Unassign)),
        new("laid on a colleague's desk, it counts as theirs", Silent(Act.Assign)),
        new("a customer's word asks nobody", Silent(Act.Writes)),
        new("raised to Emergency, nobody is asked", Silent(Act.Severity)),
        new("an escalation asks nobody", Silent(Act.Escalates)),
        new("a hotline call asks nobody", Silent(Act.Hotline)),
        new("a missed call asks nobody", Silent(Act.RangMissed)),
        new("whoever is switched off keeps the case", Silent(Act.SwitchOff)),
        new("a hot duplicate asks nobody", Silent(Act.Merge)),
        new(
            "what was acknowledged is held for ever",
            (s, i, b, a) => IsNew(s, b[i], a) && s.Act == Act.Look && a.Case.Owner is not null ? a.Silent : a
        ),
        new("at risk nobody else is asked", (s, i, b, a) => IsNew(s, b[i], a) && s.Act == Act.Look && IsAtRisk(s, a) ? a.Silent : a),
        new(
            "a call promised for tonight wakes nobody",
            (s, i, b, a) => IsNew(s, b[i], a) && s.Act == Act.Look && a.Case.Lines.Any(IsPromisedCall) ? a.Silent : a
        ),
        new("a weekend is one night", (_, _, _, a) => a.PageSince is { } at && Day(at) == IsoDayOfWeek.Sunday ? a.Silent : a),
        new("a restart forgets who was asked", (s, _, _, a) => s.Act == Act.Restart ? a.Silent : a),
        new("nobody is asked a second time", (_, _, _, a) => a.IsAsking ? a with { AskedAt = a.PageSince } : a),
        new("a page asks nobody", (_, _, _, a) => a with { Asked = [] }),
        new("whoever lost the role is asked", (_, _, _, a) => a.IsAsking ? a with { Asked = [.. a.Asked, NightHouse.Ueda] } : a),
        new("a new need begins with the secondary", (_, _, _, a) => a with { FirstAsked = [.. a.FirstAsked.Where(IsSecondary)] }),
        new("answered, it asks on", (s, i, b, a) => s.Act == Act.Reply && b[i].IsAsking && !a.IsAsking ? b[i] with { Case = a.Case } : a),
        new("a colleague's note ends a page", (s, _, _, a) => s.Act == Act.Note ? a.Silent : a),
        new("an acknowledgement ends nothing", (s, i, b, a) => s.Act == Act.Acknowledge && b[i].IsAsking ? b[i] with { Case = a.Case } : a),
    ];

    private static NightMisreport Silent(Act act) => (s, i, b, a) => s.Act == act && IsNew(s, b[i], a) ? a.Silent : a;

    private static bool IsNew(Step step, NightView before, NightView after) => after.PageSince == step.At && before.PageSince != step.At;

    private static bool IsAtRisk(Step step, NightView seen) =>
        seen.Case.Lines.Any(l => l is { IsOpen: true, Due: { } due } && l.From + ((due - l.From) * 0.7) == step.At);

    private static bool IsPromisedCall(Line line) => line is { IsOpen: true, What: Promise.PromisedCall };

    private static bool IsSecondary(int person) => person is NightHouse.Ito or NightHouse.Sato or NightHouse.Wagner;

    private static IsoDayOfWeek Day(Instant at) => at.InZone(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).DayOfWeek;
}
