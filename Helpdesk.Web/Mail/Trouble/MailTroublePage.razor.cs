using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Mail.Trouble;

/// <summary>Mail that does not get through, why, and what to do about it.</summary>
public sealed partial class MailTroublePage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<TroubleRow> _rows = [];
    private string? _refused;
    private IDisposable? _subscription;

    [Inject]
    private MailTroubleQuery Query { get; set; } = null!;

    [Inject]
    private MailTroubleHandlers Handlers { get; set; } = null!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<MailTroubleText> Text { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync()
    {
        _subscription = Feed.Subscribe(batch =>
        {
            if (batch.Records.Count > 0)
                Later(LoadAsync);
        });
        return LoadAsync();
    }

    private async Task ActAsync(Task<Result> act)
    {
        var done = await act;
        await LoadAsync();
        if (!done.IsOk)
            _refused = Errors.Of(done.Errors);
    }

    private async Task LoadAsync()
    {
        var found = await Query.RunAsync(Person.Principal, _gone.Token);
        _rows = found.IsOk ? found.Value : [];
        _refused = found.IsOk ? null : Errors.Of(found.Errors);
    }
}
