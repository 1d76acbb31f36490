using System.Globalization;
using Helpdesk.Web.Customers.Import.Files;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Customers.Import.Ways;

/// <summary>Files to begin from: the headings of a kind in the reader's language, and invented rows that would be taken.</summary>
public static class ImportSamples
{
    private static readonly Dictionary<string, string[][]> Rows = new(StringComparer.Ordinal)
    {
        ["products"] =
        [
            [
                "VSS",
                "Video Studio Server",
                "ビデオスタジオサーバー",
                "",
                "",
                "Which recorder?\nWhich camera?",
                "録画機の型番は？\nカメラの型番は？",
            ],
            ["VSP", "Video Studio Player", "ビデオスタジオプレーヤー", "VSS", "", "", ""],
        ],
        ["versions"] =
        [
            ["VSS", "5.2.7", "2026-01-15", "", "", ""],
            ["VSS", "5.2.10", "2026-04-01", "", "", "5.2.10.*"],
        ],
        ["customers"] =
        [
            ["C-0001", "大和精機株式会社", "Daiwa Seiki K.K.", "ダイワセイキ", "ja", "Asia/Tokyo", "Business", "daiwa.example", "", "", ""],
            ["C-0002", "Nordlicht GmbH", "", "", "en", "Europe/Berlin", "Business", "nordlicht.example", "C-0001", "", ""],
        ],
        ["contacts"] =
        [
            ["", "C-0001", "山田 花子", "ヤマダ ハナコ", "hanako@daiwa.example; yamada@daiwa.example", "03-1234-5678", "ja", "yes", ""],
            ["", "C-0002", "Jonas Weber", "", "jonas@nordlicht.example", "+49 30 1234567", "en", "yes", ""],
        ],
        ["contracts"] =
        [
            ["M-2026-0001", "C-0001", "Premium", "VSS", "2026-04-01", "2027-03-31", "Purchase", "", ""],
            ["M-2026-0002", "C-0002", "Standard", "VSS; VSP", "2026/4/1", "2027/3/31", "Partner", "", ""],
        ],
        ["licences"] =
        [
            ["VSS-1000-0001", "VSS", "Purchased", "M-2026-0001", "C-0001", "", "5.2.10", ""],
            ["VSS-1000-0002", "VSS", "Subscription", "M-2026-0002", "C-0002", "", "5.2.7", "2027-03-31"],
        ],
    };

    /// <summary>The files beside the page that offers them.</summary>
    public static void MapImportSamples(this IEndpointRouteBuilder app)
    {
        app.MapGet(
                "/admin/import/sample/{kind}.csv",
                (string kind, string? language, ImportKinds kinds) => Answer(kind, language, kinds, xlsx: false)
            )
            .RequireAuthorization(Policies.ManageRecords)
            .ExcludeFromDescription();
        app.MapGet(
                "/admin/import/sample/{kind}.xlsx",
                (string kind, string? language, ImportKinds kinds) => Answer(kind, language, kinds, xlsx: true)
            )
            .RequireAuthorization(Policies.ManageRecords)
            .ExcludeFromDescription();
    }

    /// <summary>The headings of a kind and the invented rows.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Table(IImportKind kind, CultureInfo language) =>
        [
            [.. kind.Columns.Select(c => ImportColumns.Heading(kind.Name, c.Name, language))],
            .. Rows[kind.Name],
        ];

    private static IResult Answer(string kind, string? language, ImportKinds kinds, bool xlsx)
    {
        if (kinds.Find(kind) is not { } known)
            return Results.NotFound();
        var reader = CultureInfo.GetCultureInfo(
            language is "ja" or "en" ? language : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName
        );
        var table = Table(known, reader);
        var name = ImportColumns.KindWord(known.Name, reader);
        return xlsx
            ? Results.File(
                SampleFiles.Xlsx(table, name),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                known.Name + ".xlsx"
            )
            : Results.File(SampleFiles.Csv(table), "text/csv; charset=utf-8", known.Name + ".csv");
    }
}
