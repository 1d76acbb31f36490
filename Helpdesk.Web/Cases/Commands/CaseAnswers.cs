using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Workforce;
using NodaTime;

namespace Helpdesk.Web.Cases.Commands;

/// <summary>A case as the API shows it.</summary>
public sealed record CaseAnswer(
    string Number,
    int Version,
    CaseStatus Status,
    BallAnswer Ball,
    Severity Severity,
    Severity StatedSeverity,
    SupportTier Tier,
    VerdictAnswer Verdict,
    IReadOnlyList<ClockAnswer> Clocks,
    string Subject,
    string Product,
    string ProductVersion,
    string? SerialNumber,
    string Customer,
    string? Owner,
    Channel Channel,
    RequestType RequestType,
    Instant OpenedAt,
    int ReopenCount,
    IReadOnlyList<CaseAction> Allowed,
    SuggestedOwner? SuggestedOwner
)
{
    /// <summary>The help desk it was moved in from; null for a case of this one.</summary>
    public string? MovedFrom { get; init; }

    /// <summary>Its number there.</summary>
    public string? OldNumber { get; init; }

    /// <summary>Who gets our words beside the contact; with one case read by its number alone.</summary>
    public IReadOnlyList<ParticipantAnswer> Participants { get; init; } = [];
}

/// <summary>Somebody who takes part in a case.</summary>
/// <param name="FromCase">Number of the merged case they came with, or null.</param>
public sealed record ParticipantAnswer(string Address, string? Name, ParticipantSource Source, Instant Since, string? FromCase);

/// <summary>Who should have a case that nobody has (spec U2).</summary>
/// <param name="Person">User name.</param>
/// <param name="Text">The reasons in the caller's language: "knows ImageManager, 3 open, Japanese".</param>
public sealed record SuggestedOwner(string Person, string Name, IReadOnlyList<PlacementReason> Reasons, string Text);

public sealed record BallAnswer(Ball With, Instant Since);

public sealed record VerdictAnswer(
    VerdictKind Kind,
    IReadOnlyList<ReasonAnswer> Reasons,
    Severity? MostSevere,
    string? Contract,
    LocalDate? CoveredUntil
);

/// <param name="Text">The reason in the caller's language.</param>
public sealed record ReasonAnswer(string Rule, string Code, IReadOnlyList<string> Args, string Text);

/// <param name="RemainingSeconds">Calendar time left; negative is late by that much.</param>
/// <param name="Verdict">What reports count it as.</param>
/// <param name="Running">False while the calendar is closed, the clock waits for the customer, or it has ended.</param>
public sealed record ClockAnswer(
    ClockKind Kind,
    int Cycle,
    string Calendar,
    Instant StartedAt,
    double TargetSeconds,
    Instant? DueAt,
    ClockState State,
    double RemainingSeconds,
    bool Running,
    Instant? EndedAt,
    ClockVerdict Verdict
);

/// <summary>Makes the API's picture of a case.</summary>
public sealed class CaseAnswers(
    SupportProgramme programme,
    AgentPool agents,
    PeopleDirectory people,
    DomainWords words,
    PlacementWords placement,
    IClock clock
)
{
    public CaseAnswer Of(Case c)
    {
        var now = clock.GetCurrentInstant();
        return new(
            c.Number,
            c.Version,
            c.Status,
            new(c.Ball, c.BallSince),
            c.Severity,
            c.StatedSeverity,
            c.Tier,
            Of(c.Verdict),
            [.. c.Clocks.OrderBy(k => k.Cycle).ThenBy(k => k.StartedAt).Select(k => Of(k, now))],
            c.Subject,
            c.ProductCode,
            c.ProductVersion,
            c.SerialNumber,
            c.CustomerShown,
            c.OwnerName,
            c.Channel,
            c.RequestType,
            c.OpenedAt,
            c.ReopenCount,
            [.. CaseTransitions.Allowed(c.Status)],
            Suggest(c)
        )
        {
            MovedFrom = c.MovedFrom,
            OldNumber = c.OldNumber,
            Participants = [.. c.Participants.Select(p => new ParticipantAnswer(p.Address, p.Name, p.Source, p.Since, p.FromCase))],
        };
    }

    private SuggestedOwner? Suggest(Case c) =>
        c is { OwnerId: null, Ball: Ball.Us } && agents.Suggest(CaseFacts.Of(c)) is [var best, ..]
            ? new(people.Find(best.Agent.Id)?.UserName ?? "", best.Agent.Name, best.Reasons, placement.Of(best.Reasons))
            : null;

    public VerdictAnswer Of(Verdict v) =>
        new(
            v.Kind,
            [.. v.Reasons.Select(r => new ReasonAnswer(r.Rule, r.Code, r.Args, words.Reason(r, programme.Zone)))],
            v.MostSevere,
            v.ContractNumber,
            v.CoveredUntil
        );

    private ClockAnswer Of(CaseClock k, Instant now)
    {
        var reading = k.Read(programme, now);
        return new(
            k.Kind,
            k.Cycle,
            k.CalendarId,
            k.StartedAt,
            k.Target.TotalSeconds,
            k.DueAt,
            reading.State,
            reading.Remaining.TotalSeconds,
            reading.IsRunning,
            k.EndedAt,
            k.Verdict(now)
        );
    }
}
