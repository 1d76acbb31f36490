using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Cases.Acts.Close;

/// <summary>Sends what should solve it; the customer has the ball (spec H5).</summary>
/// <param name="To">Whom it goes to; null is the contact.</param>
/// <param name="Cc">Who gets a copy; null is everybody who takes part, an empty list nobody.</param>
public sealed record OfferSolution(string Text, string? To = null, IReadOnlyList<string>? Cc = null) : IAddressesMail
{
    public Result Apply(Case target, CaseContext context) => target.OfferSolution(Text.Trim(), context);
}

/// <summary>The fault is gone: the customer said so, or they are asked (spec H5).</summary>
/// <param name="How">How they said so; asked for when they did.</param>
/// <param name="By">Who said so, when it was not the contact.</param>
/// <param name="Text">A note where they confirmed, else words to the customer.</param>
/// <param name="To">Whom it goes to; null is the contact.</param>
/// <param name="Cc">Who gets a copy; null is everybody who takes part, an empty list nobody.</param>
public sealed record ResolveCase(
    bool? ConfirmedByCustomer,
    ConfirmedBy? How,
    string? By,
    string? Text,
    string? To = null,
    IReadOnlyList<string>? Cc = null
) : IAddressesMail
{
    public Result Apply(Case target, CaseContext context) =>
        ConfirmedByCustomer!.Value ? target.Confirm(How!.Value, By?.Trim(), Text?.Trim(), context) : target.Resolve(Text?.Trim(), context);
}

/// <summary>Closes with one of the reasons and what that reason asks for (spec C1–C10).</summary>
/// <param name="To">Whom it goes to; null is the contact.</param>
/// <param name="Cc">Who gets a copy; null is everybody who takes part, an empty list nobody.</param>
public sealed record CloseCase(ClosingReason? Reason, string? Detail, string? Text, string? To = null, IReadOnlyList<string>? Cc = null)
    : IAddressesMail
{
    /// <summary>What a reason asks a colleague for in a case as it stands; null asks for nothing (spec C10).</summary>
    /// <remarks>Whoever says that the customer confirmed, or needs no answer, says who told and how, unless that is on record.</remarks>
    public static string? NeededBy(ClosingReason reason, Case target) =>
        reason switch
        {
            ClosingReason.Confirmed when target.ConfirmedAt is null => "confirmedBy",
            ClosingReason.NoLongerNeeded when target.OwesAnswer || target.Owes(Promise.PromisedCall) => "saidBy",
            _ => ClosingReasonRules.RequiredDetail(reason),
        };

    public Result Apply(Case target, CaseContext context) =>
        NeededBy(Reason!.Value, target) is { } needed && string.IsNullOrWhiteSpace(Detail)
            ? Result.Refuse("close.detail-missing", "detail", Reason, needed)
            : target.Close(Reason.Value, Detail?.Trim(), Text?.Trim(), context);
}

/// <summary>Same fault again: the same case, new clocks (spec C9).</summary>
public sealed record ReopenCase(string? Text) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.Reopen(Text?.Trim(), context);
}

/// <summary>Takes a closing back within its minute.</summary>
public sealed record UndoClose : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.UndoClose(context);
}

public sealed class OfferSolutionRules : AbstractValidator<OfferSolution>
{
    public OfferSolutionRules()
    {
        RuleFor(c => c.Text).Required().AtMost(Rules.LongText).Readable();
        this.RuleForAddresses();
    }
}

public sealed class ResolveCaseRules : AbstractValidator<ResolveCase>
{
    public ResolveCaseRules()
    {
        RuleFor(c => c.ConfirmedByCustomer).NotNull().WithErrorCode("value.required");
        RuleFor(c => c.How).NotNull().When(c => c.ConfirmedByCustomer == true).WithErrorCode("value.required");
        RuleFor(c => c.By).AtMost(Rules.ShortText).OneLine();
        RuleFor(c => c.Text).AtMost(Rules.LongText).Readable();
        this.RuleForAddresses();
    }
}

public sealed class CloseCaseRules : AbstractValidator<CloseCase>
{
    public CloseCaseRules()
    {
        RuleFor(c => c.Reason).NotNull().WithErrorCode("value.required");
        RuleFor(c => c.Detail).AtMost(Rules.ShortText).OneLine();
        RuleFor(c => c.Text).AtMost(Rules.LongText).Readable();
        this.RuleForAddresses();
    }
}

public sealed class ReopenCaseRules : AbstractValidator<ReopenCase>
{
    public ReopenCaseRules() => RuleFor(c => c.Text).AtMost(Rules.LongText).Readable();
}
