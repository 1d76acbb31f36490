using Helpdesk.Domain.Cases;
using NodaTime;

namespace Helpdesk.Web.Customers.Records;

/// <summary>
/// One change of one record, whole before and whole after: what histories show, what undoing and taking back restore. The
/// administrative log vouches for it; erasing a contact empties what it says of them.
/// </summary>
public sealed class RecordChange
{
    public required long Id { get; init; }

    public required Instant At { get; init; }

    public required ActorKind ActorKind { get; init; }

    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>Name of the kind of record, e.g. <c>customers</c>.</summary>
    public required string Kind { get; init; }

    public required string Key { get; init; }

    /// <summary>The record as JSON before; null when it was not there.</summary>
    public string? Before { get; set; }

    /// <summary>And after; null when it was taken back.</summary>
    public string? After { get; set; }

    /// <summary>The import it came with, or null.</summary>
    public Guid? ImportId { get; init; }

    /// <summary>The change that this one undoes, or null.</summary>
    public long? Undoes { get; init; }

    /// <summary>Why, where somebody said so.</summary>
    public string? Reason { get; init; }
}

/// <summary>An address of a contact, or <c>@domain</c> of a customer, with the key it leads to.</summary>
/// <param name="Key">Of the contact; of the customer where the address begins with @.</param>
public sealed record MailOwner(string Address, string Key);
