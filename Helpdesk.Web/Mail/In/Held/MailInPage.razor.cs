using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Mail.In.Held;

/// <summary>
/// Mail that waits for a person, with the cause: read it, release it into a case or as a new one, drop it, take that back.
/// </summary>
public sealed partial class MailInPage
{
    private readonly CancellationTokenSource _gone = new();
    private MailInList? _list;
    private string? _said;
    private string? _caseNumber;
    private bool _isRefusal;
    private long? _dropped;
    private IDisposable? _subscription;

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    /// <summary>The mail that is unfolded; it stands in the address, so that a link shows the same.</summary>
    [SupplyParameterFromQuery(Name = "mail")]
    private long? Open { get; set; }

    [Inject]
    private IStringLocalizer<MailInText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private HeldMailQuery Query { get; set; } = null!;

    [Inject]
    private HeldMailHandlers Handlers { get; set; } = null!;

    [Inject]
    private MailInStatus Board { get; set; } = null!;

    [Inject]
    private MailboxState Mailbox { get; set; } = null!;

    [Inject]
    private MailInPlace Place { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool ShowsAll => Show == "all";

    private string Box => Place.Name ?? Text["box.off"];

    private string Empty =>
        Mailbox.Failure is not null ? "empty.trouble"
        : ShowsAll ? "empty.all"
        : "empty.held";

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    public void Dispose()
    {
        _subscription?.Dispose();
        Person.Changed -= OnPersonChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        _subscription = Board.Subscribe(() => Later(LoadAsync));
        // The browser tells the reader's zone once the page is there.
        Person.Changed += OnPersonChanged;
    }

    private void OnPersonChanged() => _ = InvokeAsync(StateHasChanged);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private static string Mark(InboundState state) =>
        state switch
        {
            InboundState.Held => "!",
            InboundState.Filed => "✓",
            InboundState.Dropped => "✕",
            _ => "…",
        };

    private string Said(HeldMailRow row) =>
        row.State switch
        {
            InboundState.Held => Text["cause." + row.Cause],
            InboundState.Dropped => row.DecidedBy == MailFiling.Rule.Name
                ? Text["dropped.rule", Text["cause." + row.Cause]]
                : Text["dropped.by", row.DecidedBy ?? ""],
            InboundState.Filed => (
                row.DecidedBy == MailFiling.Rule.Name
                    ? Text[row.OpenedCase ? "filed.new" : "filed.into"]
                    : Text[row.OpenedCase ? "filed.new.by" : "filed.into.by", row.DecidedBy ?? ""]
            ).Value,
            _ => Text["received"],
        };

    private async Task LoadAsync()
    {
        var found = await Query.RunAsync(ShowsAll, Person.Principal, _gone.Token);
        if (found.IsOk)
            _list = found.Value;
        else
            Say(Errors.Of(found.Errors), isRefusal: true);
    }

    private void Toggle(HeldMailRow row) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("mail", Open == row.Id ? (long?)null : row.Id), replace: true);

    private async Task DropAsync(HeldMailRow row)
    {
        var done = await Handlers.HandleAsync(new DropMail(row.Id), Person.Principal);
        Say(done.IsOk ? Text["dropped", row.Subject] : Errors.Of(done.Errors), !done.IsOk);
        _dropped = done.IsOk ? row.Id : null;
        await LoadAsync();
    }

    private Task UndoAsync() => _dropped is { } id ? HoldAgainAsync(id) : Task.CompletedTask;

    private async Task HoldAgainAsync(long id)
    {
        var done = await Handlers.HandleAsync(new HoldMailAgain(id), Person.Principal);
        Say(done.IsOk ? Text["held-again"] : Errors.Of(done.Errors), !done.IsOk);
        await LoadAsync();
    }

    private async Task ReleasedAsync(string number)
    {
        Say(Text["released"], isRefusal: false);
        _caseNumber = number;
        await LoadAsync();
    }

    private void Say(string said, bool isRefusal) => (_said, _isRefusal, _dropped, _caseNumber) = (said, isRefusal, null, null);
}

/// <summary>Where mail is read from, for people.</summary>
public sealed class MailInPlace(IMailBox? box = null)
{
    /// <summary>Null when no mail is read.</summary>
    public string? Name => box?.Name;
}
