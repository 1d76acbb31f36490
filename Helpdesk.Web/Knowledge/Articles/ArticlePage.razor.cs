using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>One article as it stands, and what may be done to it.</summary>
public sealed partial class ArticlePage
{
    private static readonly string[] s_languages = ["ja", "en"];

    private Article? _article;
    private ArticleBody? _body;
    private string _html = "";
    private string? _outside;
    private string? _said;
    private Func<Task<Result>>? _undo;

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "lang")]
    private string? Language { get; set; }

    [Inject]
    private KnowledgeQuery Query { get; set; } = null!;

    [Inject]
    private ArticleHandlers Handlers { get; set; } = null!;

    [Inject]
    private AnswerCounter Answers { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<KnowledgeText> Text { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private static string Reader => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private bool MayPublish => Person.IsIn(Policies.Supervise);

    protected override Task OnParametersSetAsync()
    {
        (_said, _undo) = (null, null);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var found = await Query.FindAsync(Id, Person.Principal, CancellationToken.None);
        if (!found.IsOk)
        {
            (_article, _body, _said) = (null, null, Errors.Of(found.Errors));
            return;
        }

        _article = found.Value;
        _body = _article.In(Language ?? Reader) ?? _article.Bodies[0];
        _html = ArticleMarkdown.ToHtml(_body.Text);
        _outside = ArticleDocuments.IsPublic(_article, _body) ? ArticleAddress.Of(Id, _article.In("en")?.PublishedTitle) : null;
    }

    private string NameOf(string code) => Catalogue.Find(code) is { } product ? (Reader == "ja" ? product.NameJa : product.NameEn) : code;

    private Task PublishAsync() =>
        DoAsync(() => Handlers.HandleAsync(new PublishArticle(Id, _body!.Language, _body.Revision), Person.Principal), "published");

    private Task AskAsync() => DoAsync(() => Handlers.HandleAsync(new AskToPublish(Id, _body!.Language), Person.Principal), "asked.done");

    private async Task RetireAsync()
    {
        var language = _body!.Language;
        await DoAsync(() => Handlers.HandleAsync(new RetireArticle(Id, language), Person.Principal), "retired");
        if (_body?.State == ArticleState.Retired)
            _undo = () => Handlers.HandleAsync(new BringArticleBack(Id, language), Person.Principal);
    }

    private Task CountAsync(bool helped) =>
        DoAsync(() => Answers.CountAsync(Id, _body!.Language, helped, Person.Principal), "answer.thanks");

    private async Task UndoAsync()
    {
        if (_undo is { } undo)
            await DoAsync(undo, "undone");
    }

    private async Task DoAsync(Func<Task<Result>> act, string said)
    {
        _undo = null;
        var done = await act();
        await LoadAsync();
        _said = done.IsOk ? Text[said] : Errors.Of(done.Errors);
    }
}
