using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using NodaTime;

namespace Helpdesk.Web.Queue.FindCases;

/// <summary>All cases, searched while it is typed; what is looked for stands in the address.</summary>
public sealed partial class FindCasesPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<FoundCase>? _found;
    private CaseFilter? _shown;
    private string? _said;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "product")]
    private string? Product { get; set; }

    [Inject]
    private FindCasesQuery Query { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<FindCasesText> Text { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = new CaseFilter(
            Search,
            State is CaseDocuments.Open or CaseDocuments.Closed ? State : null,
            Catalogue.Find(Product ?? "")?.Code
        );
        if (wanted == _shown)
            return;
        _shown = wanted;
        var found = await Query.ListAsync(wanted, Person.Principal, _gone.Token);
        // A later key has asked again meanwhile.
        if (wanted != _shown)
            return;
        _found = found.IsOk ? found.Value : [];
        _said = found.IsOk ? null : Errors.Of(found.Errors);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await Script.InvokeVoidAsync("helpdesk.focus", "search");
    }

    private void Go(string? search, string? state, string? product) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                "/cases",
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["q"] = string.IsNullOrWhiteSpace(search) ? null : search,
                    ["state"] = string.IsNullOrEmpty(state) ? null : state,
                    ["product"] = string.IsNullOrEmpty(product) ? null : product,
                }
            ),
            replace: true
        );
}
