using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Customers;

/// <summary>An organisation or a person that the support centre serves (spec U4).</summary>
public sealed record Customer
{
    /// <summary>Its key in the customer system (CRM); never changes.</summary>
    public required string Key { get; init; }

    /// <summary>As it writes itself.</summary>
    public required string Name { get; init; }

    /// <summary>In Latin letters, where <see cref="Name"/> is in another script.</summary>
    public string? NameLatin { get; init; }

    /// <summary>How it is read, in kana: what a list is sorted by.</summary>
    public string? Reading { get; init; }

    /// <summary>"ja" or "en": the language of whatever is sent before a contact says otherwise.</summary>
    public string Language { get; init; } = "ja";

    /// <summary>IANA zone, or null where it is not known.</summary>
    public string? Zone { get; init; }

    public UserKind UserKind { get; init; } = UserKind.Business;

    /// <summary>What stands behind the @ of its people's addresses; whoever writes from there belongs to it.</summary>
    public ValueList<string> MailDomains { get; init; } = [];

    /// <summary>Key of the partner who serves it, or null.</summary>
    public string? ServedBy { get; init; }

    /// <summary>The last day on which it was a customer; null while it is one.</summary>
    public LocalDate? EndedOn { get; init; }

    /// <summary>Key of the customer it was joined with, which has its records now.</summary>
    public string? JoinedInto { get; init; }
}

/// <summary>Somebody of a customer who writes to us or is written to.</summary>
public sealed record Contact
{
    /// <summary>Its key in the customer system, or made from customer and first address (<see cref="RecordKeys.OfContact"/>).</summary>
    public required string Key { get; init; }

    public required string CustomerKey { get; init; }

    public required string Name { get; init; }

    public string? Reading { get; init; }

    /// <summary>The first is written to, all are recognised.</summary>
    public ValueList<string> Emails { get; init; } = [];

    public ValueList<string> Phones { get; init; } = [];

    /// <summary>"ja" or "en"; null follows the customer.</summary>
    public string? Language { get; init; }

    /// <summary>Whether cases are taken from this person; others are asked back at the customer's.</summary>
    public bool MayOpenCases { get; init; } = true;

    /// <summary>The last day there; null while they are there.</summary>
    public LocalDate? LeftOn { get; init; }
}

/// <summary>How a contract was bought: its term depends on it (spec E3).</summary>
public enum BoughtAs
{
    /// <summary>With a perpetual licence, normally a year.</summary>
    Purchase = 0,

    /// <summary>For as long as the subscription.</summary>
    Subscription = 1,

    /// <summary>Renewed after an earlier contract.</summary>
    Renewal = 2,

    /// <summary>Through a partner.</summary>
    Partner = 3,
}

/// <summary>A maintenance contract: tier, products, and the days it runs in the programme's zone (both included, spec E3).</summary>
public sealed record Contract
{
    public required string Number { get; init; }

    public required string CustomerKey { get; init; }

    public required SupportTier Tier { get; init; }

    /// <summary>Codes of the products it was bought for.</summary>
    public required ValueList<string> Products { get; init; }

    public required LocalDate From { get; init; }

    public required LocalDate Until { get; init; }

    public BoughtAs BoughtAs { get; init; }

    /// <summary>Number of the contract that takes its place, or null.</summary>
    public string? Successor { get; init; }

    /// <summary>The last day if it was ended before its term.</summary>
    public LocalDate? EndedOn { get; init; }

    /// <summary>The last day it really runs.</summary>
    public LocalDate LastDay => EndedOn is { } ended && ended < Until ? ended : Until;

    public bool Covers(LocalDate day) => day >= From && day <= LastDay;
}

/// <summary>How a licence was given (spec E3, E4).</summary>
public enum LicenceKind
{
    Purchased = 0,
    Subscription = 1,
    Trial = 2,
    NotForResale = 3,
    Free = 4,
}

/// <summary>A serial number and what it stands for.</summary>
public sealed record Licence
{
    public required string Serial { get; init; }

    public required string ProductCode { get; init; }

    public LicenceKind Kind { get; init; }

    public string? ContractNumber { get; init; }

    public string? CustomerKey { get; init; }

    /// <summary>Key of the contact it was registered by, or null.</summary>
    public string? ContactKey { get; init; }

    /// <summary>The version last reported as installed.</summary>
    public string? Version { get; init; }

    /// <summary>The last day it may be used; null without an end.</summary>
    public LocalDate? EndedOn { get; init; }
}
