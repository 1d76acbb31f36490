using Helpdesk.Web.Demo;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Composition;

/// <summary>The database and the folder it lies in.</summary>
public static class DataSetup
{
    public static void AddHelpdeskData(this WebApplicationBuilder builder)
    {
        // Even compiled, the model takes a while to wake up; it begins while the host is put together.
        _ = Task.Run(WarmModel);
        builder
            .Services.AddOptions<DataOptions>()
            .BindSettings(DataOptions.Section)
            .Validate(
                o => !string.IsNullOrWhiteSpace(o.Directory),
                "Data:Directory is missing: name the folder for the database, attachments and keys, e.g. \"data\"."
            );
        builder.Services.AddSingleton<WriteGate>();
        builder.Services.AddSingleton<IdSource>();
        builder.Services.AddSingleton<DemoSeed>();
        builder.Services.AddSingleton<DemoHistory>();
        builder.Services.AddSingleton<SqlitePragmas>();
        builder.Services.AddSingleton<RecordChain>();
        builder.Services.AddPooledDbContextFactory<HelpdeskDb>(
            (services, options) =>
                options
                    // A case with its clocks and links is a handful of rows: one query is cheaper than three.
                    .UseSqlite(
                        ConnectionString(services.GetRequiredService<IOptions<DataOptions>>().Value),
                        sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)
                    )
                    .AddInterceptors(services.GetRequiredService<SqlitePragmas>(), services.GetRequiredService<RecordChain>())
        );
        // Identity's stores ask for a scoped context; everything else takes the factory.
        builder.Services.AddScoped(services => services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContext());
    }

    private static void WarmModel()
    {
        using var db = new HelpdeskDb(new DbContextOptionsBuilder<HelpdeskDb>().UseSqlite("Data Source=:memory:").Options);
        // Never run: translating the first query is most of what a first query costs.
        _ = db.Alerts.AsNoTracking().Where(a => a.SettledAt == null).OrderBy(a => a.Id).ToQueryString();
    }

    private static string ConnectionString(DataOptions options)
    {
        OwnFolder.Make(options);
        return options.ConnectionString;
    }
}
