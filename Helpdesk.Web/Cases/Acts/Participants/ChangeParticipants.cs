using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Cases.Acts.Participants;

/// <summary>Lets somebody take part: they hear our words, and their mail is the customer's word (issue 17, spec I5).</summary>
public sealed record AddParticipant(string? Address, string? Name = null) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) =>
        target.TakesPart(Address!.Trim())
            ? Result.Refuse("participants.there-already", "address", Address.Trim())
            : target.AddParticipants(
                [new(Address.Trim(), string.IsNullOrWhiteSpace(Name) ? null : Name.Trim())],
                ParticipantSource.Added,
                context
            );
}

public sealed class AddParticipantRules : AbstractValidator<AddParticipant>
{
    private const int LongestName = 120;

    public AddParticipantRules()
    {
        RuleFor(c => c.Address).Required().MailAddress();
        RuleFor(c => c.Name).AtMost(LongestName).OneLine();
    }
}

/// <summary>Lets somebody go who took part.</summary>
public sealed record RemoveParticipant(string? Address) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.RemoveParticipant(Address!.Trim(), context);
}

public sealed class RemoveParticipantRules : AbstractValidator<RemoveParticipant>
{
    public RemoveParticipantRules() => RuleFor(c => c.Address).Required().AtMost(Addresses.Longest);
}

/// <summary>What an address must look like before a mail is written to it.</summary>
public static class Addresses
{
    /// <summary>Longest address in characters (RFC 5321).</summary>
    public const int Longest = 254;

    public static IRuleBuilderOptions<T, string?> MailAddress<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(a => string.IsNullOrWhiteSpace(a) || IsOne(a.Trim()))
            .WithErrorCode("participants.malformed")
            .WithState((_, a) => new object?[] { a });

    /// <summary>A plain address of one person, with a host that has a dot.</summary>
    public static bool IsOne(string text) =>
        text.Length is > 2 and <= Longest
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';')
        && System.Net.Mail.MailAddress.TryCreate(text, out var parsed)
        && parsed.Address == text
        && parsed.Host.Contains('.', StringComparison.Ordinal);
}
