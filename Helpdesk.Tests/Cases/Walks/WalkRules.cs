using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>What holds whatever the model says, looked at from outside (spec C8, H2, I5, P3).</summary>
internal sealed class WalkRules
{
    private static readonly Act[] s_words =
    [
        Act.Reply,
        Act.Ask,
        Act.Offer,
        Act.Scope,
        Act.DeclineEscalation,
        Act.CallReached,
        Act.RangAnswered,
    ];

    private List<Instant> _contacts = [],
        _contactsBefore = [];
    private string? _standing;
    private Instant _reminded = Instant.MinValue;

    /// <summary>The rule that is broken, or null.</summary>
    /// <param name="isThisCase">Whether the act was done on this case, or on another one.</param>
    public string? Broken(Step step, bool isThisCase, View before, View after, bool isServed, Instant now) =>
        Ends(step, before, after)
        ?? (isThisCase ? Undone(step, before, after) ?? Silence(step, before, after, now) ?? Heard(step, after, isServed) : null);

    // No promise ends without an act that answers it, or a person's recorded decision.
    private static string? Ends(Step step, View before, View after)
    {
        for (var i = 0; i < before.Lines.Count && i < after.Lines.Count; i++)
        {
            var (was, line) = (before.Lines[i], after.Lines[i]);
            if (!was.IsOpen || line.IsOpen || !(line.IsAnswer || line.What == Promise.PromisedCall))
                continue;
            if (!MayEnd(step, line))
                return $"{line.What} ends as {line.How} by {step.Act}";
        }

        return null;
    }

    private static bool MayEnd(Step step, Line line) =>
        (line.How, line.What == Promise.PromisedCall) switch
        {
            (ClockEnd.Met, true) => step.Act is Act.CallReached or Act.RangAnswered || step is { Act: Act.Confirm, What: "Call" },
            (ClockEnd.Met, false) => s_words.Contains(step.Act)
                || step is { Act: Act.Resolve or Act.Close, Words: true }
                || step is { Act: Act.Confirm, What: "Call" },
            (ClockEnd.Cancelled, true) => step.Act is Act.ReleaseCall
                || step is { Act: Act.Close, What: nameof(ClosingReason.Confirmed) or nameof(ClosingReason.NoLongerNeeded) },
            (ClockEnd.Cancelled, false) => step.Act is Act.Confirm or Act.Deny or Act.Judge
                || step is { Act: Act.Close, What: nameof(ClosingReason.Confirmed) or nameof(ClosingReason.NoLongerNeeded) },
            (ClockEnd.Superseded, true) => step.Act is Act.Merge or Act.UndoMerge,
            _ => step.Act is Act.Merge or Act.UndoMerge or Act.Severity or Act.Judge or Act.Grant,
        };

    // Undoing is identity.
    private string? Undone(Step step, View before, View after)
    {
        var was = _standing;
        if (after.Status == CaseStatus.Closed && before.Status != CaseStatus.Closed)
            _standing = before.Standing;
        return step.Act is Act.UndoClose or Act.UndoMerge && was is not null && was != after.Standing
            ? $"undone, it is not as it was:\n{was}\nbut\n{after.Standing}"
            : null;
    }

    // Nobody is closed for silence before 14 days of it, and nobody is asked again who has answered or waits for us.
    private string? Silence(Step step, View before, View after, Instant now)
    {
        var closesForSilence =
            after.Status == CaseStatus.Closed
            && (step is { Act: Act.Close, What: nameof(ClosingReason.NoAnswer) } || (step.Act == Act.Keeper && before.Confirmed is null));
        if (closesForSilence && (_contacts.Count < 2 || now < _contacts[0] + Duration.FromDays(14)))
            return $"closed for silence after {_contacts.Count} contacts, the first at {_contacts.FirstOrDefault()}";
        if (step.Act == Act.Keeper && after.Status != CaseStatus.Closed)
        {
            if (!before.CustomerHasTheBall || before.OwesSomething)
                return "reminded, though it is our move";
            if (now < _reminded + Duration.FromDays(3))
                return $"reminded again, after {_reminded}";
            _reminded = now;
        }

        if (after.Status == CaseStatus.Closed && before.Status != CaseStatus.Closed)
            _contactsBefore = [.. _contacts];
        if (step.Act is Act.UndoClose or Act.UndoMerge)
        {
            _contacts = [.. _contactsBefore];
            return null;
        }

        var contact = s_words.Contains(step.Act) || step.Act is Act.Keeper or Act.CallFailed or Act.Resolve;
        if (!after.CustomerHasTheBall || !before.CustomerHasTheBall || People.IsCustomers(step.Act) || step.Act == Act.CallReached)
            _contacts.Clear();
        if (contact && after.CustomerHasTheBall && step.Act is not (Act.CallReached or Act.RangAnswered))
            _contacts.Add(now);
        return null;
    }

    // Whoever wrote or rang is to hear from us.
    private static string? Heard(Step step, View after, bool isServed) =>
        isServed && People.IsCustomers(step.Act) && step.Act is not (Act.RangAnswered or Act.ReleaseCall) && !after.OwesSomething
            ? "the customer was heard, and nothing is owed"
            : null;
}
