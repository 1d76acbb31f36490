using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Cases;

/// <content>Who hears of the case beside its contact (spec I5, H2).</content>
public sealed partial class Case
{
    /// <summary>The most that take part beside the contact: more is a distribution list, not a conversation.</summary>
    public const int MostParticipants = 20;

    private readonly List<CaseParticipant> _participants = [];

    /// <summary>Those who take part beside the contact; empty where they were not loaded.</summary>
    public IReadOnlyList<CaseParticipant> Participants => _participants;

    /// <summary>Whether mail of this address is the customer's word on this case.</summary>
    public bool TakesPart(string address) => IsContact(address) || _participants.Exists(p => Same(p.Address, address));

    /// <summary>Takes people in who were not there; whoever is, stays as they are.</summary>
    public Result AddParticipants(IReadOnlyList<MailName> people, ParticipantSource source, CaseContext context)
    {
        if (ErasedAt is not null)
            return Result.Refuse("case.erased");
        if (source is ParticipantSource.Added && people.Count(p => !TakesPart(p.Address)) + _participants.Count > MostParticipants)
            return Result.Refuse("participants.too-many", "address", MostParticipants);
        if (Join(people, source, null, context) is not { } joined)
            return Result.Ok;
        Record(context, joined);
        Touch(context);
        return Result.Ok;
    }

    /// <summary>Lets somebody go: they hear nothing more, and their mail is a stranger's again.</summary>
    public Result RemoveParticipant(string address, CaseContext context)
    {
        if (_participants.RemoveAll(p => Same(p.Address, address)) == 0)
            return Result.Refuse("participants.unknown", "address", address);
        Record(context, new ParticipantLeft());
        Touch(context);
        return Result.Ok;
    }

    private bool IsContact(string address) => Same(Contact.Email, address);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private ParticipantsJoined? Join(IEnumerable<MailName> people, ParticipantSource source, string? fromCase, CaseContext context)
    {
        List<MailName> fresh =
        [
            .. people
                .Where(p => p.Address.Length > 0 && !TakesPart(p.Address))
                .DistinctBy(p => p.Address, StringComparer.OrdinalIgnoreCase),
        ];
        var taken = fresh.Take(MostParticipants - _participants.Count).ToList();
        _participants.AddRange(taken.Select(p => new CaseParticipant(p, source, context.Now, fromCase)));
        return fresh.Count == 0 ? null : new(source, taken.Count, fresh.Count - taken.Count);
    }

    // The contact of a duplicate goes on hearing, and whoever heard of it with them.
    private void TakeInPeopleOf(Case duplicate, CaseContext context)
    {
        List<MailName> people = [new(duplicate.Contact.Email, duplicate.Contact.Name), .. duplicate._participants.Select(p => p.AsName)];
        if (Join(people, ParticipantSource.Merged, duplicate.Number, context) is { } joined)
            Record(context, joined);
    }

    private void GiveBackPeopleOf(Case duplicate) => _participants.RemoveAll(p => p.FromCase == duplicate.Number);

    private Result? RefusedRecipients(MailRecipients? wanted) =>
        wanted is not null && Unknown(wanted).Count + _participants.Count > MostParticipants
            ? Result.Refuse("participants.too-many", "cc", MostParticipants)
            : null;

    // Whoever was added to a mail may answer it, and hears the next one.
    private void JoinRecipients(MailRecipients? wanted, CaseContext context)
    {
        if (wanted is not null && Join(Unknown(wanted), ParticipantSource.Added, null, context) is { } joined)
            Record(context, joined);
    }

    private List<MailName> Unknown(MailRecipients wanted) =>
        [
            .. (wanted.Cc ?? [])
                .Concat(wanted.To is { } to ? [to] : [])
                .Where(a => !TakesPart(a))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(a => new MailName(a)),
        ];
}

/// <summary>Whom a mail goes to.</summary>
/// <param name="To">Null is the contact.</param>
/// <param name="Cc">Null is everybody who takes part.</param>
public sealed record MailRecipients(string? To, IReadOnlyList<string>? Cc)
{
    public static readonly MailRecipients Default = new(null, null);
}
