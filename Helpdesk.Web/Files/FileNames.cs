using System.Globalization;

namespace Helpdesk.Web.Files;

/// <summary>Names and sizes as people read them.</summary>
public static class FileNames
{
    private const int Longest = 200;

    /// <summary>
    /// A name that is safe to show and to save: no folders, no control characters, and none of the invisible ones that turn the
    /// direction of writing (<c>gpj.exe</c> would read as <c>exe.jpg</c>) or leave no mark at all.
    /// </summary>
    public static string Clean(string fileName)
    {
        var name = new string([.. fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Where(IsShown)]).Trim();
        if (name.Length > Longest)
            name = string.Concat(name.AsSpan(0, Longest - 20), "…", name.AsSpan(name.Length - 19));
        return name.Length == 0 ? "file" : name;
    }

    public static string Size(long bytes) =>
        bytes >= 1024 * 1024 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB")
        : bytes >= 1024 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes} B");

    // Halves of surrogate pairs stay: they are most emoji, and rare kanji in names.
    private static bool IsShown(char c) =>
        !char.IsControl(c)
        && char.GetUnicodeCategory(c)
            is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
