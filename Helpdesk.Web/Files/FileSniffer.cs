using System.Text;

namespace Helpdesk.Web.Files;

/// <param name="Pixels">Width times height of a picture as its header says; 0 for anything else, or when the header does not say.</param>
public readonly record struct Sniffed(FileKind Kind, long Pixels);

/// <summary>
/// Tells what a file is by its first bytes; the name decides nothing but whether a text is a script. Own, because libraries of
/// signatures name hundreds of types, but tell no text from a script or a page, which is what decides here.
/// </summary>
public static class FileSniffer
{
    /// <summary>Bytes to look at; a picture's size stands within them in all but odd cases.</summary>
    public const int Look = 256 * 1024;

    private static readonly (FileKind Kind, byte[] Magic)[] Magics =
    [
        (FileKind.Png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        (FileKind.Jpeg, [0xFF, 0xD8, 0xFF]),
        (FileKind.Gif, "GIF87a"u8.ToArray()),
        (FileKind.Gif, "GIF89a"u8.ToArray()),
        (FileKind.Pdf, "%PDF-"u8.ToArray()),
        (FileKind.Zip, [0x50, 0x4B, 0x03, 0x04]),
        (FileKind.Zip, [0x50, 0x4B, 0x05, 0x06]),
        (FileKind.Archive, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        (FileKind.Archive, "Rar!\u001a\u0007"u8.ToArray()),
        (FileKind.Archive, [0x1F, 0x8B, 0x08]),
        (FileKind.Archive, "BZh"u8.ToArray()),
        (FileKind.Archive, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        (FileKind.Archive, "MSCF"u8.ToArray()),
        (FileKind.OfficeDocument, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (FileKind.MemoryDump, "MDMP"u8.ToArray()),
        (FileKind.MemoryDump, "PAGEDU"u8.ToArray()),
        (FileKind.EventLog, "ElfFile\0"u8.ToArray()),
        (FileKind.OtherProgram, [0x7F, 0x45, 0x4C, 0x46]),
        (FileKind.OtherProgram, [0xCF, 0xFA, 0xED, 0xFE]),
        (FileKind.OtherProgram, [0xCE, 0xFA, 0xED, 0xFE]),
        (FileKind.OtherProgram, [0xCA, 0xFE, 0xBA, 0xBE]),
    ];

    private static readonly string[] ScriptEndings =
    [
        ".bat",
        ".cmd",
        ".ps1",
        ".psm1",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
        ".wsf",
        ".hta",
        ".reg",
        ".sh",
        ".py",
        ".lnk",
        ".url",
    ];

    /// <param name="start">The first <see cref="Look"/> bytes, or all of a shorter file.</param>
    public static Sniffed Sniff(ReadOnlySpan<byte> start, string fileName)
    {
        foreach (var (kind, magic) in Magics)
        {
            if (start.StartsWith(magic))
                return new(kind, kind.IsPicture() ? PictureSize.Pixels(kind, start) : 0);
        }

        if (start.Length >= 12 && start[..4].SequenceEqual("RIFF"u8) && start[8..12].SequenceEqual("WEBP"u8))
            return new(FileKind.WebP, PictureSize.Pixels(FileKind.WebP, start));
        // "MZ" alone could begin a text; a program has its bytes below space soon after.
        if (start.StartsWith("MZ"u8) && start[..Math.Min(start.Length, 64)].ContainsAnyInRange<byte>(0, 8))
            return new(FileKind.WindowsProgram, 0);
        return new(TextEncodings.LooksLikeText(start) ? KindOfText(start, fileName) : FileKind.Other, 0);
    }

    private static FileKind KindOfText(ReadOnlySpan<byte> start, string fileName)
    {
        var head = TextEncodings.Decode(start[..Math.Min(start.Length, 1024)]).Text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (
            head.StartsWith("#!", StringComparison.Ordinal)
            || ScriptEndings.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase)
        )
            return FileKind.Script;
        string[] pages = ["<!doctype html", "<html", "<svg", "<?xml", "<script", "<body", "<iframe", "<!--"];
        return pages.Any(page => head.StartsWith(page, StringComparison.OrdinalIgnoreCase)) ? FileKind.WebPage : FileKind.Text;
    }
}
