using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.People;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Composition;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Board;
using Helpdesk.Web.OnCall.HandOver;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Workforce;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>
/// The console's own services on a real SQLite file, on a clock that only the test moves; it can be taken down at any moment and comes back
/// on the same file. Ueda is primary, Ito secondary, Mori supervises.
/// </summary>
public sealed partial class OnCallHost : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "helpdesk-oncall-" + Guid.NewGuid().ToString("N"));
    private WebApplication _app = null!;

    /// <summary>Saturday 12 June 2027, 02:13 in Tokyo.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2027, 6, 11, 17, 13, 0, TimeSpan.Zero));

    public Dictionary<string, string?> Settings { get; } =
        new()
        {
            ["OnCall:WebHook:Url"] = "https://pager.example/hooks/support",
            ["OnCall:WebHook:Secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        };

    /// <summary>
    /// What went out, in order: the pager's, and the mails to colleagues. It may throw to play a console that dies in the act.
    /// </summary>
    public Wire Wire { get; } = new();

    public IServiceProvider Services => _app.Services;

    public string Database => Path.Combine(_folder, "helpdesk.db");

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    public static ClaimsPrincipal As(DemoPerson person) => Who.Person(person.Id, person.Roles);

    public static ClaimsPrincipal Pager => Who.Machine(DemoPeople.ApiKeyId);

    public async ValueTask InitializeAsync()
    {
        await StartPagerAsync();
        Build();
        ConnectPager();
        await _app.Services.PrepareDatabaseAsync(TestContext.Current.CancellationToken);
        await _app.Services.GetRequiredService<CaseFeed>().Loaded.WaitAsync(TestContext.Current.CancellationToken);
        // The demo's own cases would be paged for as well; here only the test's count.
        await WriteAsync(db =>
            db.Cases.Where(c => c.Status != CaseStatus.Closed).ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, CaseStatus.Closed))
        );
        // A year of nights outlasts what the demo's customers bought.
        var last = new LocalDate(2031, 12, 31);
        await WriteAsync(db => db.Contracts().ExecuteUpdateAsync(set => set.SetProperty(c => c.Until, last)));
        await StartQuartzAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopQuartzAsync();
        await _app.DisposeAsync();
        if (Receiver is not null)
            await Receiver.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Nothing is ended in order: whatever was not on the disk is gone, and all begins anew from the file.</summary>
    public async Task KillAndRestartAsync()
    {
        await StopQuartzAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Wire.Heal();
        Build();
        ConnectPager();
        await _app.Services.PrepareDatabaseAsync(TestContext.Current.CancellationToken);
        await _app.Services.GetRequiredService<CaseFeed>().Loaded.WaitAsync(TestContext.Current.CancellationToken);
        await StartQuartzAsync();
    }

    /// <summary>One round of all that Quartz would run at this instant, or what it runs itself.</summary>
    public async Task RunAsync()
    {
        if (RunsQuartz)
        {
            await SettleAsync();
            return;
        }

        var cancellation = TestContext.Current.CancellationToken;
        await Services.GetRequiredService<PageWorker>().RunAsync(cancellation);
        await Services.GetRequiredService<HandOverWorker>().RunAsync(cancellation);
        await Services.GetRequiredService<OutboxWorker>().RunAsync(cancellation);
        await Services.GetRequiredService<HookWorker>().RunAsync(cancellation);
    }

    /// <summary>Moves the clock and runs what is due then.</summary>
    public Task AfterAsync(double minutes)
    {
        Time.Advance(TimeSpan.FromMinutes(minutes));
        return RunAsync();
    }

    /// <summary>Moves the clock to a wall time in Tokyo.</summary>
    public void GoTo(int day, int hour, int minute = 0) =>
        Time.SetUtcNow(new DateTimeOffset(2027, 6, day, hour, minute, 0, TimeSpan.FromHours(9)));

    public async Task<T> ReadAsync<T>(Func<HelpdeskDb, Task<T>> read)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return await read(db);
    }

    public async Task WriteAsync(Func<HelpdeskDb, Task> write)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        await write(db);
        await db.SaveChangesAsync();
    }

    /// <summary>A case by web form from Nordwind GmbH, Premium (spec P13).</summary>
    public async Task<Case> OpenAsync(Severity severity = Severity.Emergency, Func<OpenCaseRequest, OpenCaseRequest>? change = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var request = IntakeHost.Good with
        {
            ContactName = "Lena Fischer",
            Organisation = "Nordwind GmbH",
            Email = "l.fischer@nordwind.example",
            Language = "en",
            SerialNumber = "SP-1001-7337",
            Severity = severity,
            Subject = "Restore fails, production server down",
            Description = "The file server does not boot after the restore.",
        };
        var opened = await scope
            .ServiceProvider.GetRequiredService<OpenCaseHandler>()
            .HandleAsync(change?.Invoke(request) ?? request, Channel.Web, null, IntakeHost.Agent, TestContext.Current.CancellationToken);
        opened.IsOk.ShouldBeTrue(opened.IsOk ? null : opened.Errors[0].Code);
        return opened.Value.Case;
    }

    public async Task<Result<QueueEntry>> TryAsync<TCommand>(Case on, TCommand command, ClaimsPrincipal? who = null)
        where TCommand : ICaseCommand
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(on.Number, null, command, who ?? IntakeHost.Agent, TestContext.Current.CancellationToken);
    }

    public async Task DoAsync<TCommand>(Case on, TCommand command, ClaimsPrincipal? who = null)
        where TCommand : ICaseCommand
    {
        var done = await TryAsync(on, command, who);
        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
    }

    public async Task<Result<QueueEntry>> AcknowledgeAsync(Guid page, ClaimsPrincipal who, Guid? person = null)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AcknowledgePageHandler>().HandleAsync(new(page, person), who);
    }

    /// <summary>The pages of a case, oldest first, with their steps.</summary>
    public Task<List<Page>> PagesOfAsync(Case about) =>
        ReadAsync(db =>
            db.Pages()
                .AsNoTracking()
                .Include(p => p.Steps.OrderBy(s => s.Number))
                    .ThenInclude(s => s.Asks.OrderBy(a => a.Person))
                .Where(p => p.CaseId == about.Id)
                .OrderBy(p => p.OpenedAt)
                .ToListAsync()
        );

    public Task<List<TimelineEntry>> StoryOfAsync(Case about) =>
        ReadAsync(db => db.Timeline.AsNoTracking().Where(e => e.CaseId == about.Id).OrderBy(e => e.Id).ToListAsync());

    public async Task<List<T>> EventsAsync<T>(Case about)
        where T : CaseEvent => [.. (await StoryOfAsync(about)).Select(e => e.Event).OfType<T>()];

    /// <summary>The kinds of the alerts that nobody has settled.</summary>
    public Task<List<AlertKind>> OpenAlertsAsync() =>
        ReadAsync(db => db.Alerts.Where(a => a.SettledAt == null).OrderBy(a => a.Kind).Select(a => a.Kind).ToListAsync());

    public async Task AwayAsync(DemoPerson person, Instant from, Instant until)
    {
        await WriteAsync(db =>
            Task.FromResult(
                db.Absences()
                    .Add(
                        new AbsenceRow
                        {
                            Id = Guid.NewGuid(),
                            PersonId = person.Id,
                            From = from,
                            Until = until,
                            MadeBy = "test",
                        }
                    )
            )
        );
        await Services.GetRequiredService<AbsenceCache>().ReloadAsync(TestContext.Current.CancellationToken);
    }
}
