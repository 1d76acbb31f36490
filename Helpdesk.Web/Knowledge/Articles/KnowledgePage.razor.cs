using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>Colleagues' list of articles: searched while it is typed, what was found stands in the address.</summary>
public sealed partial class KnowledgePage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<KnowledgeLine>? _lines;
    private KnowledgeFilter? _shown;
    private string? _said;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "product")]
    private string? Product { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [Inject]
    private KnowledgeQuery Query { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<KnowledgeText> Text { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private static string Reader => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private bool IsNarrowed => !string.IsNullOrWhiteSpace(Search) || !string.IsNullOrEmpty(Product) || !string.IsNullOrEmpty(State);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = new KnowledgeFilter(
            Search,
            string.IsNullOrEmpty(Product) ? null : Product,
            KnowledgeFilter.States.Contains(State) ? State : null
        );
        if (wanted == _shown)
            return;
        _shown = wanted;
        var found = await Query.ListAsync(wanted, Reader, Person.Principal, _gone.Token);
        // A later key has asked again meanwhile.
        if (wanted != _shown)
            return;
        _lines = found.IsOk ? found.Value : [];
        _said = found.IsOk ? null : Errors.Of(found.Errors);
    }

    private string NameOf(string code) => Catalogue.Find(code) is { } product ? (Reader == "ja" ? product.NameJa : product.NameEn) : code;

    private void Go(string? search, string? product, string? state) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                "/knowledge",
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["q"] = string.IsNullOrWhiteSpace(search) ? null : search,
                    ["product"] = string.IsNullOrEmpty(product) ? null : product,
                    ["state"] = string.IsNullOrEmpty(state) ? null : state,
                }
            ),
            replace: true
        );
}
