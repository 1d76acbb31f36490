using Helpdesk.Web.Branding;
using Helpdesk.Web.Cases.ReplyTemplates;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Demo;
using Helpdesk.Web.Mail.Out.Wording;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.ServiceLevels.Calendars;
using Helpdesk.Web.ServiceLevels.Programme;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Composition;

/// <summary>What must be true of the database before the first request.</summary>
public static class DatabaseStart
{
    public static async Task PrepareDatabaseAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        var databases = services.GetRequiredService<IDbContextFactory<HelpdeskDb>>();
        var feed = services.GetRequiredService<FeedStart>();
        var prepared = feed.BeginIfPrepared();
        if (!prepared)
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await RefuseNewerAsync(db, cancellation);
            await db.Database.MigrateAsync(cancellation);
            await services.GetRequiredService<RecordFolding>().EnsureAsync(cancellation);
            await StartingTemplates.EnsureAsync(db, cancellation);
        }

        await services.GetRequiredService<CalendarBook>().StartAsync(cancellation);
        await services.GetRequiredService<ProgrammeStart>().RunAsync(cancellation);
        await services.EnsureIdentityAsync(cancellation);
        if (!prepared && services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
            await services.GetRequiredService<DemoSeed>().EnsureAsync(cancellation);
        feed.Begin();
        await using (var db = await databases.CreateDbContextAsync(cancellation))
            services.GetRequiredService<OpenAlerts>().Load(await db.Alerts.CountAsync(a => a.SettledAt == null, cancellation));
        await services.LoadWhatIsKeptAsync(cancellation);
    }

    /// <summary>What is kept in memory of the tables, read once.</summary>
    internal static async Task LoadWhatIsKeptAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        await using (var db = await services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync(cancellation))
        {
            await services.GetRequiredService<Catalogue>().LoadAsync(db, cancellation);
            await services.GetRequiredService<Brand>().LoadAsync(db, cancellation);
            await services.GetRequiredService<OwnMailWords>().LoadAsync(db, cancellation);
        }

        var (absences, rota) = (services.GetRequiredService<AbsenceCache>(), services.GetRequiredService<RotaCache>());
        await services.GetRequiredService<PeopleDirectory>().ReloadAsync(cancellation);
        await absences.ReloadAsync(cancellation);
        await services.GetRequiredService<AgentProfileCache>().ReloadAsync(cancellation);
        await rota.ReloadAsync(cancellation);
    }

    /// <summary>A program that is older than its database would leave out what it does not know of: it does not start.</summary>
    private static async Task RefuseNewerAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        if (!await db.Database.CanConnectAsync(cancellation))
            return;
        var unknown = (await db.Database.GetAppliedMigrationsAsync(cancellation)).Except(db.Database.GetMigrations()).ToList();
        if (unknown.Count > 0)
            throw new OptionsValidationException(
                DataOptions.Section,
                typeof(DataOptions),
                [
                    $"Data:Directory: the database there was made by a newer release ({string.Join(", ", unknown)}). "
                        + "Start that release, or restore the backup that was made before the upgrade.",
                ]
            );
    }
}
