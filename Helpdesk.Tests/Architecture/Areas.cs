namespace Helpdesk.Tests.Architecture;

/// <summary>
/// The rooms of each project, lowest first: a room may use those above it in the list, never one below (docs/architecture.md).
/// </summary>
internal static class Areas
{
    public static readonly IReadOnlyList<string> Domain =
    [
        "Kernel",
        "Search",
        "Branding",
        "ServiceLevels",
        "Intake",
        "Customers",
        "Entitlements",
        "Cases",
        "Queue",
        "Workforce",
        "OnCall",
        "Mail",
        "Reports",
    ];

    /// <summary>
    /// Mail is two rooms: what goes out lies below the cases that send it, what comes in above the cases it is filed in. Program and
    /// HelpdeskApp, in no room, see all of them.
    /// </summary>
    public static readonly IReadOnlyList<string> Web =
    [
        "Platform.Data",
        "Platform.Audit",
        "Platform.Identity",
        "Platform.Localization",
        "Platform.Api",
        "Platform.Validation",
        "Platform.Live",
        "Platform.Scheduling",
        "Platform.Forms",
        "Platform.Components",
        "Administration",
        "ServiceLevels",
        "Customers",
        "Entitlements",
        "Files",
        "Workforce",
        "Branding",
        "Mail.Out",
        "Search",
        "Knowledge",
        "Cases",
        "Intake",
        "Queue",
        "Supervision",
        "OnCall",
        "Mail",
        "Portal",
        "Reports",
        "Privacy",
        "People",
        "Demo",
        "Shell",
        "Composition",
    ];
}
