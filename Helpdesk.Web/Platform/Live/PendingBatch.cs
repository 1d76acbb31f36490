using NodaTime;

namespace Helpdesk.Web.Platform.Live;

/// <summary>What gathers until the next batch goes out; its owner locks.</summary>
internal sealed class PendingBatch
{
    public List<FeedChange> Changes { get; } = [];

    public HashSet<long> Clocks { get; } = [];

    public HashSet<string> Calendars { get; } = [];

    public HashSet<long> Presence { get; } = [];

    public HashSet<string> Records { get; } = [];

    public bool Heartbeat { get; set; }

    public bool IsEmpty =>
        Changes.Count == 0 && Clocks.Count == 0 && Calendars.Count == 0 && Presence.Count == 0 && Records.Count == 0 && !Heartbeat;

    public FeedBatch ToBatch(long sequence, Instant at) =>
        new(sequence, at, Changes, [.. Clocks], [.. Calendars], [.. Presence], Heartbeat) { Records = [.. Records] };
}
