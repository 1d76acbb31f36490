using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Helpdesk.Web.Customers.CustomerList;

/// <summary>All customers, a page at a time; what is looked for stands in the address.</summary>
public sealed partial class CustomerListPage : IDisposable
{
    private const int PageSize = 50;
    private const string RowOff = "is-off";

    private readonly CancellationTokenSource _gone = new();
    private MudDataGrid<CustomerRow>? _grid;
    private MudTextField<string>? _search;
    private FieldChoice? _partner;
    private CustomerFilter? _shown;
    private string? _refused;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "tier")]
    private string? Tier { get; set; }

    [SupplyParameterFromQuery(Name = "served-by")]
    private string? ServedBy { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? Page { get; set; }

    [Inject]
    private CustomerListQuery Query { get; set; } = null!;

    [Inject]
    private CustomerQuestions Questions { get; set; } = null!;

    [Inject]
    private RecordAsking Asking { get; set; } = null!;

    [Inject]
    private RecordWords Words { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<CustomerListText> Text { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool MayManage => Person.IsIn(Policies.ManageRecords);

    private CustomerFilter Filter => new(Search, GridAddress.Word<CustomerState>(State), GridAddress.Word<SupportTier>(Tier), ServedBy);

    private bool IsFiltered => Filter != new CustomerFilter(null, null, null, null);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_partner?.Value != ServedBy)
            _partner = ServedBy is null ? null : (await PartnersAsync(ServedBy, _gone.Token)).FirstOrDefault() ?? new(ServedBy, ServedBy);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && _search is not null)
            await _search.FocusAsync();
        if (_shown is null || _shown == Filter || _grid is null)
            return;
        _shown = Filter;
        await _grid.ReloadServerData();
    }

    private async Task<GridData<CustomerRow>> LoadAsync(GridState<CustomerRow> state, CancellationToken cancellation)
    {
        var sort = state.SortDefinitions.FirstOrDefault();
        var (order, descending) = (GridAddress.Word<CustomerOrder>(sort?.SortBy) ?? CustomerOrder.Name, sort?.Descending == true);
        Result<CustomerRows> found;
        do
        {
            _shown = Filter;
            // Whoever types on is answered for what stands there now: an earlier answer must not come last.
            found = await Query.RunAsync(
                Filter,
                order,
                descending,
                state.Page * state.PageSize,
                state.PageSize,
                Person.Principal,
                _gone.Token
            );
        } while (_shown != Filter);

        Keep(GridAddress.Sort(sort?.SortBy, descending, nameof(CustomerOrder.Name)), state.Page);
        if (found.IsOk)
            return new() { Items = found.Value.Rows, TotalItems = found.Value.Total };
        _refused = Errors.Of(found.Errors);
        return new() { Items = [] };
    }

    private SortDirection DirectionOf(CustomerOrder order) => GridAddress.DirectionOf(Sort, order.ToString(), nameof(CustomerOrder.Name));

    private bool IsOff(CustomerRow row) => row.EndedOn < Words.Today;

    private static string AddressOf(CustomerRow row) => $"/customers/{Uri.EscapeDataString(row.Key)}";

    private string Shown(CustomerRow row) => row.Name.Length > 0 ? row.Name : Text["Erased"];

    private string Tiers(CustomerRow row) => string.Join(Text["comma"], row.Tiers.Select(tier => Domain.Of(tier)));

    private string WordOf(CustomerState? state) => state is { } known ? Text["State." + known] : "";

    private async Task<IEnumerable<FieldChoice>> PartnersAsync(string? typed, CancellationToken cancellation) =>
        await Query.ChoicesAsync(typed, Person.Principal, cancellation, partnersOnly: true);

    private Task SearchAsync(string? search)
    {
        Go(Filter with { Search = search });
        return Task.CompletedTask;
    }

    // A new question begins at its first page.
    private void Go(CustomerFilter filter) =>
        GridAddress.Go(
            Navigation,
            ("q", string.IsNullOrWhiteSpace(filter.Search) ? null : filter.Search),
            ("state", GridAddress.Of(filter.State)),
            ("tier", GridAddress.Of(filter.Tier)),
            ("served-by", filter.ServedBy),
            ("page", null)
        );

    private void Keep(string? sort, int page)
    {
        if (sort != Sort || page != (Page ?? 1) - 1)
            GridAddress.Go(Navigation, ("sort", sort), ("page", page == 0 ? null : page + 1));
    }

    private async Task AddAsync()
    {
        if (await Asking.AskAsync(Questions.Add(), () => InvokeAsync(ReloadAsync)) is { } done)
            Navigation.NavigateTo($"/customers/{Uri.EscapeDataString(done.Key)}");
    }

    private Task ReloadAsync() => _grid?.ReloadServerData() ?? Task.CompletedTask;
}
