using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Cases;

/// <content>
/// The customer's own page: its links, and what is left of a case whose contact was erased (spec U5). None of it moves the case.
/// </content>
public sealed partial class Case
{
    /// <summary>What the console remarks on a mail that has just come in; the queue goes on showing the customer's words.</summary>
    public void RemarkOnMail(string note, CaseContext context)
    {
        var shown = (LastLine, LastLineBy);
        Record(context, new NoteAdded(note));
        (LastLine, LastLineBy) = shown;
        Touch(context);
    }

    /// <summary>Sends a fresh link to the address on record, to nobody else.</summary>
    /// <param name="others">Further cases of that address, whose links go along in the same mail.</param>
    public Result RequestLink(CaseContext context, IReadOnlyList<CaseOfLink>? others = null)
    {
        if (ErasedAt is not null)
            return Result.Refuse("case.erased");
        Record(context, new LinkRequested(others is { Count: > 0 } ? others : null));
        Touch(context);
        return Result.Ok;
    }

    /// <summary>Makes every link that was ever sent for this case worthless.</summary>
    public Result RevokeLinks(CaseContext context)
    {
        LinkStamp++;
        Record(context, new LinksRevoked());
        Touch(context);
        return Result.Ok;
    }

    /// <summary>Forgets who asked and what they wrote; product, severity, clocks, times and reasons stay, for the figures.</summary>
    public Result EraseContact(CaseContext context)
    {
        if (ErasedAt is not null)
            return Result.Refuse("case.erased");
        if (!IsClosed)
            return Result.Refuse("privacy.case-open", "number", Number);
        // An organisation is no person, and its contract is kept; at home the two are one.
        var organisation = Contact.UserKind == UserKind.Home ? null : Contact.Organisation;
        Contact = new CaseContact(Contact.UserKind, "", "", null, organisation, Contact.Language);
        _participants.Clear();
        (CustomerName, ContactKey) = (Contact.UserKind == UserKind.Home ? null : CustomerName, null);
        (Subject, Description, Answers, LastLine, LastMessageBy, ClosingDetail) = ("", "", new IntakeAnswers(), "", "", null);
        LinkStamp++;
        // Nobody is there any more to go on with; undoing the closing ends with this.
        (ClosedFrom, Before) = (null, null);
        ErasedAt = context.Now;
        Record(context, new ContactErased());
        Touch(context);
        return Result.Ok;
    }
}

/// <summary>A fresh link to the case's page was asked for; it goes to the address on record.</summary>
/// <param name="Others">Further cases of that address whose links go along; null for none.</param>
public sealed record LinkRequested(IReadOnlyList<CaseOfLink>? Others = null) : CaseEvent;

/// <summary>A case that a link leads to, and how often its links had been revoked when it was made.</summary>
public sealed record CaseOfLink(string Number, int Stamp);

/// <summary>Every link sent so far opens nothing any more.</summary>
public sealed record LinksRevoked : CaseEvent;

/// <summary>Name, address and words of the contact were erased; the figures of the case stay.</summary>
public sealed record ContactErased : CaseEvent;
