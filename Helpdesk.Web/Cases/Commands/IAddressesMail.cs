using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Cases.Acts.Participants;

namespace Helpdesk.Web.Cases.Commands;

/// <summary>A command whose mail goes to whom its writer chose (spec I5).</summary>
public interface IAddressesMail : ICaseCommand
{
    /// <summary>Whom it goes to; null is the contact.</summary>
    string? To { get; }

    /// <summary>Who gets a copy; null is everybody who takes part, an empty list nobody.</summary>
    IReadOnlyList<string>? Cc { get; }
}

/// <summary>What all commands that address mail have in common.</summary>
public static class MailAddressing
{
    /// <summary>Whom the mail goes to, or null where nobody was chosen.</summary>
    public static MailRecipients? Recipients(this IAddressesMail command) =>
        command.To is null && command.Cc is null
            ? null
            : new(command.To?.Trim(), command.Cc is null ? null : [.. command.Cc.Select(c => c.Trim())]);

    /// <summary>Each is a mail address, and there are not too many.</summary>
    public static void RuleForAddresses<T>(this AbstractValidator<T> rules)
        where T : IAddressesMail
    {
        rules.RuleFor(c => c.To).MailAddress().When(c => c.To is not null);
        rules
            .RuleFor(c => c.Cc)
            .Must(cc => cc is null || cc.Count <= Case.MostParticipants)
            .WithErrorCode("participants.too-many")
            .WithState(_ => new object?[] { Case.MostParticipants });
        rules.RuleForEach(c => c.Cc).MailAddress().OverridePropertyName("Cc");
    }
}
