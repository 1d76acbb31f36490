using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Supervision.Attention;

/// <summary>What waits for a supervisor; each thing goes by an act, or with its cause, never by being looked at (spec U2).</summary>
public sealed partial class AttentionPage
{
    // A screen that follows every change of a busy queue would do nothing else; a supervisor reads slower than that.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly Dictionary<long, string?> _words = [];
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<SupervisorAlert>? _alerts;
    private IReadOnlyDictionary<string, AlertedCase>? _cases;
    private AttentionFindings _found = AttentionFindings.None;
    private (long Alert, string Words)? _said;
    private IDisposable? _alertsHeard,
        _feedHeard;
    private int _waiting;

    [Inject]
    private IStringLocalizer<AttentionText> Text { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private AlertHandlers Handlers { get; set; } = null!;

    [Inject]
    private AttentionQuery Query { get; set; } = null!;

    [Inject]
    private OpenAlerts Board { get; set; } = null!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    public void Dispose()
    {
        _alertsHeard?.Dispose();
        _feedHeard?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await Feed.Loaded.WaitAsync(_gone.Token);
        _alertsHeard = Board.Subscribe(() => Later(ReadAsync));
        _feedHeard = Feed.Subscribe(_ => ReadSoon());
        await ReadAsync();
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private void ReadSoon()
    {
        if (_gone.IsCancellationRequested || Interlocked.Exchange(ref _waiting, 1) == 1)
            return;
        Later(async () =>
        {
            await RealTime.RestAsync(Rest, _gone.Token);
            Volatile.Write(ref _waiting, 0);
            await ReadAsync();
        });
    }

    private async Task ReadAsync()
    {
        var alerts = await Handlers.OpenAsync(Person.Principal, _gone.Token);
        (_cases, _alerts) = (await Handlers.CasesOfAsync(alerts, _gone.Token), alerts);
        _found = await Query.RunAsync(Person.Principal, _gone.Token);
    }

    private async Task SettleAsync(long id)
    {
        var done = await Handlers.SettleAsync(id, _words.GetValueOrDefault(id) ?? "", Person.Principal);
        _said = done.IsOk ? null : (id, Errors.Of(done.Errors));
        if (done.IsOk)
            _words.Remove(id);
        await ReadAsync();
    }
}
