using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Privacy;

/// <summary>Erases one contact's personal data for good.</summary>
/// <param name="Repeated">The address typed once more: it cannot be taken back.</param>
public sealed record EraseContact(string? Email, string? Repeated);

public sealed class EraseContactRules : AbstractValidator<EraseContact>
{
    public EraseContactRules()
    {
        RuleFor(e => e.Email).Required().AtMost(254).OneLine();
        RuleFor(e => e.Repeated)
            .Must((erase, repeated) => string.Equals(erase.Email?.Trim(), repeated?.Trim(), StringComparison.OrdinalIgnoreCase))
            .WithErrorCode("privacy.repeat");
    }
}

public sealed class EraseContactHandler(ContactEraser eraser, ContactQuery contacts, IValidator<EraseContact> rules)
{
    /// <returns>How many cases were emptied; refusals: <c>auth.forbidden</c>, <c>privacy.unknown</c>, <c>privacy.case-open</c>,
    /// <c>privacy.repeat</c>.</returns>
    public async Task<Result<int>> HandleAsync(EraseContact command, ClaimsPrincipal who)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<int>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<int>.Refuse(wrong.ToErrors());
        var email = command.Email!.Trim();
        if (await contacts.FindAsync(email, who, CancellationToken.None) is { IsOk: false } unknown)
            return Result<int>.Refuse(unknown.Errors);
        return await eraser.EraseAsync(
            cases => cases.Where(c => c.Contact.Email == email),
            email,
            AdminActs.ContactErased,
            who.ToActor(),
            CancellationToken.None
        );
    }
}
