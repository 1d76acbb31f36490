using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.OnCall.HandOver;

/// <summary>The hand-overs that wait: what runs, in a line each, to be accepted by who comes (spec U3).</summary>
public sealed partial class HandOverPanel
{
    private readonly Dictionary<(Guid, long), string> _lines = [];
    private IReadOnlyList<ShiftHandOver> _open = [];
    private IDisposable? _subscription;
    private string? _refused;

    [Inject]
    private IStringLocalizer<HandOverText> Text { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private HandOverHandlers Handlers { get; set; } = null!;

    [Inject]
    private HandOverCache Board { get; set; } = null!;

    [Inject]
    private DutyRoster Roster { get; set; } = null!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _subscription = Board.Subscribe(() => Later(LoadAsync));
        await LoadAsync();
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private string NameOf(Guid? person) => person is { } id ? Roster.NameOf(id) : Text["nobody"];

    private string Facts(string number) => Feed.Find(number) is { } entry ? $"{Domain.Of(entry.Severity)} · {entry.Customer}" : "";

    private bool MayWrite(ShiftHandOver one) => one.FromId == Person.Id || Person.IsIn(Policies.Supervise);

    private bool MayAccept(ShiftHandOver one) =>
        one.ToId == Person.Id || Roster.IsOnCall(Person.Id, Clock.GetCurrentInstant()) || Person.IsIn(Policies.Supervise);

    private async Task LoadAsync()
    {
        var found = await Handlers.OpenAsync(Person.Principal, CancellationToken.None);
        _open = found.IsOk ? found.Value : [];
    }

    private async Task SaveAsync(Guid id, long caseId)
    {
        if (!_lines.TryGetValue((id, caseId), out var text))
            return;
        var done = await Handlers.HandleAsync(new EditHandOverLine(id, caseId, text), Person.Principal);
        _refused = done.IsOk ? null : Errors.Of(done.Errors);
        if (done.IsOk)
            _lines.Remove((id, caseId));
        await LoadAsync();
    }

    private async Task AcceptAsync(Guid id)
    {
        var done = await Handlers.HandleAsync(new AcceptHandOver(id), Person.Principal);
        _refused = done.IsOk ? null : Errors.Of(done.Errors);
        await LoadAsync();
    }
}
