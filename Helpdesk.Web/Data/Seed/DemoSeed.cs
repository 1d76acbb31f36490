using Helpdesk.Domain.ServiceLevels;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Data.Seed;

/// <summary>Fills an empty database with the demo, once.</summary>
public sealed class DemoSeed(IDbContextFactory<HelpdeskDb> databases, SupportProgramme programme, IClock clock, ILogger<DemoSeed> log)
{
    private const int CaseCount = 330;

    public async Task EnsureAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Products.AnyAsync(cancellation))
            return;
        var now = clock.GetCurrentInstant();
        var contracts = DemoRecords.Contracts(now.InZone(programme.Zone).Date).ToList();
        var licences = DemoRecords.Licences().ToList();
        var cases = new DemoCases(programme, DemoRecords.Products.Select(p => p.ToProduct()).ToDictionary(p => p.Code), licences, contracts, now);
        db.Products.AddRange(DemoRecords.Products);
        db.Contracts.AddRange(contracts);
        db.Licences.AddRange(licences);
        db.Cases.AddRange(cases.Make(CaseCount));
        db.CaseDays.AddRange(cases.Days.Select(d => new CaseDay { Day = d.Key, Last = d.Value }));
        // One transaction: a start that is cut off leaves nothing half seeded.
        await db.SaveChangesAsync(cancellation);
        log.LogInformation("Demo data: {Cases} cases over {Products} products", CaseCount, DemoRecords.Products.Length);
    }
}
