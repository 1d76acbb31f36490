using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Customers.Import.Ways;

/// <summary>Says in plain lines what became of a file: for the command line, and beside files of the watched folder.</summary>
public sealed class ImportReport(IStringLocalizer<ErrorText> errors, IStringLocalizer<ImportText> text)
{
    public string Counts(string kind, ImportCounts counts) =>
        text[
            "report.counts",
            ImportColumns.KindWord(kind, CultureInfo.CurrentUICulture),
            counts.Total,
            counts.New,
            counts.Changed,
            counts.Unchanged,
            counts.Refused
        ];

    /// <summary>Row, column, value, and why with the way out.</summary>
    public string Refusal(string kind, int row, string? column, string? value, Error error) =>
        text[
            "report.refusal",
            row,
            column is null ? "–" : ImportColumns.Heading(kind, column, CultureInfo.CurrentUICulture),
            value ?? "",
            Why(error)
        ];

    public string Why(Error error) =>
        errors[error.Code, [.. error.Args.Select(a => a ?? "–")]] is { ResourceNotFound: false } words ? words.Value : error.Code;
}
