using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Gives a layer to somebody for a while, or changes the override whose <see cref="Id"/> is given (spec U3).</summary>
/// <param name="Version">The one that was edited; a newer one refuses.</param>
/// <param name="From">What is over by then stays as it was: an earlier one counts as now.</param>
public sealed record SaveOverride(Guid? Id, int Version, OnCallLayer Layer, Guid PersonId, Instant From, Instant Until, string? Reason)
{
    public TimeRange Time => new(From, Until);
}

/// <summary>What was saved.</summary>
/// <param name="Before">How a changed one was, for an undo.</param>
public sealed record SavedOverride(Guid Id, int Version, TimeRange Time, SaveOverride? Before);

/// <summary>Takes back an override that has not begun, or ends a running one now.</summary>
public sealed record CancelOverride(Guid Id);

/// <summary>Undoes a taking back: the override is as it was.</summary>
public sealed record RestoreOverride(Guid Id, Instant Until);

public sealed class SaveOverrideRules : AbstractValidator<SaveOverride>
{
    /// <summary>Whoever takes longer has a turn: that is for the rotation.</summary>
    public static readonly Duration Longest = Duration.FromDays(31);

    private const int LongestReason = 200;

    public SaveOverrideRules(PeopleDirectory people)
    {
        RuleFor(o => o.Layer).IsInEnum().WithErrorCode("enum.unknown").WithState((_, layer) => new object?[] { (int)layer });
        RuleFor(o => o.PersonId)
            .Must(id => people.Find(id) is { Active: true })
            .WithErrorCode("owner.unknown")
            .WithState((_, id) => new object?[] { id });
        RuleFor(o => o.Until)
            .Must((o, until) => until > o.From)
            .WithErrorCode("override.ends-before")
            .WithState(o => new object?[] { o.From });
        RuleFor(o => o.Until)
            .Must((o, until) => until <= o.From || until - o.From <= Longest)
            .WithErrorCode("override.too-long")
            .WithState(_ => new object?[] { (int)Longest.TotalDays });
        RuleFor(o => o.Reason)
            .Must(r => r is null || r.Length <= LongestReason)
            .WithErrorCode("override.reason-too-long")
            .WithState((_, r) => new object?[] { r!.Length, LongestReason });
    }
}
