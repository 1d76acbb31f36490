using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>Every revision of an article in one language, each beside the one before it; an earlier one can be taken up again.</summary>
public sealed partial class ArticleHistoryPage
{
    private IReadOnlyList<ArticleRevision> _revisions = [];
    private string? _said;

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "lang")]
    private string? Language { get; set; }

    /// <summary>The revision that is looked at; the latest when it is missing.</summary>
    [SupplyParameterFromQuery(Name = "number")]
    private int? Number { get; set; }

    [Inject]
    private KnowledgeQuery Query { get; set; } = null!;

    [Inject]
    private ArticleHandlers Handlers { get; set; } = null!;

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

    private string Written => Language is "ja" or "en" ? Language : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private ArticleRevision? Shown => _revisions.FirstOrDefault(r => r.Number == Number) ?? (_revisions.Count > 0 ? _revisions[0] : null);

    private ArticleRevision? Before => _revisions.FirstOrDefault(r => r.Number < Shown!.Number);

    protected override async Task OnParametersSetAsync()
    {
        var found = await Query.RevisionsAsync(Id, Written, Person.Principal, CancellationToken.None);
        _revisions = found.IsOk ? found.Value : [];
        _said = found.IsOk ? null : Errors.Of(found.Errors);
    }

    private string AddressOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"/knowledge/{Id}/history?lang={Written}&number={number}");

    private async Task RestoreAsync()
    {
        var done = await Handlers.HandleAsync(new RestoreRevision(Id, Written, Shown!.Number, _revisions[0].Number), Person.Principal);
        if (done.IsOk)
            Navigation.NavigateTo($"/knowledge/{Id}?lang={Written}");
        else
            _said = Errors.Of(done.Errors);
    }
}
