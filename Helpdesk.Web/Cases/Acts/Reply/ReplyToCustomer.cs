using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Acts.Participants;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Cases.Acts.Reply;

/// <summary>A reply as it was sent to the customer; meets the first response (spec H2).</summary>
/// <param name="SeenVersion">The version the writer had read; with it, a message that came in between is asked about first.</param>
/// <param name="Language">"ja" or "en", what it is written in; null is the customer's language (spec P9).</param>
/// <param name="Files">Ids of files that the writer has laid ready; they go to the customer with it.</param>
/// <param name="To">Whom it goes to; null is the contact.</param>
/// <param name="Cc">Who gets a copy; null is everybody who takes part, an empty list nobody.</param>
public sealed record ReplyToCustomer(
    string Text,
    int? SeenVersion = null,
    string? Language = null,
    IReadOnlyList<long>? Files = null,
    string? To = null,
    IReadOnlyList<string>? Cc = null
) : IAddressesMail, IBringsFiles
{
    public Result Apply(Case target, CaseContext context) => target.Reply(Text.Trim(), SeenVersion, context, Language);
}

public sealed class ReplyToCustomerRules : AbstractValidator<ReplyToCustomer>
{
    public ReplyToCustomerRules()
    {
        RuleFor(c => c.Text).Required().AtMost(Rules.LongText).Readable();
        RuleFor(c => c.Language)
            .Must(l => l is null or "ja" or "en")
            .WithErrorCode("language.unknown")
            .WithState(c => new object?[] { c.Language });
        this.RuleForAddresses();
    }
}

/// <summary>A note that only colleagues read; never answers a clock.</summary>
/// <param name="Files">Ids of files that the writer has laid ready; they stay inside with it.</param>
public sealed record AddNote(string Text, IReadOnlyList<long>? Files = null) : ICaseCommand, IBringsFiles
{
    public Result Apply(Case target, CaseContext context) => target.Note(Text.Trim(), context);
}

public sealed class AddNoteRules : AbstractValidator<AddNote>
{
    public AddNoteRules() => RuleFor(c => c.Text).Required().AtMost(Rules.LongText).Readable();
}

/// <summary>Something the customer said on any channel, written down by whoever heard it; the ball is ours again.</summary>
public sealed record RecordCustomerMessage(string Text) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.CustomerMessage(Text.Trim(), context);
}

public sealed class RecordCustomerMessageRules : AbstractValidator<RecordCustomerMessage>
{
    public RecordCustomerMessageRules() => RuleFor(c => c.Text).Required().AtMost(Rules.LongText).Readable();
}
