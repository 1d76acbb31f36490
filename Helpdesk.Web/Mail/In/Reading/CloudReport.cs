using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.Out;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>
/// Reads the notifications that cloud senders write as JSON: what happened, to whom, what the server said, and the head of the mail. The
/// names differ; what they mean is found by the few that all have.
/// </summary>
internal static class CloudReport
{
    private const int Deepest = 16;

    private static readonly string[] s_what =
    [
        "notificationType",
        "eventType",
        "event",
        "RecordType",
        "event-type",
        "type",
        "Type",
        "status",
    ];
    private static readonly string[] s_said =
    [
        "diagnosticCode",
        "Description",
        "description",
        "reason",
        "response",
        "error",
        "smtp-response",
        "Details",
        "message",
    ];
    private static readonly string[] s_whom = ["emailAddress", "Email", "email", "recipient", "rcpt_to", "rcpt"];

    /// <returns>Null for words that are no such notification.</returns>
    public static MailReport? Read(string words)
    {
        var start = words.AsSpan().TrimStart();
        // Whoever pastes JSON into a mail says something before it.
        if (start is not (['{', ..] or ['[', ..]))
            return null;
        try
        {
            var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(start.ToString()), new JsonReaderOptions { MaxDepth = 64 });
            using var document = JsonDocument.ParseValue(ref reader);
            return Of(document.RootElement, words);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static MailReport? Of(JsonElement root, string words)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(root, found, 0);
        if (KindOf(found) is not { } kind)
            return null;
        var said = First(found, s_said) ?? First(found, s_what) ?? "bounced";
        var line = BounceCause.Of(null, "", said);
        var whom = First(found, s_whom);
        // A notification within a notification is text of the outer one.
        var all =
            string.Join('\n', found.Values)
            + "\n"
            + words
                .Replace("\\\"", "\"", StringComparison.Ordinal)
                .Replace("\\u003c", "<", StringComparison.OrdinalIgnoreCase)
                .Replace("\\u003e", ">", StringComparison.OrdinalIgnoreCase);
        return new(
            kind,
            line,
            [.. OwnIds.Labelled(all).Concat(OwnIds.In(all)).Concat(MimeReader.IdsIn(all)).Distinct(StringComparer.Ordinal).Take(60)],
            whom is null || kind != ReportKind.Failed ? [] : [new RefusedCopy(whom, line)]
        )
        {
            Reason =
                found.GetValueOrDefault("bounceSubType") == "MailboxFull"
                    ? BounceReason.MailboxFull
                    : BounceReasons.Of(First(found, ["status"]), line),
            Named = whom is null ? [] : [whom],
        };
    }

    private static ReportKind? KindOf(Dictionary<string, string> found)
    {
        foreach (var name in s_what)
        {
            var what = found.GetValueOrDefault(name)?.ToLowerInvariant() ?? "";
            if (what.Contains("complain", StringComparison.Ordinal) || what.Contains("spam", StringComparison.Ordinal))
                return ReportKind.Complaint;
            if (what.Contains("delay", StringComparison.Ordinal) || what.Contains("defer", StringComparison.Ordinal))
                return ReportKind.Delayed;
            if (
                what.Contains("bounce", StringComparison.Ordinal)
                || what is "dropped" or "failed" or "reject" or "rejected" or "rendering failure"
            )
                return ReportKind.Failed;
            if (what is "delivery" or "delivered" or "send" or "processed" or "open" or "click")
                return ReportKind.Delivered;
        }

        return null;
    }

    // The first of a name counts: what is said of the whole stands before what is said of its parts.
    private static void Collect(JsonElement element, Dictionary<string, string> found, int depth)
    {
        if (depth > Deepest)
            return;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Collect(item, found, depth + 1);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.String)
                    Collect(property.Value, found, depth + 1);
                else if (property.Value.GetString() is { } text && !TryNested(text, found, depth))
                    found.TryAdd(property.Name, text);
            }
        }
    }

    private static bool TryNested(string text, Dictionary<string, string> found, int depth)
    {
        if (text is not ['{', ..])
            return false;
        try
        {
            using var inner = JsonDocument.Parse(text);
            Collect(inner.RootElement, found, depth + 1);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? First(Dictionary<string, string> found, string[] names) =>
        names.Select(n => found.GetValueOrDefault(n)).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v));
}
