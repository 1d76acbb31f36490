using Helpdesk.Domain.Cases;

namespace Helpdesk.Web.Mail.Out;

/// <summary>What a template of each kind may name; anything else stops the start.</summary>
public static class MailPlaceholders
{
    /// <summary>In every template: the customer's name, the case, the product, who writes, and the numbers to ring.</summary>
    private static readonly string[] Everywhere =
    [
        "customer",
        "number",
        "subject",
        "product",
        "severity",
        "team",
        "hotline",
        "zone",
        "is_emergency",
        "case_link",
    ];

    public static IReadOnlySet<string> Of(MailKind kind) => Everywhere.Concat(Special(kind)).ToHashSet(StringComparer.Ordinal);

    private static string[] Special(MailKind kind) =>
        kind switch
        {
            MailKind.Acknowledgement => ["expected_at", "expected_why", "self_service", "missing", "mail_is_slow"],
            MailKind.SeverityChange => ["severity_before", "personal", "expected_at", "expected_why"],
            MailKind.Reply => ["message", "greeting", "agent", "files_here", "files_named"],
            MailKind.Solution or MailKind.Resolved => ["message", "greeting", "agent", "solved_link", "not_solved_link"],
            MailKind.RequestForMore => ["message", "greeting", "agent", "items"],
            MailKind.Reminder => ["closes_at"],
            MailKind.NewLink => [],
            MailKind.Closing => ["message", "reason", "detail"],
            MailKind.Reopened => ["message", "expected_at", "expected_why"],
            _ => ["message", "greeting", "agent"],
        };
}
