using Helpdesk.Domain.Cases;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Uploads;
using NodaTime;

namespace Helpdesk.Web.Portal.Visit;

/// <summary>A message as the customer reads it: theirs or ours, never whose of ours.</summary>
/// <param name="Kind">What it was, for a word above it; null for a plain message.</param>
public sealed record CustomerMessage(long Id, bool IsOurs, Instant At, string? Words, string? Kind, IReadOnlyList<CustomerFile> Files)
{
    /// <summary>True when it came as a mail, whose history and signature are folded.</summary>
    public bool IsMail { get; init; }

    /// <summary>The address it came from, where that is not the contact's.</summary>
    public string? From { get; init; }

    /// <summary>What was answered of the form's prompts (spec I3), with the enquiry itself alone.</summary>
    public IReadOnlyList<GivenAnswer> Answers { get; init; } = [];
}

/// <summary>A file of the case that the customer may have.</summary>
/// <param name="IsFree">False while it waits for the virus scanner, or was found infected.</param>
public sealed record CustomerFile(long Id, string Name, long Size, bool IsFree);

/// <summary>When the customer hears from us next, at the latest, and why then.</summary>
public sealed record CustomerPromise(Instant DueAt, string Why, bool IsLate);

/// <summary>A case as its customer may know it: no note, no colleague's name, nobody else's anything.</summary>
public sealed record CustomerCase
{
    public required string Number { get; init; }

    public required string Subject { get; init; }

    public required string Product { get; init; }

    public required CaseStatus Status { get; init; }

    public required Helpdesk.Domain.Kernel.Severity Severity { get; init; }

    public required Ball Ball { get; init; }

    public required Instant OpenedAt { get; init; }

    public ClosingReason? ClosingReason { get; init; }

    public string? ClosingDetail { get; init; }

    public CustomerPromise? Promise { get; init; }

    /// <summary>What support there is for it, and why (spec E5).</summary>
    public required CustomerVerdict Support { get; init; }

    /// <summary>Why it is handled as less severe than the customer told us; null when it is not.</summary>
    public string? Lowered { get; init; }

    /// <summary>Whether and when to ring, with places for both numbers; null where nobody is to (spec P1, H4).</summary>
    public string? Hotline { get; init; }

    /// <summary>When the case ends by itself because we heard nothing.</summary>
    public Instant? EndsAt { get; init; }

    public required IReadOnlyList<CustomerMessage> Messages { get; init; }

    /// <summary>Handed in already, waiting for their message.</summary>
    public required IReadOnlyList<PortalFile> Waiting { get; init; }

    public bool EscalationIsOpen { get; init; }

    /// <summary>Whether the customer may ask to be called (spec P3).</summary>
    public bool MayAskForCall { get; init; }

    /// <summary>A call is on its way already.</summary>
    public bool CallIsAwaited { get; init; }

    /// <summary>The number we have of the contact.</summary>
    public string? Phone { get; init; }

    public string? ConsentVersion { get; init; }

    /// <summary>The answer to the one question, once it is given for this closing.</summary>
    public int? Rating { get; init; }

    /// <summary>The case that goes on instead, for one that was merged.</summary>
    public string? MergedInto { get; init; }

    /// <summary>How that one stands, or this one, if it was not merged: what is asked for on the page is done there (spec I5).</summary>
    public required CaseStatus GoesOnAs { get; init; }

    public bool Allows(CaseAction action) => CaseTransitions.Next(GoesOnAs, action) is not null;

    /// <summary>Whether there is a place to write; what comes from a duplicate brings back even a case that was closed.</summary>
    public bool MayWrite => MergedInto is not null || Allows(CaseAction.CustomerMessage);

    public bool IsClosed => Status == CaseStatus.Closed;

    public bool MayReopen => MergedInto is null && IsClosed;
}
