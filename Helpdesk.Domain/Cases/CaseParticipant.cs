using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>How somebody came to take part in a case; the values are stored.</summary>
public enum ParticipantSource
{
    /// <summary>The contact, or a participant, of a case that was merged into it (spec I5).</summary>
    Merged = 0,

    /// <summary>Addressed beside us in a mail of somebody who took part already.</summary>
    Copied = 1,

    /// <summary>Wrote, and was accepted as belonging to the customer.</summary>
    Wrote = 2,

    /// <summary>Named by a colleague.</summary>
    Added = 3,
}

/// <summary>A mail address with the name that goes with it, if one is known.</summary>
public sealed record MailName(string Address, string? Name = null);

/// <summary>Somebody beside the contact who hears our words about a case, and whose mail is the customer's word on it (spec I5).</summary>
public sealed class CaseParticipant
{
    private CaseParticipant() { }

    internal CaseParticipant(MailName who, ParticipantSource source, Instant since, string? fromCase) =>
        (Address, Name, Source, Since, FromCase) = (who.Address, who.Name, source, since, fromCase);

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public string Address { get; private set; } = "";

    /// <summary>Null where only the address is known.</summary>
    public string? Name { get; private set; }

    public ParticipantSource Source { get; private set; }

    public Instant Since { get; private set; }

    /// <summary>Number of the merged case they came with, or null.</summary>
    public string? FromCase { get; private set; }

    public MailName AsName => new(Address, Name);
}

/// <summary>People take part in the case from now on; who they are stands beside the record, where it can be erased.</summary>
/// <param name="LeftOut">How many more were named than a case takes.</param>
public sealed record ParticipantsJoined(ParticipantSource Source, int Count, int LeftOut = 0) : CaseEvent;

/// <summary>Somebody takes part no more, by a colleague's decision.</summary>
public sealed record ParticipantLeft : CaseEvent;
