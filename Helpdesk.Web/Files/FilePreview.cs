using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Files;

/// <summary>A line of a text with its number, from 1.</summary>
public readonly record struct TextLine(long Number, string Text);

/// <param name="Encoding">Usual name of the encoding it was read in.</param>
/// <param name="Tail">The end, when there is more than <paramref name="Head"/> shows.</param>
/// <param name="Skipped">Lines between head and tail that are not shown.</param>
public sealed record TextPreview(string Encoding, IReadOnlyList<TextLine> Head, IReadOnlyList<TextLine> Tail, long Skipped);

/// <summary>Says what of a file may be shown, and reads the beginning and the end of a text.</summary>
public sealed class FilePreview(AttachmentStore store, IOptions<FilesOptions> options)
{
    // A line of a megabyte would be no line to a reader.
    private const int LongestLine = 2000;

    /// <summary>True for a picture that a browser may be given: clean, of a kind without script, and not too large once unpacked.</summary>
    public bool ShowsPicture(Attachment file) =>
        file.Kind.IsPicture() && ScanOutcome.MayLeave(file.Scan) && file.Pixels > 0 && file.Pixels <= options.Value.MaxPreviewPixels;

    public static bool ShowsText(Attachment file) => file.Kind.IsText() && ScanOutcome.MayLeave(file.Scan);

    public bool Shows(Attachment file) => ShowsPicture(file) || ShowsText(file);

    /// <summary>The first and the last kB of a text; null when it may not be shown or is missing on the disk.</summary>
    public async Task<TextPreview?> ReadTextAsync(Attachment file, CancellationToken cancellation)
    {
        if (!ShowsText(file) || store.Open(file.Checksum) is not { } bytes)
            return null;
        await using (bytes)
        {
            var part = options.Value.PreviewKilobytes * 1024;
            var start = new byte[Math.Min(2L * part, bytes.Length)];
            await bytes.ReadExactlyAsync(start, cancellation);
            var (encoding, name) = TextEncodings.Detect(start);
            if (bytes.Length <= start.Length)
                return new(name, Lines(encoding.GetString(start), 1), [], 0);
            var headEnd = EndOfLastLine(start.AsSpan(0, part), encoding);
            var tail = await ReadTailAsync(bytes, part, headEnd, encoding, cancellation);
            var head = Lines(encoding.GetString(start.AsSpan(0, headEnd)), 1);
            var first = head.Count + tail.LinesBefore + 1;
            return new(name, head, Lines(tail.Text, first), tail.LinesBefore);
        }
    }

    private static async Task<(string Text, long LinesBefore)> ReadTailAsync(
        Stream bytes,
        int part,
        int from,
        Encoding encoding,
        CancellationToken cancellation
    )
    {
        var tail = new byte[part];
        bytes.Position = AlignedTo(encoding, bytes.Length - part);
        var length = await bytes.ReadAtLeastAsync(tail, part, throwOnEndOfStream: false, cancellation);
        // From the first whole line on; states of ISO-2022-JP and halves of characters end with a line.
        var start = EndOfFirstLine(tail.AsSpan(0, length), encoding);
        var tailAt = bytes.Length - length + start;
        bytes.Position = from;
        return (encoding.GetString(tail, start, length - start), await CountLinesAsync(bytes, tailAt - from, encoding, cancellation));
    }

    private static long AlignedTo(Encoding encoding, long position) => IsWide(encoding) ? position + (position % 2) : position;

    private static bool IsWide(Encoding encoding) => encoding is UnicodeEncoding;

    private static int EndOfFirstLine(ReadOnlySpan<byte> bytes, Encoding encoding) =>
        IsWide(encoding) ? (MemoryMarshal.Cast<byte, ushort>(bytes).IndexOf(LineFeed(encoding)) + 1) * 2 : bytes.IndexOf((byte)'\n') + 1;

    // A single line without an end is cut where it is.
    private static int EndOfLastLine(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var end = IsWide(encoding)
            ? (MemoryMarshal.Cast<byte, ushort>(bytes).LastIndexOf(LineFeed(encoding)) + 1) * 2
            : bytes.LastIndexOf((byte)'\n') + 1;
        return end == 0 ? bytes.Length & ~1 : end;
    }

    private static ushort LineFeed(Encoding encoding) => encoding.GetBytes("\n") is [10, 0] ? (ushort)0x000A : (ushort)0x0A00;

    // No second byte of the Japanese encodings is a line feed; in UTF-16 it takes two.
    private static async Task<long> CountLinesAsync(Stream bytes, long length, Encoding encoding, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            long lines = 0;
            while (length > 0)
            {
                var wanted = (int)Math.Min(64 * 1024, length);
                var read = await bytes.ReadAtLeastAsync(buffer.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellation);
                if (read == 0)
                    break;
                lines += IsWide(encoding)
                    ? MemoryMarshal.Cast<byte, ushort>(buffer.AsSpan(0, read)).Count(LineFeed(encoding))
                    : buffer.AsSpan(0, read).Count((byte)'\n');
                length -= read;
            }

            return lines;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static List<TextLine> Lines(string text, long first)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n');
        // A line feed at the end begins no line.
        var count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        return [.. lines.Take(count).Select((line, i) => new TextLine(first + i, Shown(line.TrimEnd('\r'))))];
    }

    // Control characters and those that turn the direction of writing are shown as what they are: something odd.
    private static string Shown(string line)
    {
        var cut = line.Length > LongestLine ? line[..LongestLine] + "…" : line;
        return string.Concat(
            cut.Select(c =>
                c != '\t' && (char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format) ? '\uFFFD' : c
            )
        );
    }
}
