using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Helpdesk.Web.Customers.Contracts;

/// <summary>Contracts by when they end: whoever renews works from here. What is looked for stands in the address.</summary>
public sealed partial class ContractsPage : IDisposable
{
    private const int PageSize = 50;
    private const string RowOff = "is-off";

    private readonly CancellationTokenSource _gone = new();
    private MudDataGrid<ContractRow>? _grid;
    private ContractFilter? _shown;
    private string? _refused;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "ending")]
    private string? Ending { get; set; }

    [SupplyParameterFromQuery(Name = "tier")]
    private string? Tier { get; set; }

    [SupplyParameterFromQuery(Name = "product")]
    private string? Product { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? Page { get; set; }

    [Inject]
    private ContractListQuery Query { get; set; } = null!;

    [Inject]
    private ContractQuestions Questions { get; set; } = null!;

    [Inject]
    private RecordAsking Asking { get; set; } = null!;

    [Inject]
    private RecordWords Words { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ContractsText> Text { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool MayManage => Person.IsIn(Policies.ManageRecords);

    private ContractFilter Filter =>
        new(Search, GridAddress.Word<ContractSpan>(Ending) ?? ContractSpan.In90, GridAddress.Word<SupportTier>(Tier), Product);

    private bool IsFiltered => (Search, Tier, Product) != (null, null, null);

    private string CsvAddress => "/contracts.csv" + new Uri(Navigation.Uri).Query;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_shown is null || _shown == Filter || _grid is null)
            return;
        _shown = Filter;
        await _grid.ReloadServerData();
    }

    private async Task<GridData<ContractRow>> LoadAsync(GridState<ContractRow> state, CancellationToken cancellation)
    {
        var sort = state.SortDefinitions.FirstOrDefault();
        var (order, descending) = (GridAddress.Word<ContractOrder>(sort?.SortBy) ?? ContractOrder.Last, sort?.Descending == true);
        Result<ContractRows> found;
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

        Keep(GridAddress.Sort(sort?.SortBy, descending, nameof(ContractOrder.Last)), state.Page);
        if (found.IsOk)
            return new() { Items = found.Value.Rows, TotalItems = found.Value.Total };
        _refused = Errors.Of(found.Errors);
        return new() { Items = [] };
    }

    private SortDirection DirectionOf(ContractOrder order) => GridAddress.DirectionOf(Sort, order.ToString(), nameof(ContractOrder.Last));

    private bool IsOff(ContractRow row) => row.Last < Words.Today;

    private string MailsOf(ContractNotice told) =>
        told.Mails switch
        {
            0 => Text["Told.NoMail"],
            1 => Text["Told.Mail"],
            var some => Text["Told.Mails", some],
        };

    private static string AddressOf(ContractRow row) => $"/customers/{Uri.EscapeDataString(row.Contract.CustomerKey)}";

    private Task SearchAsync(string? search)
    {
        Go(Filter with { Search = search });
        return Task.CompletedTask;
    }

    // A new question begins at its first page.
    private void Go(ContractFilter filter) =>
        GridAddress.Go(
            Navigation,
            ("q", string.IsNullOrWhiteSpace(filter.Search) ? null : filter.Search),
            ("ending", filter.Span == ContractSpan.In90 ? null : GridAddress.Of<ContractSpan>(filter.Span)),
            ("tier", GridAddress.Of(filter.Tier)),
            ("product", filter.Product),
            ("page", null)
        );

    private void Keep(string? sort, int page)
    {
        if (sort != Sort || page != (Page ?? 1) - 1)
            GridAddress.Go(Navigation, ("sort", sort), ("page", page == 0 ? null : page + 1));
    }

    private async Task RenewAsync(ContractRow row)
    {
        if (await Asking.AskAsync(Questions.Renew(row.Contract, row.Version), () => InvokeAsync(ReloadAsync)) is not null)
            await ReloadAsync();
    }

    private Task ReloadAsync() => _grid?.ReloadServerData() ?? Task.CompletedTask;
}
