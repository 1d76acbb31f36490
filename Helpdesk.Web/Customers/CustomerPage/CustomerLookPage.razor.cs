using Helpdesk.Web.Customers.CustomerList;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Customers.CustomerPage;

/// <summary>One customer in one look: contracts, licences, cases, contacts, and who changed what.</summary>
public sealed partial class CustomerLookPage : IDisposable
{
    private const int HistoryStep = 15;

    private readonly CancellationTokenSource _gone = new();
    private CustomerLook? _look;
    private IReadOnlyList<HistoryEntry> _history = [];
    private int _historyShown = HistoryStep;
    private bool _hasOlder;
    private string? _shown;
    private string? _refused;

    [Parameter]
    public string Key { get; set; } = "";

    [Inject]
    private CustomerLookQuery Query { get; set; } = null!;

    [Inject]
    private CustomerHistoryQuery History { get; set; } = null!;

    [Inject]
    private CustomerQuestions Questions { get; set; } = null!;

    [Inject]
    private JoinQuestions Joins { get; set; } = null!;

    [Inject]
    private RecordAsking Asking { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<CustomerPageText> Text { get; set; } = null!;

    private bool MayManage => Person.IsIn(Policies.ManageRecords);

    // The other script and the reading, as one says a name on the phone.
    private string? Aside =>
        _look?.Customer.Record is { } customer
            ? string.Join(" · ", new[] { customer.NameLatin, customer.Reading, customer.Key }.OfType<string>())
            : null;

    private string OpenCaseAddress =>
        _look?.Licences.FirstOrDefault(l => l.Licence.EndedOn is null) is { } licence
            ? $"/cases/new?serial={Uri.EscapeDataString(licence.Licence.Serial)}"
            : "/cases/new";

    public void Dispose()
    {
        Person.Changed -= OnPersonChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    // The browser tells the reader's zone once the page is there.
    protected override void OnInitialized() => Person.Changed += OnPersonChanged;

    protected override Task OnParametersSetAsync()
    {
        if (_shown == Key)
            return Task.CompletedTask;
        _shown = Key;
        return LoadAsync();
    }

    private string NameOf(CustomerLook look) => look.Customer.Record.Name.Length > 0 ? look.Customer.Record.Name : Text["Erased"];

    private void OnPersonChanged() => _ = InvokeAsync(StateHasChanged);

    private async Task LoadAsync()
    {
        var found = await Query.RunAsync(Key, Person.Principal, _gone.Token);
        _look = found.IsOk ? found.Value : null;
        _refused = found.IsOk ? null : Errors.Of(found.Errors);
        await LoadHistoryAsync();
    }

    private async Task LoadHistoryAsync()
    {
        // One more than shown tells whether there are older ones.
        var found = await History.RunAsync(Key, _historyShown + 1, Person.Principal, _gone.Token);
        if (!found.IsOk)
            return;
        _hasOlder = found.Value.Count > _historyShown;
        _history = [.. found.Value.Take(_historyShown)];
    }

    private Task OlderAsync()
    {
        _historyShown += HistoryStep;
        return LoadHistoryAsync();
    }

    private Task ChangeAsync() => AskAsync(Questions.Change(_look!.Customer.Record, _look.Customer.Version));

    private Task JoinAsync() => AskAsync(Joins.Join(_look!));

    private async Task AskAsync(RecordQuestion question)
    {
        if (await Asking.AskAsync(question, ReloadAsync) is not null)
            await LoadAsync();
    }

    private Task ReloadAsync() =>
        InvokeAsync(async () =>
        {
            if (_gone.IsCancellationRequested)
                return;
            await LoadAsync();
            StateHasChanged();
        });
}
