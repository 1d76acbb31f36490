using System.Text;
using Helpdesk.Web.Files;

namespace Helpdesk.Tests.Files;

/// <summary>The bytes decide what a file is, whatever its name claims.</summary>
public sealed class FileSnifferTests
{
    private const string Japanese = "2026-04-01 09:00:01 エラー: バックアップ ジョブが失敗しました。\r\n検証ログを添付します。\r\n";

    public static TheoryData<byte[], FileKind> Beginnings() =>
        new()
        {
            { SampleFiles.Dot, FileKind.Png },
            { [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], FileKind.Jpeg },
            { [.. "GIF89a"u8, 1, 0, 1, 0], FileKind.Gif },
            { [.. "RIFF"u8, 1, 0, 0, 0, .. "WEBPVP8 "u8], FileKind.WebP },
            { [.. "%PDF-1.7"u8], FileKind.Pdf },
            { [0x50, 0x4B, 3, 4, 20, 0], FileKind.Zip },
            { [0x1F, 0x8B, 8, 0], FileKind.Archive },
            { SampleFiles.Program, FileKind.WindowsProgram },
            { [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], FileKind.OtherProgram },
            { [.. "#!/bin/sh\necho"u8], FileKind.Script },
            { [.. "  <!DOCTYPE html><p>"u8], FileKind.WebPage },
            { [.. "<svg onload=alert(1)>"u8], FileKind.WebPage },
            { [.. "MZ is how this note begins.\n"u8], FileKind.Text },
            { [.. "MDMP"u8, 0x93, 0xA7, 0, 0], FileKind.MemoryDump },
            { [1, 2, 3, 0, 5, 6], FileKind.Other },
            { [], FileKind.Other },
        };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void Sniff_Beginning_TellsTheKind(byte[] start, FileKind kind) => FileSniffer.Sniff(start, "whatever.png").Kind.ShouldBe(kind);

    [Theory]
    [InlineData("photo.png", FileKind.WindowsProgram, "png")]
    [InlineData("photo.PNG", FileKind.Png, null)]
    [InlineData("holiday.jpg", FileKind.Png, "jpg")]
    [InlineData("setup.exe", FileKind.WindowsProgram, null)]
    [InlineData("setup.log", FileKind.WindowsProgram, "log")]
    [InlineData("server.log", FileKind.Text, null)]
    [InlineData("report.pdf", FileKind.WebPage, "pdf")]
    [InlineData("table.xlsx", FileKind.Zip, null)]
    [InlineData("table.xlsx", FileKind.OfficeDocument, null)]
    [InlineData("noending", FileKind.Png, null)]
    [InlineData("old.png", FileKind.Unchecked, null)]
    public void FalseEnding_IsToldOnlyWhereTheNamePromisesSomethingElse(string name, FileKind kind, string? ending) =>
        FileKinds.FalseEnding(name, kind).ShouldBe(ending);

    [Fact]
    public void OnlyTheFourPictures_AreShownByABrowser() =>
        Enum.GetValues<FileKind>()
            .Where(k => k.ContentType().StartsWith("image/", StringComparison.Ordinal) || k.IsPicture())
            .ShouldBe([FileKind.Png, FileKind.Jpeg, FileKind.Gif, FileKind.WebP], "an SVG can hold script");

    [Fact]
    public void NoKind_IsServedAsSomethingThatRuns() =>
        Enum.GetValues<FileKind>()
            .Select(k => k.ContentType())
            .ShouldAllBe(t => !t.Contains("html") && !t.Contains("svg") && !t.Contains("xml") && !t.Contains("script"));

    [Theory]
    [InlineData(1u, 1u, 1L)]
    [InlineData(50_000u, 50_000u, 2_500_000_000L)]
    public void Pixels_OfAPng_AreReadWithoutUnpackingIt(uint width, uint height, long pixels) =>
        FileSniffer.Sniff(SampleFiles.PngOf(width, height), "x.png").Pixels.ShouldBe(pixels);

    [Fact]
    public void Pixels_OfAJpeg_StandBehindItsOtherSegments()
    {
        byte[] jpeg =
        [
            0xFF,
            0xD8,
            0xFF,
            0xE1,
            0,
            6,
            1,
            2,
            3,
            4,
            0xFF,
            0xC4,
            0,
            4,
            0,
            0,
            0xFF,
            0xC2,
            0,
            17,
            8,
            0x02,
            0x00,
            0x03,
            0x00,
            3,
            0,
            0,
            0,
        ];

        FileSniffer.Sniff(jpeg, "x.jpg").Pixels.ShouldBe(0x200 * 0x300);
    }

    [Fact]
    public void Pixels_OfCutHeaders_AreUnknown_AndNothingThrows()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 1, 2, 3, 4, 0xFF, 0xC2, 0, 17, 8, 2, 0, 3, 0, 3];
        foreach (
            var whole in (byte[][])
                [SampleFiles.Dot, jpeg, [.. "GIF89a"u8, 1, 0, 1, 0], [.. "RIFF"u8, 1, 0, 0, 0, .. "WEBPVP8X"u8, .. new byte[18]]]
        )
        {
            for (var length = 0; length <= whole.Length; length++)
                FileSniffer.Sniff(whole.AsSpan(0, length), "x").Pixels.ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    [Theory]
    [InlineData("utf-8", "UTF-8")]
    [InlineData("utf-16", "UTF-16LE")]
    [InlineData("utf-16BE", "UTF-16BE")]
    [InlineData("shift_jis", "Shift_JIS")]
    [InlineData("euc-jp", "EUC-JP")]
    [InlineData("iso-2022-jp", "ISO-2022-JP")]
    public void JapaneseLog_IsTextInItsEncoding_AndReadsAsItWasWritten(string encoding, string name)
    {
        // UTF-16 without a mark is told by its zeros: as logs have them, most of it is ASCII.
        var text = encoding.StartsWith("utf-16", StringComparison.Ordinal) ? "\uFEFF" + Japanese : Japanese;
        var bytes = SampleFiles.Encoded(text, encoding);

        FileSniffer.Sniff(bytes, "server.log").Kind.ShouldBe(FileKind.Text);
        TextEncodings.Decode(bytes).ShouldBe(new DecodedText(Japanese, name));
    }

    [Theory]
    [InlineData("shift_jis", "ﾊﾞｯｸｱｯﾌﾟ失敗 ｴﾗｰ 本日の検証", "Shift_JIS")]
    [InlineData("euc-jp", "障害報告書", "EUC-JP")]
    [InlineData("shift_jis", "サーバー再起動", "Shift_JIS")]
    public void ShortJapanese_IsToldApart(string encoding, string text, string name) =>
        TextEncodings.Decode(SampleFiles.Encoded(text, encoding)).ShouldBe(new DecodedText(text, name));

    [Fact]
    public void Utf16WithoutAMark_IsToldByItsZeros() =>
        TextEncodings
            .Decode(Encoding.Unicode.GetBytes("Windows writes logs so: エラー\r\n"))
            .ShouldBe(new DecodedText("Windows writes logs so: エラー\r\n", "UTF-16LE"));

    [Fact]
    public void Utf8_CutWithinACharacter_StaysUtf8()
    {
        var bytes = Encoding.UTF8.GetBytes(Japanese);
        for (var cut = 0; cut < 6; cut++)
            TextEncodings.Detect(bytes.AsSpan(0, 60 - cut)).Name.ShouldBe("UTF-8");
    }
}
