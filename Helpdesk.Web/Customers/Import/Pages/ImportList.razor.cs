using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;

namespace Helpdesk.Web.Customers.Import.Pages;

/// <summary>Earlier imports and those under way, which it follows.</summary>
public sealed partial class ImportList
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _lifetime = new();
    private IReadOnlyList<ImportLine> _lines = [];

    [Inject]
    private IStringLocalizer<ImportText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ImportsQuery Imports { get; set; } = null!;

    [Inject]
    private ImportHandlers Handlers { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Instant.FromDateTimeOffset(Clock.GetUtcNow()));

    public void Dispose()
    {
        Person.Changed -= Later;
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    public async Task LoadAsync()
    {
        var found = await Imports.ListAsync(Person.Principal, _lifetime.Token);
        if (found.IsOk)
            _lines = found.Value;
        StateHasChanged();
    }

    protected override Task OnInitializedAsync()
    {
        // The browser tells the reader's zone once the page is there.
        Person.Changed += Later;
        return LoadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _ = FollowAsync();
    }

    // Nothing is asked while nothing moves: what comes in by another way shows with the next look of whoever reloads.
    private async Task FollowAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Look, Clock);
            while (await timer.WaitForNextTickAsync(_lifetime.Token))
            {
                if (_lines.Any(l => l.IsUnderWay))
                    Later(LoadAsync);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private static double Share(ImportLine line) => line.RowsTotal == 0 ? 0 : 100.0 * line.RowsDone / line.RowsTotal;

    private string Progress(ImportLine line) => Text["progress", line.RowsDone, Math.Max(line.RowsTotal, line.RowsDone)];

    private async Task TakeBackAsync(ImportLine line)
    {
        var sure = await Dialogs.ShowMessageBoxAsync(
            Text["take-back.title", line.FileName],
            Text["take-back.text"],
            yesText: Text["take-back"],
            cancelText: Text["cancel"]
        );
        if (sure != true)
            return;
        await DoAsync(Handlers.TakeBackAsync(line.Id, Person.Principal), Text["take-back.started"]);
    }

    private Task PauseAsync(ImportLine line) => DoAsync(Handlers.PauseAsync(line.Id, Person.Principal), Text["paused"]);

    private Task GoOnAsync(ImportLine line) => DoAsync(Handlers.GoOnAsync(line.Id, Person.Principal), Text["goes-on"]);

    private Task EndAsync(ImportLine line) => DoAsync(Handlers.EndAsync(line.Id, Person.Principal), Text["ended"]);

    private async Task DoAsync(Task<Result> act, string said)
    {
        var done = await act;
        Snackbar.Add(done.IsOk ? said : Errors.Of(done.Errors), done.IsOk ? MudBlazor.Severity.Success : MudBlazor.Severity.Error);
        await LoadAsync();
    }

    private Task ShowRefusalsAsync(ImportLine line) =>
        Dialogs.ShowAsync<RefusalsDialog>(
            Text["refusals.of", line.FileName],
            new DialogParameters<RefusalsDialog> { { d => d.Import, line } },
            new DialogOptions
            {
                MaxWidth = MaxWidth.Large,
                FullWidth = true,
                CloseButton = true,
            }
        );
}
