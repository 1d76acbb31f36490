using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Knowledge.HelpLinks;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Demo;

/// <summary>Fills an empty database with the demo, once.</summary>
public sealed class DemoSeed(
    IDbContextFactory<HelpdeskDb> databases,
    SupportProgramme programme,
    IClock clock,
    RecordSeed seed,
    ILogger<DemoSeed> log,
    IdSource ids
)
{
    private const int CaseCount = 330;

    public async Task EnsureAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Products().AnyAsync(cancellation))
            return;
        var now = clock.GetCurrentInstant();
        var records = DemoRecords.All(now.InZone(programme.Zone).Date);
        var cases = new DemoCases(programme, records, now);
        // Older than any case: they are no news to them.
        await seed.AddAsync(db, records, now - Duration.FromDays(400));
        db.Cases.AddRange(cases.Make(CaseCount));
        List<AbsenceRow> absences = [.. Absences(now)];
        var rota = new DemoRota(programme.Zone, now, ids);
        if (rota.SundayAbsence(absences) is { } sunday)
            absences.Add(sunday);
        db.Absences().AddRange(absences);
        db.Rotations().AddRange(rota.Rotations);
        db.AgentProfiles().AddRange(DemoSkills.Profiles);
        db.CaseDays().AddRange(cases.Days.Select(d => new CaseDay { Day = d.Key, Last = d.Value }));
        var articles = DemoArticles.All(now, ids.New);
        db.Articles().AddRange(articles);
        db.HelpLinks().AddRange(DemoArticles.Links(ids));
        // One transaction: a start that is cut off leaves nothing half seeded.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        db.ArticleRevisions().AddRange(DemoArticles.RevisionsOf(articles));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        log.LogInformation("Demo data: {Cases} cases over {Products} products", CaseCount, DemoRecords.Products.Length);
    }

    // One that is over and one that comes: a holiday of next week, with somebody who stands in.
    private IEnumerable<AbsenceRow> Absences(Instant now)
    {
        var monday = now.InZone(programme.Zone).Date.Next(IsoDayOfWeek.Monday);
        Instant Midnight(LocalDate day) => programme.Zone.AtStartOfDay(day).ToInstant();
        yield return Absence(DemoPeople.Tanaka, Midnight(monday.PlusDays(-14)), Midnight(monday.PlusDays(-12)), DemoPeople.Wagner);
        yield return Absence(DemoPeople.Sato, Midnight(monday), Midnight(monday.PlusDays(5)), DemoPeople.Kato);
    }

    private AbsenceRow Absence(DemoPerson person, Instant from, Instant until, DemoPerson substitute) =>
        new()
        {
            Id = ids.New(),
            PersonId = person.Id,
            From = from,
            Until = until,
            SubstituteId = substitute.Id,
            MadeBy = DemoPeople.Mori.DisplayName,
        };
}
