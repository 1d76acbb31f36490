using System.Buffers;
using System.Text.Unicode;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>A line of a file as bytes, or why it cannot be read.</summary>
/// <param name="IsCutOff">It is the last one and has no line break behind it.</param>
internal readonly record struct RawLine(int Number, ReadOnlyMemory<byte> Bytes, Error? Error, bool IsCutOff);

/// <summary>Cuts a stream into lines and never holds more than one; LF and CRLF, with or without a byte order mark.</summary>
internal static class RawLines
{
    /// <summary>Bytes a line may have: a case with all its messages, files apart.</summary>
    public const int Longest = 16 * 1024 * 1024;

    private const int Chunk = 128 * 1024;

    public static IEnumerable<RawLine> Read(Stream stream)
    {
        var (chunk, line, number, tooLong) = (new byte[Chunk], new ArrayBufferWriter<byte>(), 0, false);
        for (int read; (read = stream.Read(chunk)) > 0; )
        {
            for (var from = 0; from < read; )
            {
                var end = Array.IndexOf(chunk, (byte)'\n', from, read - from);
                var part = chunk.AsMemory(from, (end < 0 ? read : end) - from);
                tooLong |= line.WrittenCount + part.Length > Longest;
                if (!tooLong)
                    line.Write(part.Span);
                from += part.Length + 1;
                if (end < 0)
                    continue;
                if (Made(++number, line, tooLong, isCutOff: false) is { } whole)
                    yield return whole;
                line.ResetWrittenCount();
                tooLong = false;
            }
        }

        if ((line.WrittenCount > 0 || tooLong) && Made(number + 1, line, tooLong, isCutOff: true) is { } last)
            yield return last;
    }

    // Null for an empty line. A line that is too long is passed over to its end.
    private static RawLine? Made(int number, ArrayBufferWriter<byte> line, bool tooLong, bool isCutOff)
    {
        if (tooLong)
            return new(number, default, new Error("old-case.line-too-long", null, Longest / (1024 * 1024)), isCutOff);
        var bytes = line.WrittenMemory;
        if (number == 1 && bytes.Span.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        bytes = bytes.TrimEnd((byte)'\r');
        if (bytes.Span.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') < 0)
            return null;
        return new(number, bytes, Utf8.IsValid(bytes.Span) ? null : new Error("old-case.not-utf8"), isCutOff);
    }
}
