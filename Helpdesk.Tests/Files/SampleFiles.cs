using System.Buffers.Binary;
using System.Text;

namespace Helpdesk.Tests.Files;

/// <summary>Small files with the right beginnings.</summary>
internal static class SampleFiles
{
    /// <summary>A whole PNG of one blue dot that a browser shows.</summary>
    public static readonly byte[] Dot = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADAgH/l0yLbQAAAABJRU5ErkJggg=="
    );

    public static readonly byte[] Program = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, .. new byte[200]];

    /// <summary>The header of a PNG that says it is so large; nothing follows.</summary>
    public static byte[] PngOf(uint width, uint height)
    {
        var head = Dot[..33];
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(20), height);
        return head;
    }

    public static byte[] Encoded(string text, string encoding) =>
        (
            encoding is "utf-8" or "utf-16" or "utf-16BE"
                ? Encoding.GetEncoding(encoding)
                : CodePagesEncodingProvider.Instance.GetEncoding(encoding)!
        ).GetBytes(text);
}
