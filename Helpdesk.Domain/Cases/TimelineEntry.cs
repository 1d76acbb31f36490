using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>
/// One line of the append-only record: what happened, when, and who did it. All lines of all cases form one chain, each with the
/// hash of the one before it; whoever saves them fills in the link.
/// </summary>
public sealed class TimelineEntry
{
    // Only until it is stored: addresses stand with the mail, where they can be erased.
    private readonly MailRecipients? _addressed;

    private TimelineEntry() { }

    public TimelineEntry(Instant at, Actor actor, CaseEvent happened, int caseVersion, MailRecipients? addressed = null)
    {
        _addressed = addressed;
        (At, ActorKind, ActorId, ActorName, Event, Voice, CaseVersion) = (
            at,
            actor.Kind,
            actor.Id,
            actor.Name,
            happened,
            happened.Voice,
            caseVersion
        );
        if (happened.Words is not { } words)
            return;
        (Reply, Note, Customer) = Voice switch
        {
            Voice.Reply => (new ReplyWords(words), null, null),
            Voice.Customer => (null, null, new CustomerOwnWords(words)),
            _ => ((ReplyWords?)null, new NoteWords(words), (CustomerOwnWords?)null),
        };
    }

    /// <summary>Its place in the chain: the one before plus one.</summary>
    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public string CaseNumber { get; private set; } = "";

    public Instant At { get; private set; }

    public ActorKind ActorKind { get; private set; }

    public Guid? ActorId { get; private set; }

    public string ActorName { get; private set; } = "";

    /// <summary>The version of the case that this entry is part of.</summary>
    public int CaseVersion { get; private set; }

    public CaseEvent Event { get; private set; } = null!;

    /// <summary>Whose words belong to it, should it have any.</summary>
    public Voice Voice { get; private set; }

    /// <summary>SHA-256 of the words; null when it never had any.</summary>
    public byte[]? WordsHash { get; private set; }

    /// <summary>Hash of the entry before it.</summary>
    public byte[] PreviousHash { get; private set; } = [];

    /// <summary>SHA-256 of everything above, <see cref="CaseId"/> excepted: the number stands for the case.</summary>
    public byte[] Hash { get; private set; } = [];

    public ReplyWords? Reply { get; private set; }

    public NoteWords? Note { get; private set; }

    public CustomerOwnWords? Customer { get; private set; }

    /// <summary>What was written, said or asked; null when there was nothing, or when it was erased.</summary>
    public string? Words => Reply?.Text ?? Note?.Text ?? Customer?.Text;

    /// <summary>Whom its mail goes to, as long as it is not stored; null is the contact and everybody who takes part.</summary>
    public MailRecipients? Addressed() => _addressed;
}
