using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Cases.Acts.RequestInformation;

/// <summary>Asks the customer for logs, screenshots, diagnostics; the customer has the ball (spec H1).</summary>
/// <param name="To">Whom it goes to; null is the contact.</param>
/// <param name="Cc">Who gets a copy; null is everybody who takes part, an empty list nobody.</param>
public sealed record AskForMore(IReadOnlyList<RequestedItem>? Items, string Text, string? To = null, IReadOnlyList<string>? Cc = null)
    : IAddressesMail
{
    public Result Apply(Case target, CaseContext context) => target.AskForMore(Items!, Text.Trim(), context);
}

public sealed class AskForMoreRules : AbstractValidator<AskForMore>
{
    public AskForMoreRules()
    {
        RuleFor(c => c.Items).NotEmpty().WithErrorCode("value.required");
        RuleFor(c => c.Text).Required().AtMost(Rules.LongText).Readable();
        this.RuleForAddresses();
    }
}

public static class AskApi
{
    public static void MapAsk(this RouteGroupBuilder cases) =>
        cases.MapCommand<AskForMore>("ask", "Asks the customer for more; the customer has the ball (H1).");
}
