using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Shell;

/// <summary>What places in the rail have in common; the word is <c>nav.group.</c> and the name.</summary>
public enum PlaceGroup
{
    Work,
    OnCall,
    Supervise,
    Knowledge,
    Mail,
    Administration,
}

/// <summary>A place to go to.</summary>
/// <param name="Key">Its word is <c>nav.</c> and this.</param>
/// <param name="Icon">Path in a 24 × 24 box.</param>
/// <param name="OnPhone">In the phone's bar itself, of which there are at most five.</param>
public sealed record Place(PlaceGroup Group, string Href, string Key, string Icon, string Policy, bool OnPhone = false)
{
    /// <summary>All there are, in the order of the rail.</summary>
    public static readonly IReadOnlyList<Place> All =
    [
        new(PlaceGroup.Work, "/queue", "queue", "M4 6h16M4 12h16M4 18h10", Policies.WorkCases, OnPhone: true),
        new(PlaceGroup.Work, "/cases/new", "new", "M12 5v14M5 12h14", Policies.WorkCases, OnPhone: true),
        new(
            PlaceGroup.Work,
            "/cases",
            "find-cases",
            "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13M15.500 15.500L21 21",
            Policies.WorkCases
        ),
        new(
            PlaceGroup.Work,
            "/customers",
            "customers",
            "M4 20V8l6-4 6 4v12M16 12h4v8M2 20h20M8 9h.1M12 9h.1M8 13h.1M12 13h.1M9 20v-3h2v3",
            Policies.ReadRecords
        ),
        new(PlaceGroup.Work, "/contracts", "contracts", "M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h4", Policies.ReadRecords),
        new(PlaceGroup.Work, "/wall", "wall", "M3 5h18v11H3zM8 20h8M12 16v4", Policies.WorkCases),
        new(
            PlaceGroup.OnCall,
            "/on-call",
            "on-call",
            "M12 21a9 9 0 1 1 9-9M12 7v5l3 2M17 17c1.500 2 3 3.500 5 4l1-2-2-1-1 1c-1-.500-1.500-1-2-2l1-1-1-2-2 1z",
            Policies.WorkCases,
            OnPhone: true
        ),
        new(PlaceGroup.OnCall, "/on-call/rota", "rota", "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14h3M13 14h3M8 17h3", Policies.WorkCases),
        new(PlaceGroup.OnCall, "/absences", "absences", "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M9 14l6 4M15 14l-6 4", Policies.WorkCases),
        new(PlaceGroup.Supervise, "/attention", "attention", "", Policies.Supervise, OnPhone: true),
        new(
            PlaceGroup.Supervise,
            "/supervise",
            "supervise",
            "M11 8a3 3 0 1 0-6 0 3 3 0 0 0 6 0M3 19c.6-4 2.4-6 5-6s4.4 2 5 6M15 6h6M15 11h6M16 16h5",
            Policies.Supervise,
            OnPhone: true
        ),
        new(PlaceGroup.Supervise, "/reports", "reports", "M4 4v16h16M8 16v-4M12 16V8M16 16v-6", Policies.Supervise),
        new(
            PlaceGroup.Knowledge,
            "/knowledge",
            "knowledge",
            "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11M9 8h6",
            Policies.WorkCases
        ),
        new(PlaceGroup.Knowledge, "/admin/templates", "templates", "M4 5h16v11H9l-5 4zM8 9h8M8 12h5", Policies.Administer),
        new(
            PlaceGroup.Knowledge,
            "/admin/help-links",
            "help-links",
            "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
            Policies.Administer
        ),
        new(PlaceGroup.Mail, "/mail-in", "mail-in", "M3 6h18v12H3zM3 6l9 7 9-7M12 1v6M9 4l3 3 3-3", Policies.WorkCases),
        new(PlaceGroup.Mail, "/mail-trouble", "mail-trouble", "M3 6h18v12H3zM3 6l9 7 9-7M12 15v4M12 22v.1", Policies.WorkCases),
        new(PlaceGroup.Mail, "/mailbox", "mailbox", "M3 6h18v12H3zM3 6l9 7 9-7", Policies.WorkCases),
        new(PlaceGroup.Mail, "/admin/mail-templates", "mail-templates", "M3 5h18v14H3zM3 5l9 7 9-7M7 16h6", Policies.Administer),
        new(
            PlaceGroup.Administration,
            "/admin/get-ready",
            "get-ready",
            "M4 6l2 2 3-4M4 13l2 2 3-4M4 20l2 2 3-4M12 6h8M12 13h8M12 20h8",
            Policies.Administer
        ),
        new(PlaceGroup.Administration, "/admin/import", "import", "M12 3v11M8 10l4 4 4-4M4 15v5h16v-5", Policies.ManageRecords),
        new(
            PlaceGroup.Administration,
            "/admin/products",
            "products",
            "M12 3l8 4.500v9L12 21l-8-4.500v-9zM4 7.500l8 4.500 8-4.500M12 12v9",
            Policies.ManageRecords
        ),
        new(
            PlaceGroup.Administration,
            "/admin/programme",
            "programme",
            "M4 5h16v14H4zM4 10h16M4 14.500h16M9 5v14M14.500 5v14",
            Policies.Supervise
        ),
        new(
            PlaceGroup.Administration,
            "/admin/calendars",
            "calendars",
            "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M12 13v3l2 1",
            Policies.Supervise
        ),
        new(
            PlaceGroup.Administration,
            "/admin/people",
            "people",
            "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 20c1-4 4-6 8-6s7 2 8 6",
            Policies.Administer
        ),
        new(
            PlaceGroup.Administration,
            "/admin/api-keys",
            "keys",
            "M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8M11 12l9-9M16 7l3 3",
            Policies.Administer
        ),
        new(
            PlaceGroup.Administration,
            "/admin/branding",
            "branding",
            "M4 20c0-4 2-5 4-5s3 1 3 3-2 2-7 2zM11 15L20 4l1 1-9 12",
            Policies.Administer
        ),
        new(PlaceGroup.Administration, "/admin/privacy", "privacy", "M12 3l7 3v6c0 4-3 7-7 9-4-2-7-5-7-9V6zM9 12h6", Policies.Administer),
        new(PlaceGroup.Administration, "/admin/log", "log", "M6 3h12v18H6zM9 8h6M9 12h6M9 16h4", Policies.Administer),
    ];
}
