using System.Globalization;
using System.Security.Claims;
using CsvHelper;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Customers.Contracts;

/// <summary>The list of contracts as a file for a spreadsheet: what the page shows, all its pages.</summary>
public static class ContractsCsv
{
    private const string ContentType = "text/csv; charset=utf-8";
    private const int Most = 20_000;

    // Without the mark Excel reads Japanese as garbage; a name must not become a formula.
    private static readonly CsvWriterOptions Form = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public static void MapContractsCsv(this IEndpointRouteBuilder app) =>
        app.MapGet("/contracts.csv", AnswerAsync).RequireAuthorization(Policies.ReadRecords).ExcludeFromDescription();

    private static async Task<IResult> AnswerAsync(
        string? q,
        string? ending,
        string? tier,
        string? product,
        string? sort,
        ClaimsPrincipal who,
        ContractListQuery query,
        RecordWords words,
        DomainWords domain,
        IStringLocalizer<ContractsText> text,
        CancellationToken cancellation
    )
    {
        var found = await query.RunAsync(
            new(q, GridAddress.Word<ContractSpan>(ending) ?? ContractSpan.In90, GridAddress.Word<SupportTier>(tier), product),
            GridAddress.Word<ContractOrder>(sort?.TrimStart('-')) ?? ContractOrder.Last,
            sort?.StartsWith('-') == true,
            0,
            Most,
            who,
            cancellation
        );
        return found.IsOk ? Results.File(Write(found.Value.Rows, words, domain, text), ContentType, "contracts.csv") : Results.Forbid();
    }

    private static byte[] Write(
        IReadOnlyList<ContractRow> rows,
        RecordWords words,
        DomainWords domain,
        IStringLocalizer<ContractsText> text
    )
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Form, leaveOpen: true))
        {
            Line(csv, text["Ends"], text["Number"], text["Customer"], text["Key"], text["Tier"], text["Products"], text["From"]);
            foreach (var row in rows)
                Line(
                    csv,
                    Day(row.Last),
                    row.Number,
                    row.CustomerName,
                    row.Contract.CustomerKey,
                    domain.Of(row.Contract.Tier),
                    words.Products(row.Contract.Products),
                    Day(row.Contract.From)
                );
            csv.Flush();
        }

        return bytes.ToArray();
    }

    private static string Day(NodaTime.LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static void Line(CsvWriter csv, params string[] fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.EndRecord();
    }
}
