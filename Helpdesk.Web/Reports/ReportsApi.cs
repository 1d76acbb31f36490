using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using NodaTime;

namespace Helpdesk.Web.Reports;

public static class ReportsApi
{
    /// <summary>How many cases of a list one answer has.</summary>
    private const int MostCases = 1_000;

    /// <summary>How many a file has; more than a spreadsheet takes would be of no use.</summary>
    private const int MostCasesInFile = 200_000;

    /// <summary>Apart from the API's group: a key for reports may do this and nothing else.</summary>
    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var reports = app.MapGroup("/api/v1/reports").RequireAuthorization(Policies.ReadReports).WithTags("Reports");
        reports
            .MapGet("/cases", ListAsync)
            .WithName("ListReportedCases")
            .WithSummary("The cases behind a number: count, period and filters as the report's own links have them.")
            .Produces<ListBody>()
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(422);
        reports
            .MapGet("/cases.csv", ListFileAsync)
            .WithName("ListReportedCasesAsFile")
            .WithSummary("The same as CSV.")
            .Produces(200, contentType: "text/csv")
            .ProducesProblem(403)
            .ProducesProblem(422);
        reports
            .MapGet("/{name}", ReportAsync)
            .WithName("Report")
            .WithSummary(
                "attainment, misses, backlog, response-times, reopens, closing-reasons or load; period or from and until, by, and filters."
            )
            .Produces<ReportBody>()
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(422);
        reports
            .MapGet("/{name}.csv", FileAsync)
            .WithName("ReportAsFile")
            .WithSummary("The report's first table as CSV.")
            .Produces(200, contentType: "text/csv")
            .ProducesProblem(403)
            .ProducesProblem(422);
    }

    private static async Task<IResult> ReportAsync(
        string name,
        HttpRequest request,
        ClaimsPrincipal who,
        ReportsQuery query,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var question = ReportAddress.Read(name, Parameters(request), query.Today, query.Zone);
        if (!question.IsOk)
            return answers.Refused(question.Errors);
        var answer = await query.RunAsync(question.Value, who, cancellation);
        return answer.IsOk ? Results.Json(Body(answer.Value), ApiJson.Options) : answers.Refused(answer.Errors);
    }

    private static async Task<IResult> FileAsync(
        string name,
        HttpRequest request,
        ClaimsPrincipal who,
        ReportsQuery query,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var question = ReportAddress.Read(name, Parameters(request), query.Today, query.Zone);
        if (!question.IsOk)
            return answers.Refused(question.Errors);
        var answer = await query.RunAsync(question.Value, who, cancellation);
        if (!answer.IsOk)
            return answers.Refused(answer.Errors);
        // A report of nothing is still a file, with nothing in it but its head.
        var bytes = answer.Value.Tables.Count > 0 ? ReportCsv.Of(answer.Value.Tables[0]) : ReportCsv.Write([name], []);
        return Results.File(bytes, ReportCsv.ContentType, FileName(name, question.Value.Period));
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request,
        ClaimsPrincipal who,
        ReportsQuery query,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var question = ReportAddress.ReadList(Parameters(request), query.Today, query.Zone);
        if (!question.IsOk)
            return answers.Refused(question.Errors);
        var list = await query.RunAsync(question.Value, MostCases, who, cancellation);
        return list.IsOk ? Results.Json(Body(list.Value), ApiJson.Options) : answers.Refused(list.Errors);
    }

    private static async Task<IResult> ListFileAsync(
        HttpRequest request,
        ClaimsPrincipal who,
        ReportsQuery query,
        ListCsv csv,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var question = ReportAddress.ReadList(Parameters(request), query.Today, query.Zone);
        if (!question.IsOk)
            return answers.Refused(question.Errors);
        var list = await query.RunAsync(question.Value, MostCasesInFile, who, cancellation);
        return list.IsOk
            ? Results.File(csv.Of(list.Value), ReportCsv.ContentType, FileName(question.Value.Count.ToString(), question.Value.Period))
            : answers.Refused(list.Errors);
    }

    private static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Parameters(HttpRequest request) =>
        request.Query.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    private static string FileName(string name, ReportPeriod period) => $"{name}-{period.First:uuuu-MM-dd}-{period.Last:uuuu-MM-dd}.csv";

    private static ReportBody Body(ReportAnswer answer) =>
        new(
            ReportAddress.Word(answer.Question.Name),
            answer.Question.Period.First,
            answer.Question.Period.Last,
            answer.Question.Period.Zone.Id,
            answer.Question.By,
            answer.AsOf,
            [.. answer.Figures.Select(f => new FigureAnswer(f.Key, f.Title, f.Cell.Value, f.Unit, f.Definition))],
            [
                .. answer.Tables.Select(t => new TableAnswer(
                    t.Id,
                    t.Title,
                    t.Definition,
                    t.RowTitle,
                    [.. t.Columns.Select(c => new ColumnAnswer(c.Key, c.Title, c.Unit, c.Definition))],
                    [.. t.Rows.Select(r => Row(r, t))],
                    t.Total is { } total ? Row(total, t) : null
                )),
            ]
        );

    private static RowAnswer Row(ReportRow row, ReportTable table) =>
        new(
            row.Key,
            row.Label,
            row.Cells.Select((cell, i) => (table.Columns[i].Key, cell.Value)).ToDictionary(pair => pair.Key, pair => pair.Value)
        );

    private static ListBody Body(ListAnswer list) =>
        new(
            list.Question.Count,
            list.Question.Period.First,
            list.Question.Period.Last,
            list.Question.Period.Zone.Id,
            list.AsOf,
            list.All,
            [
                .. list.Lines.Select(l => new LineAnswer(
                    l.Number,
                    l.Subject,
                    l.Customer,
                    l.Product,
                    l.Version,
                    l.Severity,
                    l.Owner,
                    l.Status,
                    l.OpenedAt,
                    l.ClosedAt,
                    l.Reason,
                    l.Reopens,
                    l.Clock,
                    l.Verdict,
                    l.DueAt,
                    l.EndedAt,
                    l.Took?.TotalSeconds,
                    l.LateBy?.TotalSeconds
                )),
            ]
        );
}
