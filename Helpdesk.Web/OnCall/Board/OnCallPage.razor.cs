using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.ServiceLevels.Programme;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.OnCall.Board;

/// <summary>The after-hours board: what runs while the centre is closed, and one press to take it (spec U3, P9, P10).</summary>
public sealed partial class OnCallPage
{
    // Other cases change all day; what runs at night is told of by the paging board at once.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _gone = new();
    private readonly List<IDisposable> _heard = [];
    private OnCallBoard? _board;
    private string? _refused;
    private int _waiting;

    /// <summary>The page a link from mail or pager leads to.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    private string? PageId { get; set; }

    [Inject]
    private IStringLocalizer<OnCallText> Text { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private OnCallQuery Query { get; set; } = null!;

    [Inject]
    private OpenPages Pages { get; set; } = null!;

    [Inject]
    private RotaCache Rota { get; set; } = null!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private ProgrammeBook Versions { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private Guid? Marked => Guid.TryParse(PageId, out var id) ? id : null;

    public void Dispose()
    {
        Versions.Changed -= LoadSoon;
        _heard.ForEach(h => h.Dispose());
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await Feed.Loaded.WaitAsync(_gone.Token);
        _heard.Add(Pages.Subscribe(() => Later(LoadAsync)));
        _heard.Add(Rota.Subscribe(() => Later(LoadAsync)));
        // The script names the hotline.
        Versions.Changed += LoadSoon;
        _heard.Add(
            Feed.Subscribe(batch =>
            {
                if (batch.Changes.Count > 0 || batch.Records.Count > 0 || batch.Clocks.Count > 0 || batch.CalendarsTurned.Count > 0)
                    LoadSoon();
            })
        );
        await LoadAsync();
    }

    private void LoadSoon()
    {
        if (_gone.IsCancellationRequested || Interlocked.Exchange(ref _waiting, 1) == 1)
            return;
        Later(async () =>
        {
            await RealTime.RestAsync(Rest, _gone.Token);
            Volatile.Write(ref _waiting, 0);
            await LoadAsync();
        });
    }

    private async Task LoadAsync()
    {
        var found = await Query.RunAsync(Person.Principal, _gone.Token);
        (_board, _refused) = found.IsOk ? (found.Value, null) : (_board, Errors.Of(found.Errors));
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private string Hours(OnCallBoard board) =>
        board.ChangesAt is { } at
            ? Text[board.IsOpen ? "hours.open" : "hours.closed", Time().Short(at), Time().ZoneName(at)]
            : Text[board.IsOpen ? "hours.open.always" : "hours.closed.always"];
}
