using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>A promise as somebody who looks at the case sees it.</summary>
internal sealed record Line(Promise What, int Cycle, Instant From, Instant? Due, Instant? Ended, ClockEnd? How, bool Late)
{
    public bool IsOpen => Ended is null;

    public bool IsAnswer => What is Promise.FirstResponse or Promise.Callback;
}

/// <summary>Where a case stands and what is promised there: what console and model are compared by.</summary>
internal sealed record View
{
    public CaseStatus Status { get; init; }

    public Severity Severity { get; init; }

    public SupportTier Tier { get; init; }

    public int? Owner { get; init; }

    public int Cycle { get; init; }

    public int Reopens { get; init; }

    public int Version { get; init; }

    public Instant? Escalated { get; init; }

    public Instant? Vendor { get; init; }

    public Instant? Confirmed { get; init; }

    public Severity? Proposal { get; init; }

    public int Contacts { get; init; }

    public Instant? FirstContact { get; init; }

    public Instant? SilenceAt { get; init; }

    public bool SilenceCloses { get; init; }

    /// <summary>What the check of older cases says is missing: never anything in a case of today.</summary>
    public PromiseGap? Gap { get; init; }

    public IReadOnlyList<Line> Lines { get; init; } = [];

    public bool CustomerHasTheBall => Status is CaseStatus.WaitingOnCustomer or CaseStatus.SolutionOffered or CaseStatus.Resolved;

    public bool OwesSomething => Escalated is not null || Lines.Any(l => l.IsOpen && (l.IsAnswer || l.What == Promise.PromisedCall));

    public static View Of(Case c, SupportProgramme programme)
    {
        var (wait, plan) = (c.SilentWait, c.SilencePlan(programme));
        var over = c.Status is CaseStatus.Resolved or CaseStatus.Closed;
        return new()
        {
            Status = c.Status,
            Severity = c.Severity,
            Tier = c.Tier,
            Owner = People.NumberOf(c.OwnerId),
            Cycle = c.Cycle,
            Reopens = c.ReopenCount,
            Version = c.Version,
            Escalated = c.EscalatedAt,
            Vendor = over ? null : c.VendorSince,
            Confirmed = c.Status == CaseStatus.Resolved ? c.ConfirmedAt : null,
            Proposal = c.Proposal?.Severity,
            Contacts = wait?.Contacts ?? 0,
            FirstContact = wait?.FirstContactAt,
            SilenceAt = plan?.At,
            SilenceCloses = plan?.IsClosing ?? false,
            Gap = c.Gap(programme),
            Lines =
            [
                .. c
                    .Clocks.OrderBy(k => k.Id)
                    .Select(k => new Line(k.Promise, k.Cycle, k.StartedAt, k.DueAt, k.EndedAt, k.EndedAs, k.WasMissed)),
            ],
        };
    }

    /// <summary>The case without its version and without what is over: what undoing has to bring back.</summary>
    public string Standing => Text(this with { Version = 0, Lines = [.. Lines.Where(l => l.IsOpen)] });

    /// <summary>Where two differ, or null.</summary>
    public static string? Difference(View console, View model)
    {
        if (console with { Lines = [] } == model with { Lines = [] } && SameLines(console.Lines, model.Lines))
            return null;
        var (one, other) = (Text(console).Split('\n'), Text(model).Split('\n'));
        return one.SequenceEqual(other)
            ? null
            : $"console: {string.Join(" | ", one.Except(other))}\n  model: {string.Join(" | ", other.Except(one))}";
    }

    private static bool SameLines(IReadOnlyList<Line> one, IReadOnlyList<Line> other)
    {
        var left = other.ToList();
        return one.Count == other.Count && one.All(left.Remove);
    }

    private static string Text(View v) =>
        string.Join(
            '\n',
            [
                $"{v.Status}",
                $"severity {v.Severity}",
                $"tier {v.Tier}",
                $"owner {v.Owner}",
                $"cycle {v.Cycle} reopened {v.Reopens}",
                $"version {v.Version}",
                $"escalated {v.Escalated}",
                $"vendor {v.Vendor}",
                $"confirmed {v.Confirmed}",
                $"proposal {v.Proposal}",
                $"contacts {v.Contacts} first {v.FirstContact}",
                $"silence {v.SilenceAt} {(v.SilenceCloses ? "closes" : "reminds")}",
                .. v.Lines.Select(l => l.ToString()).Order(StringComparer.Ordinal),
            ]
        );
}
