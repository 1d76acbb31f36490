using FluentValidation;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Cases.Acts.AskOwner;

/// <summary>Asks contacts of the customer whose serial number the case names whether the caller acts for them.</summary>
/// <param name="Contacts">Their keys; nobody is chosen beforehand.</param>
public sealed record AskSerialOwner(IReadOnlyList<string> Contacts);

public sealed class AskSerialOwnerRules : AbstractValidator<AskSerialOwner>
{
    /// <summary>More would be a circular.</summary>
    public const int Most = 5;

    public AskSerialOwnerRules()
    {
        RuleFor(a => a.Contacts).Must(c => c is { Count: > 0 }).WithErrorCode("owner.nobody");
        RuleFor(a => a.Contacts)
            .Must(c => c.Count <= Most)
            .When(a => a.Contacts is not null)
            .WithErrorCode("owner.too-many")
            .WithState(a => new object?[] { Most, a.Contacts.Count });
        RuleForEach(a => a.Contacts).Required().AtMost(Rules.ShortText).OneLine();
    }
}
