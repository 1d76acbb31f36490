using System.Globalization;
using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Api;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Reports;

/// <summary>Questions as addresses, and back: a report is a link that can be sent on; page, API and file speak the same one.</summary>
public static class ReportAddress
{
    /// <summary>Where the pages lie.</summary>
    public const string Page = "/reports";

    public const string ListPage = "/reports/cases";

    public const string Api = "/api/v1/reports/";

    /// <summary>Longest value taken from an address.</summary>
    private const int LongestValue = 200;

    public static string Word(ReportName name) =>
        string.Concat(
            name.ToString()
                .Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString())
        );

    public static ReportName? Name(string? word) =>
        Enum.GetValues<ReportName>().Cast<ReportName?>().FirstOrDefault(n => Word(n!.Value) == word);

    /// <summary>
    /// Reads a question. Refusals name the parameter: <c>report.unknown</c>, <c>enum.unknown</c>, <c>report.date</c>, <c>report.way</c> and
    /// those of <see cref="ReportPeriod.Of"/>.
    /// </summary>
    public static Result<ReportQuestion> Read(
        string? name,
        IReadOnlyDictionary<string, StringValues> query,
        LocalDate today,
        DateTimeZone zone
    )
    {
        if (Name(name ?? Word(ReportName.Attainment)) is not { } report)
            return Result<ReportQuestion>.Refuse(
                "report.unknown",
                "report",
                name,
                string.Join(", ", Enum.GetValues<ReportName>().Select(Word))
            );
        var reader = new Reader(query);
        var (period, filter) = (reader.Period(today, zone), reader.Filter());
        var by = reader.Word<ReportDimension>("by");
        if (by is { } way && !ReportQuestion.Ways(report).Contains(way))
            reader.Refuse("report.way", "by", way, string.Join(", ", ReportQuestion.Ways(report)));
        return reader.Errors.Count > 0 || period is null
            ? Result<ReportQuestion>.Refuse(reader.Errors)
            : new ReportQuestion(report, period, by ?? ReportQuestion.Ways(report)[0], filter);
    }

    public static Result<ListQuestion> ReadList(IReadOnlyDictionary<string, StringValues> query, LocalDate today, DateTimeZone zone)
    {
        var reader = new Reader(query);
        var (period, filter, count) = (reader.Period(today, zone), reader.Filter(), reader.Word<ReportCount>("count"));
        return reader.Errors.Count > 0 || period is null
            ? Result<ListQuestion>.Refuse(reader.Errors)
            : new ListQuestion(count ?? ReportCount.Missed, period, filter);
    }

    /// <summary>The page's address of a question.</summary>
    public static string Of(ReportQuestion question) =>
        Page
        + Query([
            ("report", question.Name == ReportName.Attainment ? null : Word(question.Name)),
            .. Period(question.Period),
            ("by", question.By == ReportQuestion.Ways(question.Name)[0] ? null : question.By.ToString()),
            .. Filter(question.Filter),
        ]);

    public static string Of(ListQuestion list) =>
        ListPage + Query([("count", list.Count.ToString()), .. Period(list.Period), .. Filter(list.Filter)]);

    /// <summary>The file of a report's tables: the first, or the one that counts by time.</summary>
    public static string FileOf(ReportQuestion question) =>
        Api
        + Word(question.Name)
        + ".csv"
        + Query([.. Period(question.Period), ("by", question.By.ToString()), .. Filter(question.Filter)]);

    public static string FileOf(ListQuestion list) =>
        Api + "cases.csv" + Query([("count", list.Count.ToString()), .. Period(list.Period), .. Filter(list.Filter)]);

    private static (string, string?)[] Period(ReportPeriod period) =>
        period.Kind switch
        {
            PeriodKind.LastWeek => [],
            PeriodKind.Custom => [("from", LocalDatePattern.Iso.Format(period.First)), ("until", LocalDatePattern.Iso.Format(period.Last))],
            _ => [("period", period.Kind.ToString())],
        };

    private static (string, string?)[] Filter(ReportFilter f) =>
        [
            ("clock", f.Clock?.ToString()),
            ("tier", f.Tier?.ToString()),
            ("severity", f.Severity?.ToString()),
            ("product", f.Product),
            ("version", f.Version),
            ("engineer", f.Engineer is "" ? Nobody : f.Engineer),
            ("team", f.Team is "" ? Nobody : f.Team),
            ("customer", f.Customer),
            ("hour", Number(f.Hour)),
            ("weekday", f.Weekday?.ToString()),
            ("reason", f.Reason?.ToString()),
            ("age", Number(f.Age)),
            ("took", Number(f.Took)),
        ];

    /// <summary>How an address says that nobody owns a case.</summary>
    public const string Nobody = "nobody";

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string Query((string Name, string? Value)[] pairs)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in pairs)
        {
            if (value is not null)
                text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }

    /// <summary>Takes parameters one by one and gathers what is wrong with them.</summary>
    private sealed class Reader(IReadOnlyDictionary<string, StringValues> query)
    {
        public List<Error> Errors { get; } = [];

        public void Refuse(string code, string field, params object?[] args) => Errors.Add(new(code, field, args));

        public void Refuse(ErrorKind kind, string code, string field, params object?[] args) => Errors.Add(new(kind, code, field, args));

        public ReportPeriod? Period(LocalDate today, DateTimeZone zone)
        {
            var (from, until) = (Date("from"), Date("until"));
            var kind = from is not null || until is not null ? PeriodKind.Custom : Word<PeriodKind>("period") ?? PeriodKind.LastWeek;
            if (Errors.Count > 0)
                return null;
            var period = ReportPeriod.Of(kind, today, zone, from, until);
            if (period.IsOk)
                return period.Value;
            Errors.AddRange(period.Errors);
            return null;
        }

        public ReportFilter Filter() =>
            new()
            {
                Clock = Word<ClockKind>("clock"),
                Tier = Word<SupportTier>("tier"),
                Severity = Word<Severity>("severity"),
                Product = Text("product"),
                Version = Text("version"),
                Engineer = Text("engineer") is var engineer && engineer == Nobody ? "" : engineer,
                Team = Text("team") is var team && team == Nobody ? "" : team,
                Customer = Text("customer"),
                Hour = Place("hour", 23),
                Weekday = Word<IsoDayOfWeek>("weekday"),
                Reason = Word<ClosingReason>("reason"),
                Age = Place("age", ReportBuckets.Ages.Count),
                Took = Place("took", ReportBuckets.Times.Count),
            };

        public T? Word<T>(string name)
            where T : struct, Enum
        {
            if (Text(name) is not { } text)
                return null;
            if (ApiWords.Parse<T>(text) is { } word)
                return word;
            Refuse(ErrorKind.Malformed, "enum.unknown", name, text, ApiWords.List<T>());
            return null;
        }

        private string? Text(string name) =>
            query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 and <= LongestValue } text ? text : null;

        private LocalDate? Date(string name)
        {
            if (Text(name) is not { } text)
                return null;
            if (LocalDatePattern.Iso.Parse(text) is { Success: true } date)
                return date.Value;
            Refuse("report.date", name, text);
            return null;
        }

        private int? Place(string name, int highest)
        {
            if (Text(name) is not { } text)
                return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= highest)
                return number;
            Refuse("report.number", name, text, highest);
            return null;
        }
    }
}
