using System.Buffers.Binary;

namespace Helpdesk.Web.Files;

/// <summary>
/// Reads how large a picture will be once it is unpacked, from its header and without unpacking it: a file of a few kB can hold a
/// picture that takes gigabytes in the reader's browser. Own, because a picture library would
/// bring its decoders along, and the question is four headers.
/// </summary>
public static class PictureSize
{
    /// <summary>Width times height; 0 when the header does not say.</summary>
    public static long Pixels(FileKind kind, ReadOnlySpan<byte> start) =>
        kind switch
        {
            FileKind.Png when start.Length >= 24 && start[12..16].SequenceEqual("IHDR"u8) => (long)
                BinaryPrimitives.ReadUInt32BigEndian(start[16..]) * BinaryPrimitives.ReadUInt32BigEndian(start[20..]),
            FileKind.Gif when start.Length >= 10 => (long)BinaryPrimitives.ReadUInt16LittleEndian(start[6..])
                * BinaryPrimitives.ReadUInt16LittleEndian(start[8..]),
            FileKind.Jpeg => Jpeg(start),
            FileKind.WebP => WebP(start),
            _ => 0,
        };

    // Walks from segment to segment to the frame's header (SOF0 to SOF15 without DHT, JPG, DAC).
    private static long Jpeg(ReadOnlySpan<byte> data)
    {
        var at = 2;
        while (at + 9 < data.Length)
        {
            if (data[at] != 0xFF)
                return 0;
            var marker = data[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (long)BinaryPrimitives.ReadUInt16BigEndian(data[(at + 5)..])
                    * BinaryPrimitives.ReadUInt16BigEndian(data[(at + 7)..]);
            at +=
                marker == 0xFF ? 1
                : marker is 0x01 or (>= 0xD0 and <= 0xD7) ? 2
                : 2 + BinaryPrimitives.ReadUInt16BigEndian(data[(at + 2)..]);
        }

        return 0;
    }

    private static long WebP(ReadOnlySpan<byte> data)
    {
        if (data.Length < 30)
            return 0;
        if (data[12..16].SequenceEqual("VP8X"u8))
            return (1L + UInt24(data[24..])) * (1L + UInt24(data[27..]));
        if (data[12..16].SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[21..]);
            return ((bits & 0x3FFF) + 1L) * (((bits >> 14) & 0x3FFF) + 1L);
        }

        return data[12..16].SequenceEqual("VP8 "u8)
            ? (long)(BinaryPrimitives.ReadUInt16LittleEndian(data[26..]) & 0x3FFF)
                * (BinaryPrimitives.ReadUInt16LittleEndian(data[28..]) & 0x3FFF)
            : 0;
    }

    private static int UInt24(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);
}
