using System.Text;
using MimeKit;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>The fields about one mailbox in a delivery report (RFC 3464), read as header lines are: in any charset.</summary>
internal sealed class StatusGroup(IEnumerable<(string Name, string Value)> fields)
{
    private static readonly string[] s_names =
    [
        "Final-Recipient",
        "Original-Recipient",
        "Action",
        "Status",
        "Diagnostic-Code",
        "Remote-MTA",
        "Original-Message-ID",
        "X-Original-Message-ID",
    ];

    private readonly List<(string Name, string Value)> _fields = [.. fields];

    public bool IsEmpty => _fields.Count == 0;

    public string? this[string name] =>
        _fields.Find(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } value ? value : null;

    public static StatusGroup Of(HeaderList headers) => new(headers.Select(h => (h.Field, HeaderText.Decode(h.RawValue))));

    /// <summary>The same fields where a server has put them into plain text; null when there are none.</summary>
    public static StatusGroup? InText(string text)
    {
        List<(string, string)> found = [];
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim();
            if (line.IndexOf(':') is not (> 3 and < 24) || found.Count > 20)
                continue;
            foreach (var name in s_names)
            {
                if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Length > name.Length && line[name.Length] == ':')
                    found.Add((name, line[(name.Length + 1)..].Trim().ToString()));
            }
        }

        var group = new StatusGroup(found);
        // One of them alone is anybody's word.
        return group["Action"] is not null && (group["Final-Recipient"] ?? group["Status"]) is not null ? group : null;
    }
}
