using FluentValidation;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Portal.CustomerPage;

namespace Helpdesk.Web.Portal.Visit;

/// <summary>Something a customer does on the page of their case.</summary>
public abstract record CustomerAct;

/// <summary>A message; the files handed in go along.</summary>
public sealed record WriteMessage(string? Text) : CustomerAct;

/// <summary>The offered solution helped (spec H5).</summary>
public sealed record ConfirmSolution : CustomerAct;

/// <summary>It did not, or not yet (spec H5).</summary>
/// <param name="Text">What is still wrong; may be empty.</param>
public sealed record RejectSolution(string? Text) : CustomerAct;

/// <summary>More urgency, and why (spec H3).</summary>
public sealed record AskForUrgency(string? BusinessImpact, bool? WorkaroundExists, bool? EffectIsSerious) : CustomerAct;

/// <summary>"Please call me" (spec P3, P11).</summary>
/// <param name="Phone">Where; shown again with the contact's own number in it.</param>
/// <param name="Text">What about, and when it suits; may be empty.</param>
public sealed record AskToBeCalled(string? Phone, string? Text) : CustomerAct;

/// <summary>The same fault again (spec C9).</summary>
/// <param name="Stated">The severity they state for it now; null where nobody asked.</param>
public sealed record ComeBack(string? Text, Helpdesk.Domain.Kernel.Severity? Stated = null) : CustomerAct;

/// <summary>No answer is needed any more (spec C2).</summary>
public sealed record NoLongerNeeded(string? Text) : CustomerAct;

/// <summary>The answer to the one question after a closing.</summary>
public sealed record Rate(int? Score) : CustomerAct;

public sealed class CustomerActRules : AbstractValidator<CustomerAct>
{
    private const int LongestText = 20_000;
    private const int LongestPhone = 50;

    // An extension alone reaches nobody.
    private const int FewestDigits = 5;

    public CustomerActRules()
    {
        // All that a whole form says may come back with the same fault.
        RuleFor(a => TextOf(a)).AtMost(LongestText).When(a => a is not ComeBack).OverridePropertyName("Text");
        RuleFor(a => TextOf(a)).AtMost(Rules.LongText).Readable().OverridePropertyName("Text");
        RuleFor(a => TextOf(a)).Required().When(a => a is AskForUrgency).OverridePropertyName("Text");
        RuleFor(a => ((AskForUrgency)a).WorkaroundExists)
            .NotNull()
            .WithErrorCode("value.required")
            .When(a => a is AskForUrgency)
            .OverridePropertyName("WorkaroundExists");
        RuleFor(a => ((AskForUrgency)a).EffectIsSerious)
            .NotNull()
            .WithErrorCode("value.required")
            .When(a => a is AskForUrgency)
            .OverridePropertyName("EffectIsSerious");
        RuleFor(a => ((AskToBeCalled)a).Phone)
            .Required()
            .AtMost(LongestPhone)
            .OneLine()
            .Must(phone => phone!.Count(char.IsDigit) >= FewestDigits)
            .WithErrorCode("phone.malformed")
            .When(a => a is AskToBeCalled)
            .OverridePropertyName("Phone");
        RuleFor(a => ((Rate)a).Score)
            .InclusiveBetween(CaseRating.Worst, CaseRating.Best)
            .NotNull()
            .WithErrorCode("value.required")
            .When(a => a is Rate)
            .OverridePropertyName("Score");
    }

    private static string? TextOf(CustomerAct act) =>
        act switch
        {
            WriteMessage write => write.Text,
            RejectSolution reject => reject.Text,
            AskForUrgency ask => ask.BusinessImpact,
            AskToBeCalled ask => ask.Text,
            ComeBack again => again.Text,
            NoLongerNeeded end => end.Text,
            _ => null,
        };
}
