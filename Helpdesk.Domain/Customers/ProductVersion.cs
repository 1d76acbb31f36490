using NodaTime;

namespace Helpdesk.Domain.Customers;

/// <summary>A version of a product (spec E1).</summary>
public sealed record ProductVersion
{
    public required string ProductCode { get; init; }

    /// <summary>As it is written, such as <c>5.2.7</c>; its parts count as numbers, 5.2.10 after 5.2.9.</summary>
    public required string Number { get; init; }

    /// <summary>The first day on which it counts as released; null counts as always.</summary>
    public LocalDate? ReleasedOn { get; init; }

    /// <summary>The last day on which it is supported although newer ones are out; null when it is not prolonged.</summary>
    public LocalDate? ProlongedUntil { get; init; }

    /// <summary>Why it is prolonged.</summary>
    public string? ProlongedFor { get; init; }

    /// <summary>
    /// What its installed builds look like where they do not begin with its number, such as <c>6.0.*</c>; <c>*</c> stands for anything.
    /// </summary>
    public string? Builds { get; init; }

    public bool IsReleased(LocalDate today) => ReleasedOn is not { } day || day <= today;
}
