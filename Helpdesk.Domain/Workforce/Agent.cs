using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Workforce;

/// <summary>
/// What is known of somebody who works cases when one is to be given to them (spec U2). A snapshot: the same facts give the same plan.
/// </summary>
public sealed record Agent(Guid Id, string Name)
{
    /// <summary>Codes of the products they know.</summary>
    public IReadOnlySet<string> Products { get; init; } = new HashSet<string>();

    /// <summary>ISO codes of the languages they answer in.</summary>
    public IReadOnlySet<string> Languages { get; init; } = new HashSet<string>();

    /// <summary>Open cases they carry before others are asked first; at least 1.</summary>
    public required int Capacity { get; init; }

    /// <summary>Open cases they have now.</summary>
    public int Load { get; init; }

    public bool IsAway { get; init; }

    /// <summary>Those away for whom they are there.</summary>
    public IReadOnlySet<Guid> StandsInFor { get; init; } = new HashSet<Guid>();

    /// <summary>When they work.</summary>
    public required BusinessCalendar Hours { get; init; }

    /// <summary>How many of their cases fall due by an instant, itself included; must not change its answers.</summary>
    public Func<Instant, int> DueBy { get; init; } = static _ => 0;

    public bool Knows(string product) => Products.Contains(product);

    public bool Speaks(string language) => Languages.Contains(language);
}
