using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Reports.Facts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Reports;

/// <summary>A case behind a number, with the clock that is counted where it is one.</summary>
/// <param name="Hour">Hour of the day that the report counts it in.</param>
public sealed record ListLine(
    string Number,
    string Subject,
    string Customer,
    string Product,
    string Version,
    Severity Severity,
    string Owner,
    CaseStatus Status,
    Instant OpenedAt,
    Instant? ClosedAt,
    ClosingReason? Reason,
    int Reopens,
    ClockKind? Clock,
    ClockVerdict? Verdict,
    Instant? DueAt,
    Instant? EndedAt,
    Duration? Took,
    Duration? LateBy,
    int Hour
);

/// <param name="All">How many there are; <paramref name="Lines"/> are the latest of them.</param>
public sealed record ListAnswer(ListQuestion Question, Instant AsOf, IReadOnlyList<ListLine> Lines, int All);

/// <summary>What the filters offer: what there is.</summary>
public sealed record ReportChoices(
    IReadOnlyList<(string Key, string Label)> Products,
    IReadOnlyList<(string Key, string Label)> Engineers,
    IReadOnlyList<(string Key, string Label)> Teams,
    IReadOnlyList<string> Customers
);

/// <summary>Answers reports for supervisors (spec U2).</summary>
public sealed class ReportsQuery(
    ReportFactsStore store,
    IDbContextFactory<HelpdeskDb> databases,
    SupportProgramme programme,
    Catalogue catalogue,
    PeopleDirectory people,
    DomainWords domain,
    IStringLocalizer<ReportsText> text,
    IAuthorizationService authorisation,
    IClock clock
)
{
    public LocalDate Today => clock.GetCurrentInstant().InZone(programme.Zone).Date;

    public DateTimeZone Zone => programme.Zone;

    /// <summary>Refused with <c>auth.forbidden</c> for those who do not supervise.</summary>
    public async Task<Result<ReportAnswer>> RunAsync(ReportQuestion question, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!await MayAsync(who))
            return Result<ReportAnswer>.Forbid();
        var teams = await TeamsAsync(cancellation);
        // The reader's language is that of this call; what counts runs on another thread and takes it along.
        return await store.ReadAsync(
            facts =>
                Reader(facts, teams) is var reader ? new ReportBuilder(reader, Keys(reader), programme, text, question).Build() : null!,
            cancellation
        );
    }

    /// <summary>The cases behind a number, the latest first.</summary>
    public async Task<Result<ListAnswer>> RunAsync(ListQuestion question, int take, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!await MayAsync(who))
            return Result<ListAnswer>.Forbid();
        var teams = await TeamsAsync(cancellation);
        var (found, all) = await store.ReadAsync(
            facts =>
            {
                var reader = Reader(facts, teams);
                var items = reader.Find(question.Count, question.Period, question.Filter);
                return (
                    items.OrderByDescending(i => i.At).ThenByDescending(i => i.Case).Take(take).Select(i => Line(reader, i)).ToList(),
                    items.Count
                );
            },
            cancellation
        );
        return new ListAnswer(question, clock.GetCurrentInstant(), await WithWordsAsync(found, cancellation), all);
    }

    public async Task<ReportChoices> ChoicesAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!await MayAsync(who))
            return new([], [], [], []);
        var teams = await TeamsAsync(cancellation);
        return await store.ReadAsync(
            facts =>
            {
                var keys = Keys(Reader(facts, teams));
                return new ReportChoices(
                    [.. Named(facts.Names.Products, catalogue.NameOf)],
                    [.. Named(facts.Names.Owners, keys.NameOf)],
                    [
                        .. TeamOrder
                            .Where(team =>
                                Enumerable.Range(0, facts.Names.Owners.Count).Any(o => TeamOf(facts.Names.Owners[o], teams) == team)
                            )
                            .Select(team => (team, keys.TeamName(team))),
                    ],
                    [
                        .. Enumerable
                            .Range(0, facts.Names.Customers.Count)
                            .Select(i => facts.Names.Customers[i])
                            .Order(StringComparer.CurrentCulture),
                    ]
                );
            },
            cancellation
        );
    }

    // Whoever has several roles belongs to the one that says most about what they do.
    private static readonly string[] s_roles = [Roles.OnCall, Roles.Supervisor, Roles.Engineer, Roles.Administrator];

    private static readonly string[] TeamOrder = [.. s_roles, "", "none"];

    private async Task<bool> MayAsync(ClaimsPrincipal who) => (await authorisation.AuthorizeAsync(who, Policies.ReadReports)).Succeeded;

    private ReportReader Reader(ReportFacts facts, Dictionary<string, string> teams) =>
        new(facts, programme, owner => TeamOf(owner, teams), clock.GetCurrentInstant());

    private ReportKeys Keys(ReportReader reader) => new(reader, catalogue, people, domain, text);

    private static string TeamOf(string owner, Dictionary<string, string> teams) =>
        owner.Length == 0 ? "" : teams.GetValueOrDefault(owner, "none");

    private async Task<Dictionary<string, string>> TeamsAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var held = await db
            .UserRoles.Join(db.Roles, held => held.RoleId, role => role.Id, (held, role) => new { held.UserId, role.Name })
            .ToListAsync(cancellation);
        return held.GroupBy(h => h.UserId)
            .ToDictionary(g => ReportFactsSql.OwnerKey(g.Key), g => s_roles.FirstOrDefault(role => g.Any(h => h.Name == role), "none"));
    }

    private static IEnumerable<(string Key, string Label)> Named(NameList names, Func<string, string> label) =>
        Enumerable
            .Range(0, names.Count)
            .Select(i => (Key: names[i], Label: label(names[i])))
            .OrderBy(n => n.Label, StringComparer.CurrentCulture);

    private static (long Id, ReportItem Item, ClockFact? Clock, Duration? Took, Duration? LateBy, int Hour) Line(
        ReportReader reader,
        ReportItem item
    )
    {
        ClockFact? clock = item.Clock < 0 ? null : reader.Facts.Clock(item.Clock);
        Duration? took = clock is { EndedAt: not null } ? reader.Took(item) : null;
        Duration? late = clock is null || !(item.Verdict.IsBroken() || item.Verdict == ClockVerdict.Excused) ? null : reader.LateBy(item);
        return (reader.Facts.Case(item.Case).Id, item, clock, took, late, (int)reader.KeyOf(ReportDimension.Hour, item));
    }

    // Numbers and subjects are not among the facts: they are read for the few lines that are shown.
    private async Task<List<ListLine>> WithWordsAsync(
        List<(long Id, ReportItem Item, ClockFact? Clock, Duration? Took, Duration? LateBy, int Hour)> found,
        CancellationToken cancellation
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var ids = found.Select(f => f.Id).Distinct().ToList();
        var cases = await db
            .Cases.AsNoTracking()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Subject,
                Customer = c.CustomerName ?? c.Contact.Organisation ?? c.Contact.Name,
                c.ProductCode,
                c.ProductVersion,
                c.Severity,
                c.OwnerName,
                c.Status,
                c.OpenedAt,
                c.ClosedAt,
                c.ClosingReason,
                c.ReopenCount,
            })
            .ToDictionaryAsync(c => c.Id, cancellation);
        List<ListLine> lines = [];
        foreach (var f in found)
        {
            if (!cases.TryGetValue(f.Id, out var c))
                continue;
            lines.Add(
                new(
                    c.Number,
                    c.Subject,
                    c.Customer,
                    catalogue.NameOf(c.ProductCode),
                    c.ProductVersion,
                    c.Severity,
                    c.OwnerName ?? domain["nobody"],
                    c.Status,
                    c.OpenedAt,
                    f.Item.Closing is null ? c.ClosedAt : f.Item.At,
                    f.Item.Closing ?? c.ClosingReason,
                    c.ReopenCount,
                    f.Clock?.Kind,
                    f.Clock is null ? null : f.Item.Verdict,
                    f.Clock?.DueAt,
                    f.Clock?.EndedAt,
                    f.Took,
                    f.LateBy,
                    f.Hour
                )
            );
        }

        return lines;
    }
}
