using System.IO.Compression;
using System.Text;
using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers.Import.Files;
using NodaTime;

namespace Helpdesk.Tests.Customers.Import;

/// <summary>Files as people have them are read, or refused with one clear word (spec U4).</summary>
public sealed class SheetFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("bom")]
    [InlineData("cp932")]
    public void Csv_InAnyOfTheThreeEncodings_IsRead(string encoding)
    {
        const string text = "お客様コード,名称,①\r\nC-1,\"髙橋﨑, \"\"精機\"\"\",ｶﾅ～\r\n\r\nC-2,二行目,\r\n";
        var bytes = encoding switch
        {
            "cp932" => TextEncoding.ShiftJis.GetBytes(text),
            "bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            _ => Encoding.UTF8.GetBytes(text),
        };
        var file = Open(bytes);

        file.Headings.ShouldBe(["お客様コード", "名称", "①"]);
        file.RowCount.ShouldBe(2);
        var rows = file.Rows().ToList();
        rows[0].Cells.ShouldBe(["C-1", "髙橋﨑, \"精機\"", "ｶﾅ～"]);
        rows.Select(r => r.Number).ShouldBe([2, 4], "the blank line counts");
    }

    [Theory]
    [InlineData("a;b\n1,5;2\n", "1,5")]
    [InlineData("a\tb\n1,5\t2\n", "1,5")]
    [InlineData("a,b\n1;5,2\n", "1;5")]
    [InlineData("\"a,x,y\";b\n1,5;2\n", "1,5")]
    public void Csv_SeparatorFollowsTheHeadings(string text, string first) =>
        Open(Encoding.UTF8.GetBytes(text)).Rows().Single().Cells[0].ShouldBe(first);

    [Fact]
    public void Text_InAnotherEncoding_IsRefused()
    {
        Refused(Encoding.Latin1.GetBytes("key,name\nC-1,Müller\n")).ShouldBe("sheet.encoding");
        Refused([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("key,name\nC-1,大和\n")]).ShouldBe("sheet.encoding");
    }

    [Theory]
    [InlineData("", "sheet.empty")]
    [InlineData("\n\n", "sheet.empty")]
    [InlineData("2026-04-01,7\n2026-04-02,8\n", "sheet.no-header")]
    public void Text_WithoutRows_IsRefused(string text, string code) => Refused(Encoding.UTF8.GetBytes(text)).ShouldBe(code);

    [Fact]
    public void Text_WhoseQuotationMarkNeverCloses_IsRefused() =>
        Refused(Encoding.UTF8.GetBytes("key,name\nC-1,\"" + string.Concat(Enumerable.Repeat("line,x\n", 300_000))))
            .ShouldBe("sheet.cell-too-long");

    [Fact]
    public void MoreRowsThanAreTaken_AreRefused() =>
        Refused(Encoding.UTF8.GetBytes("key\n" + string.Concat(Enumerable.Repeat("C\n", SheetFile.MostRows + 1))))
            .ShouldBe("sheet.too-many-rows");

    [Fact]
    public void Workbook_TellsWhatACellShows()
    {
        var file = Open(Workbooks.Of(Workbooks.Row(1, "code", "day", "day2", "flag", "number", "padded", "shared", "wareki"), Cells()));

        file.Headings.ShouldBe(["code", "day", "day2", "flag", "number", "padded", "shared", "wareki"]);
        var cells = file.Rows().Single().Cells;
        cells.ShouldBe(["A1", "2026-04-01", "2026-04-01", "yes", "12.5", "00042", "東京", "令和8年4月1日"]);
        RecordDates.Parse(cells[7]).ShouldBe(new LocalDate(2026, 4, 1));

        static string Cells() =>
            """
                <row r="2"><c r="A2" t="inlineStr"><is><t>A1</t></is></c><c r="B2" s="1"><v>46113</v></c><c r="C2" s="2"><v>46113</v></c>
                <c r="D2" t="b"><v>1</v></c><c r="E2"><v>12.5</v></c><c r="F2" s="3"><v>42</v></c><c r="G2" t="s"><v>0</v></c>
                <c r="H2" t="inlineStr"><is><r><t>令和8年</t></r><r><t>4月1日</t></r><rPh sb="0" eb="2"><t>レイワ</t></rPh></is></c></row>
                """;
    }

    [Theory]
    [InlineData("<row r=\"2\"><c r=\"B2\"><f>1+1</f><v>2</v></c></row>", "", "sheet.formula")]
    [InlineData("<row r=\"2\"><c r=\"B2\" t=\"e\"><v>#REF!</v></c></row>", "", "sheet.cell-error")]
    [InlineData(
        "<row r=\"2\"><c r=\"A2\"><v>2</v></c></row>",
        "<mergeCells count=\"1\"><mergeCell ref=\"A2:B2\"/></mergeCells>",
        "sheet.merged-cells"
    )]
    [InlineData("<row r=\"2\"><c r=\"XFD2\"><v>2</v></c></row>", "", "sheet.too-many-columns")]
    [InlineData("<row r=\"2\"><c r=\"A2\"><v>2</v></row>", "", "sheet.damaged")]
    public void Workbook_ThatIsNoPlainTable_IsRefused(string rows, string after, string code) =>
        Refused(Workbooks.Of(Workbooks.Row(1, "key", "name"), rows, after)).ShouldBe(code);

    [Fact]
    public void Workbook_ThatUnpacksToMore_IsRefused()
    {
        var bomb = Workbooks.Of(Workbooks.Row(1, "key"), "<row r=\"2\"><c r=\"A2\"><v>" + new string('0', 30_000_000) + "</v></c></row>");
        bomb.Length.ShouldBeLessThan(100_000);
        Refused(bomb).ShouldBe("sheet.bomb");
    }

    [Fact]
    public void WhatIsNoWorkbook_IsRefused()
    {
        Refused(Zip(("readme.txt", "hello"))).ShouldBe("sheet.not-a-workbook");
        Refused([.. "PK\x03\x04"u8, 1, 2, 3, 4, 5, 6]).ShouldBe("sheet.damaged");
        Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]).ShouldBe("sheet.old-workbook");
        Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")])
            .ShouldBe("sheet.protected");
    }

    [Fact]
    public void Samples_AreReadAgain()
    {
        IReadOnlyList<string>[] table =
        [
            ["お客様コード", "名称"],
            ["0001", "大和, 精機"],
        ];
        foreach (var bytes in (byte[][])[SampleFiles.Csv(table), SampleFiles.Xlsx(table, "お客様")])
        {
            var file = Open(bytes);
            file.Headings.ShouldBe(table[0]);
            file.Rows().Single().Cells.ShouldBe(table[1]);
        }
    }

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private SheetFile Open(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        var opened = SheetFile.Open(_path);
        opened.IsOk.ShouldBeTrue(opened.IsOk ? null : opened.Errors[0].ToString());
        return opened.Value;
    }

    private string Refused(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        var opened = SheetFile.Open(_path);
        opened.IsOk.ShouldBeFalse();
        return opened.Errors[0].Code;
    }
}
