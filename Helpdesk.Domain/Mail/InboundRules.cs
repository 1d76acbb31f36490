using Helpdesk.Domain.Cases;
using NodaTime;

namespace Helpdesk.Domain.Mail;

/// <summary>What a mail says of itself, without its MIME.</summary>
public sealed record MailFacts
{
    /// <summary>False when there is no sender to be read, or no mail at all; a server's report needs no sender.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>False when it is larger than the console takes and only its beginning is here.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Words, a subject or a file: anything to read at all.</summary>
    public bool HasContent { get; init; } = true;

    public MailNature Nature { get; init; }

    /// <summary>Thanks and nothing else, without a file.</summary>
    public bool IsMereThanks { get; init; }

    /// <summary>Sent from one of our own addresses, or bears our own marker.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Servers it has been through.</summary>
    public int Hops { get; init; }
}

/// <summary>What an answer to a closed case may do by itself (spec C9).</summary>
public enum WayBack
{
    /// <summary>Nothing: its contact was erased, and nobody is there to go on with.</summary>
    None = 0,

    /// <summary>Bring it back, as the customer's page does.</summary>
    Reopen = 1,

    /// <summary>Open another that names it: it has been closed for too long.</summary>
    FollowUp = 2,
}

/// <summary>The case that a token of ours in the mail belongs to.</summary>
/// <param name="Back">Of a closed one, how it comes back.</param>
public sealed record ThreadedCase(string Number, bool IsClosed, WayBack Back = WayBack.None)
{
    /// <summary>A closed case, by when it was closed and when its contact was erased.</summary>
    public static ThreadedCase Closed(string number, Instant closedAt, bool isErased, Instant mailCame) =>
        new(
            number,
            IsClosed: true,
            isErased ? WayBack.None
                : mailCame < closedAt + Case.ReopenedByAnswerFor ? WayBack.Reopen
                : WayBack.FollowUp
        );
}

/// <summary>What the console knows about a mail and its sender.</summary>
public sealed record MailKnowledge
{
    /// <summary>Proven by a Message-ID of ours or by the address that only our mail named; null without such a proof.</summary>
    public ThreadedCase? Thread { get; init; }

    /// <summary>Whether the sender takes part in that case: only their answer brings a closed one back.</summary>
    public bool TakesPart { get; init; }

    /// <summary>The case whose number the subject quotes, if there is such a case.</summary>
    public string? QuotedNumber { get; init; }

    /// <summary>Whether the sender's address is that of the quoted case's contact.</summary>
    public bool IsContactOfQuoted { get; init; }

    /// <summary>Whether the sender is a contact on record, or has had a case.</summary>
    public bool IsKnownContact { get; init; }

    /// <summary>Whether the bounce names a mail of ours.</summary>
    public bool BouncedMailIsOurs { get; init; }

    /// <summary>The case that a report is probably about, by whom it names and when; a person has to say so.</summary>
    public string? SuggestedCase { get; init; }

    public bool SameIdOtherContent { get; init; }

    /// <summary>Mails of this address within the last hour, this one left out.</summary>
    public int MailsLately { get; init; }

    /// <summary>Cases that mails of this address opened within the last hour.</summary>
    public int CasesLately { get; init; }
}

/// <summary>How much one address may send within an hour before a person looks.</summary>
public sealed record MailLimits(int MailsAnHour, int CasesAnHour, int Hops)
{
    public static readonly MailLimits Default = new(60, 5, 30);
}

public enum MailOutcome
{
    /// <summary>The customer's word in a case.</summary>
    FileIntoCase = 0,
    OpenCase = 1,

    /// <summary>Said on the case whose mail came back.</summary>
    TellBounce = 2,

    /// <summary>
    /// On the record of the case, and nothing moves: a machine's answer is no word of the customer (spec C8), and mere thanks wake no
    /// closed case.
    /// </summary>
    RecordQuietly = 3,
    Hold = 4,
    Drop = 5,

    /// <summary>The customer's word in a closed case, which comes back for it (spec C9).</summary>
    Reopen = 6,

    /// <summary>A new case that names the closed one it goes on from (spec C9).</summary>
    FollowUp = 7,
}

/// <param name="Number">The case it belongs to; of a held mail, the one it would go to.</param>
public sealed record MailDecision(MailOutcome Outcome, InboundCause Cause = InboundCause.None, string? Number = null);

/// <summary>
/// Decides what becomes of a mail (spec I1, C8, C9). Pure. Only a token of ours lets a mail write into a case, whoever sends it; an
/// address proves nothing, for anybody can write any address.
/// </summary>
public static class InboundRules
{
    public static MailDecision Decide(MailFacts mail, MailKnowledge known, MailLimits limits) =>
        OutOfOrder(mail, known, limits) ?? OfAMachine(mail, known) ?? OfAPerson(mail, known, limits);

    private static MailDecision? OutOfOrder(MailFacts mail, MailKnowledge known, MailLimits limits)
    {
        var number = known.Thread?.Number ?? (known.IsContactOfQuoted ? known.QuotedNumber : null);
        if (!mail.IsReadable)
            return Hold(InboundCause.Unparsable);
        if (known.SameIdOtherContent)
            return Hold(InboundCause.SameIdOtherContent, number);
        // A bounce bears our marker inside and our address as its addressee; it is told before loops are looked for.
        if (mail.Nature is MailNature.Bounce)
            return known.BouncedMailIsOurs ? new(MailOutcome.TellBounce) : Hold(InboundCause.BounceOfUnknown, known.SuggestedCase);
        if (mail.Nature is MailNature.Complaint)
            return Hold(InboundCause.Complaint, known.SuggestedCase);
        if (mail.Nature is MailNature.DeliveryNews)
            return new(MailOutcome.Drop, InboundCause.DeliveryNews);
        if (mail.IsOurs || mail.Hops > limits.Hops)
            return Hold(InboundCause.Loop, number);
        if (!mail.IsWhole)
            return Hold(InboundCause.Oversized, number);
        return known.MailsLately >= limits.MailsAnHour ? Hold(InboundCause.Flood, number) : null;
    }

    private static MailDecision? OfAMachine(MailFacts mail, MailKnowledge known) =>
        (mail.Nature, known.Thread) switch
        {
            (MailNature.AutoReply, { } thread) => new(MailOutcome.RecordQuietly, InboundCause.None, thread.Number),
            (MailNature.AutoReply or MailNature.Unattended, null) => Hold(InboundCause.AutoReply),
            // Whoever answers through a list of their own firm still proves the thread.
            (MailNature.MailingList, null) => Hold(InboundCause.MailingList),
            _ => null,
        };

    private static MailDecision OfAPerson(MailFacts mail, MailKnowledge known, MailLimits limits)
    {
        if (!mail.HasContent)
            return Hold(InboundCause.Empty, known.Thread?.Number);
        if (known.Thread is { } thread)
            return thread.IsClosed
                ? ToClosed(thread, mail, known, limits)
                : new(MailOutcome.FileIntoCase, InboundCause.None, thread.Number);
        if (known.QuotedNumber is { } quoted)
            return Hold(known.IsContactOfQuoted ? InboundCause.NumberWithoutToken : InboundCause.StrangerQuotesNumber, quoted);
        if (!known.IsKnownContact)
            return Hold(InboundCause.UnknownSender);
        return known.CasesLately >= limits.CasesAnHour ? Hold(InboundCause.Flood) : new(MailOutcome.OpenCase);
    }

    // The closing mail says "answer, and we reopen". Whoever does not take part, or asks not to be answered as machines do, wakes nobody.
    private static MailDecision ToClosed(ThreadedCase thread, MailFacts mail, MailKnowledge known, MailLimits limits) =>
        known.TakesPart && mail.IsMereThanks ? new(MailOutcome.RecordQuietly, InboundCause.None, thread.Number)
        : !known.TakesPart || mail.Nature is MailNature.Unattended || thread.Back is WayBack.None
            ? Hold(InboundCause.CaseClosed, thread.Number)
        : thread.Back is WayBack.Reopen ? new(MailOutcome.Reopen, InboundCause.None, thread.Number)
        : known.CasesLately >= limits.CasesAnHour ? Hold(InboundCause.Flood, thread.Number)
        : new(MailOutcome.FollowUp, InboundCause.None, thread.Number);

    private static MailDecision Hold(InboundCause cause, string? number = null) => new(MailOutcome.Hold, cause, number);
}
