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
        "hotline_says",
        "zone",
        "is_emergency",
        "case_link",
    ];

    /// <summary>In every template of a mail that belongs to no case's conversation.</summary>
    private static readonly string[] OutsideCase = ["customer", "team"];

    /// <summary>By when the customer hears from us: a time that is still to come, that we are late, or that we have answered.</summary>
    private static readonly string[] Expectation = ["expected_at", "expected_why", "is_late", "is_answered"];

    /// <summary>What support there is and why, and what follows from it.</summary>
    private static readonly string[] Support = ["support", "self_service", "wants_logs", "lowered"];

    public static IReadOnlySet<string> Of(MailKind kind) =>
        (kind.IsOutsideCase() ? OutsideCase : Everywhere).Concat(Special(kind)).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// What the text of a mail must say whenever there is something to say: without it the customer has no way back, or does not read
    /// what the programme promises (spec S6, C8, E5, P13). The subject must hold the number.
    /// </summary>
    public static IReadOnlyList<string> Obligatory(MailKind kind) =>
        kind switch
        {
            MailKind.Acknowledgement => ["case_link", "expected_at", "support", "hotline_says", "missing"],
            MailKind.SeverityChange => ["case_link", "severity", "expected_at", "personal"],
            MailKind.ExceptionDecided or MailKind.JudgedAnew => ["case_link", "support", "expected_at"],
            MailKind.ContractEnding => ["contract", "ends_on"],
            MailKind.OwnerQuestion => ["caller", "serial", "yes_link", "no_link"],
            MailKind.Reply => ["case_link", "message", "files_named"],
            MailKind.Solution or MailKind.Resolved => ["message", "solved_link", "not_solved_link"],
            MailKind.RequestForMore => ["case_link", "message", "items"],
            MailKind.Reminder => ["case_link", "closes_at"],
            MailKind.NewLink => ["case_link", "others"],
            MailKind.Closing => ["case_link", "reason", "message"],
            MailKind.Reopened => ["case_link", "expected_at"],
            _ => ["case_link", "message"],
        };

    private static string[] Special(MailKind kind) =>
        kind switch
        {
            MailKind.Acknowledgement => [.. Expectation, .. Support, "missing", "mail_is_slow", "follows", "similar"],
            MailKind.SeverityChange => ["severity_before", "personal", .. Expectation],
            MailKind.ExceptionDecided => [.. Expectation, .. Support],
            MailKind.JudgedAnew => [.. Expectation, .. Support],
            MailKind.ContractEnding => ["contract", "organisation", "products", "ends_on", "days_left"],
            MailKind.OwnerQuestion => ["organisation", "serial", "caller", "yes_link", "no_link", "until"],
            MailKind.Reply => ["message", "greeting", "agent", "files_here", "files_named"],
            MailKind.Solution or MailKind.Resolved => ["message", "greeting", "agent", "solved_link", "not_solved_link"],
            MailKind.RequestForMore => ["message", "greeting", "agent", "items"],
            MailKind.Reminder => ["closes_at"],
            MailKind.NewLink => ["others"],
            MailKind.Closing => ["message", "reason", "detail"],
            MailKind.Reopened => ["message", .. Expectation],
            _ => ["message", "greeting", "agent"],
        };
}
