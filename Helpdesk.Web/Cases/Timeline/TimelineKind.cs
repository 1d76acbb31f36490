namespace Helpdesk.Web.Cases.Timeline;

/// <summary>What a line of the time line is about; a line may be of several kinds.</summary>
public enum TimelineKind
{
    /// <summary>The customer's own words.</summary>
    Customer = 0,

    /// <summary>What we told the customer.</summary>
    Replies = 1,
    MailSent = 2,

    /// <summary>Refused, tried for too long, or given up.</summary>
    MailFailed = 3,

    /// <summary>Taken by the server and come back.</summary>
    MailBounced = 4,
    Notes = 5,
    Calls = 6,
    Changes = 7,

    /// <summary>What the console did by itself: clocks, rules, jobs.</summary>
    Automatic = 8,

    /// <summary>Who was paged, by what way, and who took it (spec U3).</summary>
    Paging = 9,
}

/// <summary>Which kinds are shown; it stands in the address, so that a link shows the same.</summary>
public static class StoryFilter
{
    public const string Parameter = "show";

    /// <summary>E.g. <c>notes,calls</c>; words it does not know are passed over, none shows everything.</summary>
    public static IReadOnlySet<TimelineKind> Read(string? words) =>
        (words ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(word => Enum.GetValues<TimelineKind>().Where(kind => WordOf(kind) == word))
            .ToHashSet();

    /// <summary>Null when everything is shown.</summary>
    public static string? Write(IReadOnlySet<TimelineKind> kinds) =>
        kinds.Count == 0 ? null : string.Join(',', kinds.Order().Select(WordOf));

    /// <summary>E.g. <c>mail-sent</c>.</summary>
    public static string WordOf(TimelineKind kind) =>
        kind switch
        {
            TimelineKind.MailSent => "mail-sent",
            TimelineKind.MailFailed => "mail-failed",
            TimelineKind.MailBounced => "mail-bounced",
            _ => kind.ToString().ToLowerInvariant(),
        };
}
