namespace Helpdesk.Web.Files;

/// <summary>What a file's bytes say it is; the values are stored.</summary>
public enum FileKind
{
    /// <summary>Not looked at yet: kept before the console looked into files.</summary>
    Unchecked = 0,
    Other = 1,
    Text = 2,
    Png = 3,
    Jpeg = 4,
    Gif = 5,
    WebP = 6,
    Pdf = 7,
    Zip = 8,
    Archive = 9,

    /// <summary>A Windows program, library, installer or driver.</summary>
    WindowsProgram = 10,

    /// <summary>A program of another system: ELF, Mach-O, or Java classes.</summary>
    OtherProgram = 11,

    /// <summary>Text that begins with <c>#!</c>, or whose name ends as scripts do.</summary>
    Script = 12,

    /// <summary>HTML, SVG or other XML that a browser would run.</summary>
    WebPage = 13,
    OfficeDocument = 14,
    MemoryDump = 15,
    EventLog = 16,
}

/// <summary>What each kind is called on the wire, may do, and is usually named.</summary>
public static class FileKinds
{
    private static readonly Dictionary<FileKind, (string Type, string[] Endings)> Table = new()
    {
        [FileKind.Text] = ("text/plain", []),
        [FileKind.Png] = ("image/png", ["png"]),
        [FileKind.Jpeg] = ("image/jpeg", ["jpg", "jpeg", "jpe", "jfif"]),
        [FileKind.Gif] = ("image/gif", ["gif"]),
        [FileKind.WebP] = ("image/webp", ["webp"]),
        [FileKind.Pdf] = ("application/pdf", ["pdf"]),
        [FileKind.Zip] = ("application/zip", ["zip", "docx", "xlsx", "pptx", "jar", "apk", "odt", "ods"]),
        [FileKind.Archive] = ("application/octet-stream", ["7z", "rar", "gz", "tgz", "bz2", "xz", "cab", "tar"]),
        [FileKind.WindowsProgram] = (
            "application/vnd.microsoft.portable-executable",
            ["exe", "dll", "sys", "scr", "com", "cpl", "ocx", "efi", "mui"]
        ),
        [FileKind.OtherProgram] = ("application/octet-stream", ["so", "bin", "elf", "out", "dylib", "class", "o"]),
        [FileKind.Script] = ("text/plain", []),
        [FileKind.WebPage] = ("text/plain", ["html", "htm", "svg", "xml", "xhtml", "mht", "config", "manifest", "txt", "log", "rdp"]),
        [FileKind.OfficeDocument] = ("application/octet-stream", ["doc", "xls", "ppt", "msg", "msi", "msp"]),
        [FileKind.MemoryDump] = ("application/octet-stream", ["dmp", "mdmp", "hdmp"]),
        [FileKind.EventLog] = ("application/octet-stream", ["evtx"]),
    };

    // Endings that promise one kind of content; a log may end in anything.
    private static readonly Dictionary<string, FileKind> Promises = Table
        .Where(row => row.Key is not (FileKind.WebPage or FileKind.OtherProgram))
        .SelectMany(row => row.Value.Endings.Select(ending => (ending, row.Key)))
        .ToDictionary(p => p.ending, p => p.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The type a browser is told; never the one that another browser claimed.</summary>
    public static string ContentType(this FileKind kind) => Table.TryGetValue(kind, out var row) ? row.Type : "application/octet-stream";

    /// <summary>The four that a browser shows and that can hold no script.</summary>
    public static bool IsPicture(this FileKind kind) => kind is FileKind.Png or FileKind.Jpeg or FileKind.Gif or FileKind.WebP;

    /// <summary>Shown as lines of text: never interpreted, so a page or script is as harmless as a log.</summary>
    public static bool IsText(this FileKind kind) => kind is FileKind.Text or FileKind.Script or FileKind.WebPage;

    /// <summary>Does something when opened; shown with a warning.</summary>
    public static bool Runs(this FileKind kind) =>
        kind is FileKind.WindowsProgram or FileKind.OtherProgram or FileKind.Script or FileKind.WebPage;

    /// <summary>The ending when it promises other content than there is (<c>photo.png</c> that holds a program), else null.</summary>
    public static string? FalseEnding(string fileName, FileKind kind)
    {
        var ending = Path.GetExtension(fileName).TrimStart('.');
        if (kind == FileKind.Unchecked || ending.Length == 0)
            return null;
        if (Promises.TryGetValue(ending, out var promised))
            return promised == kind || AreAlike(promised, kind) ? null : ending;
        // An ending that promises nothing must not hide a program.
        return
            kind is FileKind.WindowsProgram or FileKind.OtherProgram
            && !Table[kind].Endings.Contains(ending, StringComparer.OrdinalIgnoreCase)
            ? ending
            : null;
    }

    // Containers of the same make: an installer is a compound document, an archive may be any packer's.
    private static bool AreAlike(FileKind promised, FileKind kind) =>
        (promised, kind)
            is
                (FileKind.Zip, FileKind.Archive)
                or
                (FileKind.Archive, FileKind.Zip)
                or
                (FileKind.Zip, FileKind.OfficeDocument)
                or
                (FileKind.OfficeDocument, FileKind.Zip)
                or
                (FileKind.MemoryDump, FileKind.Other)
                or
                (FileKind.WindowsProgram, FileKind.OtherProgram);
}
