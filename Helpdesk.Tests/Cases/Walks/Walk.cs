using System.Text.Json;
using System.Text.Json.Serialization;
using Helpdesk.Domain.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>What somebody does in a walk.</summary>
internal enum Act
{
    Assign,
    Take,
    Unassign,
    Note,
    Link,
    Reply,
    Ask,
    Offer,
    Scope,
    DeclineEscalation,
    CallReached,
    CallFailed,
    RangAnswered,
    RangMissed,
    CallMe,
    PromiseCall,
    ReleaseCall,
    Writes,
    Escalates,
    Hotline,
    Severity,
    KeepSeverity,
    Judge,
    Grant,
    Deny,
    WaitCustomer,
    WaitVendor,
    Resume,
    Resolve,
    Confirm,
    Close,
    Reopen,
    UndoClose,
    Merge,
    UndoMerge,

    /// <summary>The business calendar gets other holidays, and the open clocks count anew.</summary>
    Holidays,

    /// <summary>The programme gets other targets, or its first ones again.</summary>
    Targets,

    /// <summary>A second question becomes a case of its own, of the severity that somebody chooses.</summary>
    Split,

    /// <summary>A colleague is away from now on, or is back.</summary>
    Away,

    /// <summary>What the console does by itself about a silent customer.</summary>
    Keeper,

    /// <summary>The console goes down and comes up on the same file.</summary>
    Restart,

    /// <summary>Somebody acknowledges the page of a case, and so has it (U3).</summary>
    Acknowledge,

    /// <summary>Somebody gives a case to a colleague and has them paged for it.</summary>
    HandOver,

    /// <summary>Somebody loses the on-call role, or gets it back.</summary>
    Role,

    /// <summary>Somebody is switched off for good, or let in again.</summary>
    SwitchOff,

    /// <summary>Somebody takes the primary shift for so many minutes.</summary>
    Shift,

    /// <summary>Nobody does anything: time goes by.</summary>
    Look,
}

/// <summary>One act of a walk, as it stands in a file.</summary>
/// <param name="What">Which of several: a severity, a reason, a person, hours, "serious", "stale".</param>
/// <param name="Words">Whether it carries words to the customer, where it may or may not.</param>
/// <param name="Other">The case into which this one is merged.</param>
/// <param name="Who">In nights: who does it; null is somebody who has no part in the night.</param>
internal sealed record Step(Instant At, int Case, Act Act, string? What = null, bool Words = false, int? Other = null, int? Who = null)
{
    public override string ToString() =>
        $"{InstantPattern.General.Format(At)} case {Case} {Act}{(What is null ? "" : " " + What)}{(Words ? " with words" : "")}"
        + (Other is null ? "" : $" {Other}")
        + (Who is null ? "" : $" by {Who}");
}

/// <summary>A case as a walk begins with it.</summary>
/// <param name="Records">"contract", "trial", "none" or "unknown serial".</param>
internal sealed record WalkCase(SupportTier Tier, Severity Severity, string Records = "contract");

/// <summary>Cases and what is done to them: the same walk gives the same run, each time.</summary>
/// <param name="On">"domain" for the aggregate, "host" for the console on a database, "nights" for its pages.</param>
/// <param name="TeamTargets">Whether the team has targets of its own.</param>
internal sealed record Walk(Instant Start, string Zone, bool TeamTargets, IReadOnlyList<WalkCase> Cases, IReadOnlyList<Step> Steps)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(), new Instants() },
    };

    public string On { get; init; } = "domain";

    /// <summary>What differed when it was written down; for readers only.</summary>
    public string? Seen { get; init; }

    /// <summary>One line for what it begins with, one for each act.</summary>
    public string ToLines() =>
        string.Join('\n', [JsonSerializer.Serialize(Head, s_json), .. Steps.Select(s => JsonSerializer.Serialize(s, s_json))]) + "\n";

    private Header Head => new(Start, Zone, TeamTargets, Cases) { On = On, Seen = Seen };

    /// <exception cref="JsonException">The text is no walk.</exception>
    public static Walk Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var head = JsonSerializer.Deserialize<Header>(lines[0], s_json)!;
        return new(
            head.Start,
            head.Zone,
            head.TeamTargets,
            head.Cases,
            [.. lines.Skip(1).Select(l => JsonSerializer.Deserialize<Step>(l, s_json)!)]
        )
        {
            On = head.On,
            Seen = head.Seen,
        };
    }

    private sealed record Header(Instant Start, string Zone, bool TeamTargets, IReadOnlyList<WalkCase> Cases)
    {
        public string On { get; init; } = "domain";

        public string? Seen { get; init; }
    }

    private sealed class Instants : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            InstantPattern.General.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.General.Format(value));
    }
}
