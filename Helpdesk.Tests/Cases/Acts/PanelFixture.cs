using Bunit;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts;
using Helpdesk.Web.Cases.CasePage;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Composer;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;
using TestContext = Xunit.TestContext;

namespace Helpdesk.Tests.Cases.Acts;

/// <summary>One act panel on a real case of the host; its runner runs the real command and remember it.</summary>
internal sealed class PanelFixture : IAsyncDisposable
{
    private readonly BunitContext _context = new();
    private readonly AsyncServiceScope _scope;
    private readonly CaseRecord _record;

    private PanelFixture(MailHost host, CaseRecord record, IReadOnlyDictionary<string, Draft> drafts)
    {
        _scope = host.Services.CreateAsyncScope();
        _record = record;
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        var reader = new CurrentPerson(new HttpContextAccessor());
        reader.SignedInAs(IntakeHost.Agent);
        _context.Services.AddSingleton(reader);
        // What the console's own services say in a snackbar asks for the address of a circuit; there is none here.
        ((IHostEnvironmentNavigationManager)_scope.ServiceProvider.GetRequiredService<NavigationManager>()).Initialize(
            "http://localhost/",
            "http://localhost/"
        );
        _context.Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        _context.Services.AddFallbackServiceProvider(_scope.ServiceProvider);
        Drafts = new CaseDrafts(
            _scope.ServiceProvider.GetRequiredService<DraftStore>(),
            IntakeHost.Agent,
            record.Case.Id,
            drafts,
            _scope.ServiceProvider.GetRequiredService<IClock>()
        );
        Runner = new RecordingHands(_scope.ServiceProvider.GetRequiredService<CaseCommandRunner>(), record.Case);
    }

    public CaseDrafts Drafts { get; }

    public RecordingHands Runner { get; }

    public Case Case => _record.Case;

    /// <summary>True once the panel asked to be closed.</summary>
    public bool IsDone { get; private set; }

    public static async Task<PanelFixture> OpenAsync(MailHost host, Func<Case, Task>? before = null)
    {
        var opened = await host.OpenAsync();
        if (before is not null)
            await before(opened);
        var record = await host.Services.GetRequiredService<CaseQuery>().FindAsync(opened.Number, TestContext.Current.CancellationToken);
        return new(host, record!, new Dictionary<string, Draft>(StringComparer.Ordinal));
    }

    public IRenderedComponent<TPanel> Render<TPanel>(string act)
        where TPanel : ActPanel =>
        _context.Render<TPanel>(p =>
            p.AddCascadingValue(State()).Add(x => x.Act, act).Add(x => x.OnDone, EventCallback.Factory.Create(this, () => IsDone = true))
        );

    /// <summary>All the acts that the page offers.</summary>
    public IRenderedComponent<CaseActs> RenderActs() => _context.Render<CaseActs>(p => p.AddCascadingValue(State()));

    /// <summary>A part of the page.</summary>
    public IRenderedComponent<TPart> RenderPart<TPart>()
        where TPart : IComponent => _context.Render<TPart>(p => p.AddCascadingValue(State()));

    private CasePageState State() =>
        new(
            _record,
            new ReaderTime(
                DateTimeZoneProviders.Tzdb["Asia/Tokyo"],
                System.Globalization.CultureInfo.GetCultureInfo("en"),
                Instant.FromUnixTimeSeconds(0)
            ),
            Drafts,
            Runner
        );

    public async ValueTask DisposeAsync()
    {
        await Drafts.DisposeAsync();
        await _context.DisposeAsync();
        await _scope.DisposeAsync();
    }
}

/// <summary>Runs what a panel asks for as the console does, and remembers the command and its refusals.</summary>
internal sealed class RecordingHands(CaseCommandRunner runner, Case on) : CaseActRunner
{
    public object? Command { get; private set; }

    public int? Seen { get; private set; }

    public IReadOnlyList<Error> Refused { get; private set; } = [];

    public override async Task<bool> RunAsync<TCommand>(TCommand command, int? seen)
    {
        Command = command;
        return await RunAsync(
            version => runner.RunAsync(on.Number, version, command, IntakeHost.Agent, TestContext.Current.CancellationToken),
            seen
        );
    }

    public override async Task<bool> RunAsync(Func<int?, Task<Result<QueueEntry>>> act, int? seen)
    {
        Seen = seen;
        var done = await act(seen);
        Refused = done.Errors;
        return done.IsOk;
    }

    public override Task ReloadAsync() => Task.CompletedTask;

    public override void Writing(bool writing) { }

    public override void Say(string words, bool isError = false)
    {
        if (isError)
            Refused = [new Error(words)];
    }
}
