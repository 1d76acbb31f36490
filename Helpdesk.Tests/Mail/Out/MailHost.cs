using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Tests.Support.Smtp;
using Helpdesk.Web;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Composition;
using Helpdesk.Web.Demo;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>
/// The console's own services on a real SQLite file, with a clock that only the test moves; no job runs but when the test says so.
/// </summary>
public sealed class MailHost : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "helpdesk-mail-" + Guid.NewGuid().ToString("N"));
    private WebApplication _app = null!;

    /// <summary>Wednesday 9 June 2027, 10:00 in Tokyo.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2027, 6, 9, 1, 0, 0, TimeSpan.Zero));

    public SmtpTrap Server { get; } = new();

    /// <summary>Further settings, as appsettings.json has them.</summary>
    public IReadOnlyDictionary<string, string?> More { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The data directory.</summary>
    public string Folder => _folder;

    /// <summary>Weeks of closed cases, for those who look back.</summary>
    public int HistoryWeeks { get; init; }

    public IServiceProvider Services => _app.Services;

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    public OutboxWorker Outbox => Services.GetRequiredService<OutboxWorker>();

    public static OpenCaseRequest Good => IntakeHost.Good;

    public async ValueTask InitializeAsync()
    {
        MigratedDatabase.LayInto(_folder);
        _app = HelpdeskApp.Build(
            [],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(Settings());
                builder.Host.UseServiceProviderFactory(new Factory(Time));
            }
        );
        await _app.Services.PrepareDatabaseAsync(TestContext.Current.CancellationToken);
        if (HistoryWeeks > 0)
            await _app.Services.GetRequiredService<DemoHistory>().FillAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    public async Task<T> ReadAsync<T>(Func<HelpdeskDb, Task<T>> read)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return await read(db);
    }

    public async Task<Case> OpenAsync(Func<OpenCaseRequest, OpenCaseRequest>? change = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var opened = await scope
            .ServiceProvider.GetRequiredService<OpenCaseHandler>()
            .HandleAsync(change?.Invoke(Good) ?? Good, Channel.Web, null, IntakeHost.Agent, TestContext.Current.CancellationToken);
        opened.IsOk.ShouldBeTrue(opened.IsOk ? null : opened.Errors[0].Code);
        return opened.Value.Case;
    }

    /// <summary>Runs a command that must be accepted.</summary>
    public async Task DoAsync<TCommand>(Case on, TCommand command)
        where TCommand : ICaseCommand
    {
        await using var scope = Services.CreateAsyncScope();
        var done = await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(on.Number, null, command, IntakeHost.Agent, TestContext.Current.CancellationToken);
        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
    }

    /// <summary>The mails of a case, oldest first.</summary>
    public Task<List<OutboxMail>> MailsOfAsync(Case about) =>
        ReadAsync(db => db.OutboxMails().AsNoTracking().Where(m => m.CaseId == about.Id).OrderBy(m => m.Id).ToListAsync());

    public Task<List<CaseEvent>> EventsOfAsync(Case about) =>
        ReadAsync(db => db.Timeline.AsNoTracking().Where(e => e.CaseId == about.Id).OrderBy(e => e.Id).Select(e => e.Event).ToListAsync());

    public Task SendAsync() => Outbox.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>What the server has of a case, oldest first.</summary>
    public IReadOnlyList<TrappedMail> Received(Case about) =>
        [.. Server.Received.Where(m => m.RawHeader("X-Helpdesk-Case") == about.Number)];

    /// <summary>Sends all that is due, and reads the last mail of a kind as a foreign parser does.</summary>
    public async Task<ParsedMail> LastAsync(Case about, MailKind kind)
    {
        await SendAsync();
        // Automatic mails keep a minute's distance.
        for (var minutes = 0; minutes < 5 && (await MailsOfAsync(about)).Exists(m => m.State == OutboxState.Waiting); minutes++)
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await SendAsync();
        }

        var mail = (await MailsOfAsync(about)).Last(m => m.Kind == kind);
        (mail.State, mail.LastError).ShouldBe((OutboxState.Sent, null));
        return await ForeignParser.ReadAsync(Received(about).Single(m => m.RawHeader("Message-ID") == $"<{mail.MessageId}>").Raw);
    }

    private Dictionary<string, string?> Settings() =>
        new(More)
        {
            ["Data:Directory"] = _folder,
            ["Demo:Enabled"] = "true",
            ["Demo:HistoryWeeks"] = HistoryWeeks.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:Sender"] = "Smtp",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:UserName"] = SmtpTrap.User,
            ["Mail:Password"] = SmtpTrap.Password,
            ["Mail:TrustedCertificate"] = Server.CertificateHash,
            ["Mail:ReplyTo"] = "answers@helpdesk.example",
            ["Mail:PublicAddress"] = "https://support.helpdesk.example/",
        };

    private sealed class Factory(TimeProvider time) : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services) => services;

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
        {
            containerBuilder.Replace(ServiceDescriptor.Singleton(time));
            return containerBuilder.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        }
    }
}
