using System.Globalization;

namespace Helpdesk.Web.Cases.Composer;

/// <summary>
/// Names a text in a few letters, so that "kept" says what was kept: its length and FNV-1a of its UTF-16 units. drafts.js does the same.
/// Texts that differ in their length or in one place never share a name.
/// </summary>
public static class DraftMark
{
    public static string Of(string text)
    {
        // As a text area holds it.
        var shown = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var hash = 2166136261u;
        foreach (var unit in shown)
            hash = unchecked((hash ^ unit) * 16777619u);
        return string.Create(CultureInfo.InvariantCulture, $"{shown.Length}-{hash}");
    }
}
