using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Knowledge.Help;

/// <summary>One published article for everybody, and the question whether it was the answer; needs neither circuit nor script.</summary>
public sealed partial class HelpArticlePage
{
    private const int LinksShown = 4;

    private PublicArticle? _article;
    private IReadOnlyList<ShownLink> _links = [];
    private ReaderTime _time = null!;
    private string? _wrong;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    /// <summary>The number, and words that only people read.</summary>
    [Parameter]
    public string Slug { get; set; } = "";

    /// <summary>The answer just given; shows thanks, counts nothing.</summary>
    [SupplyParameterFromQuery(Name = "said")]
    private string? Said { get; set; }

    [Inject]
    private PublicArticles Articles { get; set; } = null!;

    [Inject]
    private HelpLinksQuery Links { get; set; } = null!;

    [Inject]
    private AnswerCounter Answers { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<HelpText> Text { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    protected override async Task OnInitializedAsync()
    {
        _time = new(Programme.Zone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());
        _article = ArticleAddress.IdOf(Slug) is { } id ? await Articles.FindAsync(id, Language, Context.RequestAborted) : null;
        if (_article is null)
        {
            // A 404 would be answered by the console's own page for lost colleagues.
            Context.Response.StatusCode = StatusCodes.Status410Gone;
            return;
        }

        _links =
        [
            .. (
                await Links.RunAsync(_article.ProductCodes.Count == 1 ? _article.ProductCodes[0] : null, Language, Context.RequestAborted)
            ).Take(LinksShown),
        ];
    }

    private async Task AnswerAsync(bool helped)
    {
        if (_article is not { } article)
            return;
        var done = await Answers.CountAsync(article, helped, Context.Connection.RemoteIpAddress?.ToString() ?? "");
        // Said twice is said once: a second press is thanked as well.
        if (done.IsOk || done.Errors[0].Code == "article.counted")
            Navigation.NavigateTo($"{article.Address}?said={(helped ? "yes" : "no")}#answered");
        else
            _wrong = Errors.Of(done.Errors);
    }

    private string Of(PublicArticle article) =>
        (article.ProductCodes.Count == 0 ? Text["product.any"].Value : string.Join(", ", article.ProductCodes.Select(NameOf)))
        + (article.Versions.Count > 0 ? " " + string.Join(", ", article.Versions) : null);

    private string NameOf(string code) => Catalogue.Find(code) is { } product ? (Language == "ja" ? product.NameJa : product.NameEn) : code;
}
