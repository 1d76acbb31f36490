namespace Helpdesk.Web.Cases.ReplyTemplates;

/// <summary>What a reply template may name; anything else is refused when it is saved.</summary>
public static class ReplyPlaceholders
{
    /// <summary>In the order in which an administrator reads them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "customer",
        "organisation",
        "number",
        "subject",
        "product",
        "version",
        "serial",
        "severity",
        "due",
        "opens",
        "agent",
        "team",
        "hotline",
        "today",
    ];

    public static IReadOnlySet<string> Known { get; } = All.ToHashSet(StringComparer.Ordinal);
}
