using System.Text.Json;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels;

/// <summary>A pause as a caller writes it: ISO 8601 with any offset.</summary>
public sealed record PauseBody(string? Start, string? End);

/// <summary>A calendar that a call brings along; a day left out is closed.</summary>
public sealed record CalendarBody(string? Zone, Dictionary<string, string[]>? Openings, string[]? Closed);

/// <summary>An item is answered under its id, a text or a number of the caller's choice.</summary>
public abstract record ItemBody
{
    public JsonElement? Id { get; init; }

    public IReadOnlyList<PauseBody?>? Pauses { get; init; }
}

public sealed record SimulateItemBody : ItemBody
{
    public string? OpenedAt { get; init; }

    public string? Tier { get; init; }

    public string? Severity { get; init; }

    public string? Clock { get; init; }
}

public sealed record DueItemBody : ItemBody
{
    public string? Calendar { get; init; }

    public string? Start { get; init; }

    public long? Seconds { get; init; }
}

public sealed record ElapsedItemBody : ItemBody
{
    public string? Calendar { get; init; }

    public string? Start { get; init; }

    public string? End { get; init; }
}

/// <summary>Up to 10,000 items and the calendars they may name beside <c>business</c> and <c>always</c>.</summary>
public record BatchBody<TItem>
{
    public IReadOnlyList<TItem?>? Items { get; init; }

    public Dictionary<string, CalendarBody?>? Calendars { get; init; }
}

public sealed record SimulateBody : BatchBody<SimulateItemBody>
{
    /// <summary>True to get the ledger of every due time.</summary>
    public bool? Explain { get; init; }
}

/// <summary>Answers in the order of the items.</summary>
public sealed record BatchAnswer<T>(IReadOnlyList<T> Items);

public sealed record SimulatedItem(
    JsonElement Id,
    Instant DueAt,
    string Calendar,
    long TargetSeconds,
    IReadOnlyList<LedgerRowAnswer>? Ledger
);

/// <param name="Seconds">What of the stretch counts towards the target.</param>
public sealed record LedgerRowAnswer(Instant From, Instant To, double Seconds, string Reason, string? Name);

public sealed record DueItemAnswer(JsonElement Id, Instant DueAt);

/// <param name="Seconds">Whole where the instants are whole seconds, with a fraction where not.</param>
public sealed record ElapsedItemAnswer(JsonElement Id, double Seconds);
