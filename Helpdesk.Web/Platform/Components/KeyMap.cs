namespace Helpdesk.Web.Platform.Components;

/// <summary>One key, or several for the same.</summary>
/// <param name="Words">What it does: the last part of its word.</param>
/// <param name="Keys">As they stand on the keys.</param>
public sealed record Shortcut(string Words, params string[] Keys);

/// <summary>The one map of keys: what the browser listens to, what the help of a page tells, and what the pages do by.</summary>
public static class KeyMap
{
    /// <summary>The queue with its pane.</summary>
    public const string Queue = "queue";

    /// <summary>A case on a page of its own.</summary>
    public const string Case = "case";

    private static readonly Shortcut[] Everywhere = [new("search", "/", "Ctrl K"), new("n", "n"), new("help", "?")];

    private static readonly Shortcut[] OnCase =
    [
        new("a", "a"),
        new("g", "g"),
        new("r", "r"),
        new("s", "s"),
        new("m", "m"),
        new("c", "c"),
        new("w", "w"),
        new("f", "f"),
    ];

    private static readonly Shortcut[] OnQueue =
    [
        new("j", "j", "k"),
        new("o", "o", "Enter"),
        new("x", "x"),
        new("apply", "."),
        new("t", "t"),
        new("views", "1", "…", "7"),
        new("home", "Home", "End"),
        new("esc", "u", "Esc"),
    ];

    /// <summary>What works where, the page's own first.</summary>
    /// <param name="page">Null on a page without keys of its own.</param>
    public static IReadOnlyList<Shortcut> Of(string? page) =>
        page switch
        {
            Queue => [.. OnQueue, .. OnCase, .. Everywhere],
            Case => [.. OnCase, new("back", "u"), .. Everywhere],
            _ => Everywhere,
        };

    /// <summary>What the browser sends on to a page, by the names it gives to keys.</summary>
    public static IReadOnlyList<string> Listened(string page) =>
        page == Queue
            ? [.. Named(OnQueue), .. Named(OnCase), "2", "3", "4", "5", "6", "Escape", "ArrowDown", "ArrowUp", "PageDown", "PageUp"]
            : [.. Named(OnCase), "u"];

    private static IEnumerable<string> Named(IEnumerable<Shortcut> all) => all.SelectMany(one => one.Keys);
}
