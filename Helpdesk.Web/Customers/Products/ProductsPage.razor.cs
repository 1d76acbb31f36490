using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Search;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Helpdesk.Web.Customers.Products;

/// <summary>The products that are supported, with their versions: what is added here decides which cases are taken (spec E1, E2).</summary>
public sealed partial class ProductsPage : IDisposable
{
    private const string RowOff = "is-off";

    private readonly CancellationTokenSource _gone = new();
    private MudDataGrid<ProductRow>? _grid;
    private string? _shown;
    private string? _refused;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [Inject]
    private ProductsQuery Query { get; set; } = null!;

    [Inject]
    private ProductQuestions Questions { get; set; } = null!;

    [Inject]
    private RecordAsking Asking { get; set; } = null!;

    [Inject]
    private RecordWords Words { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ProductsText> Text { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool MayManage => Person.IsIn(Policies.ManageRecords);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync()
    {
        if (_shown == Search)
            return Task.CompletedTask;
        _shown = Search;
        return ReloadAsync();
    }

    private async Task<GridData<ProductRow>> LoadAsync(GridState<ProductRow> state, CancellationToken cancellation)
    {
        var found = await Query.RunAsync(Person.Principal, _gone.Token);
        if (!found.IsOk)
        {
            _refused = Errors.Of(found.Errors);
            return new() { Items = [] };
        }

        var rows = found.Value.Where(IsFound);
        if (state.SortDefinitions.FirstOrDefault() is { } sort)
            rows = sort.Descending ? rows.OrderByDescending(sort.SortFunc) : rows.OrderBy(sort.SortFunc);
        List<ProductRow> shown = [.. rows];
        return new() { Items = shown, TotalItems = shown.Count };
    }

    private bool IsFound(ProductRow row) =>
        string.IsNullOrWhiteSpace(Search)
        || SearchFold
            .Fold($"{row.Product.Code} {row.Product.NameEn} {row.Product.NameJa} {string.Join(' ', row.Product.Numbers)}")
            .Contains(SearchFold.Fold(Search.Trim()), StringComparison.Ordinal);

    private bool IsOff(ProductRow row) => !row.Product.IsOffered(Words.Today);

    private string More(VersionRow row) => row.Licences > 0 ? " · " + Text["n.licences", row.Licences] : "";

    private string? Explain(VersionRow row) =>
        row.Version switch
        {
            { ProlongedUntil: { } until } when row.Standing == VersionStanding.Prolonged => Text[
                "ProlongedUntil",
                RecordWords.Day(until),
                row.Version.ProlongedFor ?? ""
            ].Value,
            { ReleasedOn: { } day } => Text["ReleasedOn", RecordWords.Day(day)].Value,
            _ => null,
        };

    private Task SearchAsync(string? search)
    {
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter("q", string.IsNullOrWhiteSpace(search) ? null : search.Trim()),
            replace: true
        );
        return Task.CompletedTask;
    }

    private Task ReloadAsync() => _grid?.ReloadServerData() ?? Task.CompletedTask;

    private Task AddAsync() => AskAsync(Questions.Add());

    private Task ChangeAsync(ProductRow row) => AskAsync(Questions.Change(row));

    private Task AddVersionAsync(ProductRow row) => AskAsync(Questions.AddVersion(row, Preview));

    private Task ProlongAsync(ProductRow row) => AskAsync(Questions.Prolong(row));

    private Task EndAsync(ProductRow row) => AskAsync(Questions.End(row));

    private async Task AskAsync(RecordQuestion question)
    {
        if (await Asking.AskAsync(question, () => InvokeAsync(ReloadAsync)) is not null)
            await ReloadAsync();
    }

    private static RenderFragment Preview(IReadOnlyDictionary<string, string> texts) =>
        builder =>
        {
            builder.OpenComponent<VersionPreviewPanel>(0);
            builder.AddComponentParameter(1, nameof(VersionPreviewPanel.Texts), texts);
            builder.CloseComponent();
        };
}
