using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Mail.Mailbox;

/// <summary>The demo's mailbox: what customers would have received.</summary>
public sealed partial class MailboxPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<MailboxRow> _rows = [];
    private MailboxLetter? _letter;
    private string? _refused;
    private IDisposable? _subscription;

    [SupplyParameterFromQuery]
    private long? Mail { get; set; }

    [Inject]
    private MailboxQuery Query { get; set; } = null!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<MailboxText> Text { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() =>
        _subscription = Feed.Subscribe(batch =>
        {
            if (batch.Records.Count > 0)
                Later(LoadAsync);
        });

    protected override async Task OnParametersSetAsync()
    {
        await LoadAsync();
        _letter = null;
        if (_refused is null && Mail is { } id && await Query.ReadAsync(id, Person.Principal, _gone.Token) is { IsOk: true } read)
            _letter = read.Value;
    }

    private async Task LoadAsync()
    {
        var found = await Query.ListAsync(Person.Principal, _gone.Token);
        _rows = found.IsOk ? found.Value : [];
        _refused = found.IsOk ? null : Errors.Of(found.Errors);
    }
}
