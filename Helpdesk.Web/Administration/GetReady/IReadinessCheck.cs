namespace Helpdesk.Web.Administration.GetReady;

/// <summary>How far a house has come with one thing.</summary>
public enum ReadinessState
{
    Ready = 0,

    /// <summary>Good to have; nothing stands still without it.</summary>
    CanWait = 1,

    Missing = 2,
}

/// <summary>How one thing stands.</summary>
/// <param name="Code">Its words are <c>{key}.{Code}</c> in <see cref="GetReadyText"/>; <c>.do</c> behind it says what to do.</param>
/// <param name="Href">The page that makes it so, or null where a setting does.</param>
/// <param name="Args">What stands in the words.</param>
public sealed record Readiness(ReadinessState State, string Code, string? Href = null, params object[] Args)
{
    public static Readiness Ready(string code, params object[] args) => new(ReadinessState.Ready, code, null, args);

    public static Readiness Missing(string code, string? href = null, params object[] args) =>
        new(ReadinessState.Missing, code, href, args);

    public static Readiness CanWait(string code, string? href = null, params object[] args) =>
        new(ReadinessState.CanWait, code, href, args);
}

/// <summary>
/// Tells whether one thing is there that a support centre needs before it goes live; each area registers its own. Changes nothing.
/// </summary>
public interface IReadinessCheck
{
    /// <summary>One of <see cref="ReadinessOrder.Keys"/>.</summary>
    string Key { get; }

    Task<Readiness> CheckAsync(CancellationToken cancellation);
}

/// <summary>What came of trying a thing out.</summary>
/// <param name="Answer">What the other side said, in its own words; empty when it said nothing.</param>
public sealed record TriedOut(bool Worked, string Answer);

/// <summary>A thing that can be tried out by one press: it really sends or calls.</summary>
public interface IReadinessTrial
{
    /// <summary>The <see cref="IReadinessCheck.Key"/> it belongs to.</summary>
    string Key { get; }

    /// <summary>True when it needs an address to send to.</summary>
    bool AsksForAddress { get; }

    /// <summary>False while it is not set up, and there is nothing to try.</summary>
    bool IsOffered { get; }

    Task<TriedOut> TryAsync(string address, CancellationToken cancellation);
}

/// <summary>In what order things are shown: what a case needs first.</summary>
public static class ReadinessOrder
{
    public static readonly IReadOnlyList<string> Keys =
    [
        "products",
        "customers",
        "contracts",
        "licences",
        "people",
        "calendar",
        "calendar-settings",
        "programme",
        "address",
        "downloads",
        "mail-out",
        "mail-in",
        "pager",
        "rota",
        "promises",
        "backup",
        "demo",
    ];
}
