using Helpdesk.Domain.Reports;
using Quartz;

namespace Helpdesk.Web.Reports.Facts;

/// <summary>The facts of each case as one text, so that two readings can be held against each other whatever their order.</summary>
public sealed class ReportFactsPicture
{
    private readonly Dictionary<long, string> _cases = [];

    public static ReportFactsPicture Of(ReportFacts facts)
    {
        var picture = new ReportFactsPicture();
        foreach (var fact in facts.Cases)
        {
            var clocks = Enumerable
                .Range(fact.FirstClock, fact.ClockCount)
                .Select(facts.Clock)
                .Select(c =>
                    $"{c.Kind} {facts.Names.Calendars[c.Calendar]} {c.StartedAt} {c.DueAt} {c.EndedAt} {c.EndedAs} "
                    + $"{c.Verdict(NodaTime.Instant.MaxValue)}"
                )
                .Order(StringComparer.Ordinal);
            picture._cases[fact.Id] =
                $"{fact.OpenedAt} {fact.ClosedAt} {fact.Status} {fact.Severity} {fact.Tier} {fact.Reason} {fact.Reopens} "
                + $"{facts.Names.Products[fact.Product]} {facts.Names.Versions[fact.Version]} "
                + $"{facts.Names.Customers[fact.Customer]} {facts.Names.Owners[fact.Owner]} | {string.Join(" | ", clocks)} | "
                + $"{facts.HistoryOf(fact.Id).HasEnded} {string.Join(' ', facts.HistoryOf(fact.Id).Closings)}";
        }

        return picture;
    }

    /// <summary>The cases whose facts are not the same.</summary>
    public IReadOnlyList<long> DifferencesTo(ReportFactsPicture other) =>
        [.. _cases.Keys.Union(other._cases.Keys).Where(id => _cases.GetValueOrDefault(id) != other._cases.GetValueOrDefault(id)).Order()];
}

/// <summary>Every few minutes: lets facts go that nobody asks for. At night: reads them anew and says whether they had drifted.</summary>
[DisallowConcurrentExecution]
public sealed class ReportFactsJob(ReportFactsStore store) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await store.LetGoAsync(cancellationToken);
}

/// <summary>The nightly reading.</summary>
[DisallowConcurrentExecution]
public sealed class ReportFactsCheckJob(ReportFactsStore store) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await store.CheckAsync(cancellationToken);
}
