using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Search;

namespace Helpdesk.Web.Composition;

/// <summary>The search engine, what keeps its index, and what the knowledge base offers everybody.</summary>
public static class SearchSetup
{
    public static void AddHelpdeskSearch(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SearchFile>();
        services.AddSingleton<ISearchEngine, SqliteSearchEngine>();
        services.AddSingleton<ISearchSource, ArticleDocuments>();
        services.AddSingleton<ISearchSource, CaseDocuments>();
        services.AddSingleton<SearchUpkeep>();
        services.AddSingleton<SearchSignal>();
        services.AddHostedService<SearchKeeper>();
        services.AddSingleton<VisitorLimits>();
        services.AddSingleton<PublicArticles>();
        services.AddSingleton<HelpLinksQuery>();
        services.AddScoped<ArticlePictures>();
        services.AddScoped<AnswerCounter>();
        services.AddScoped<ArticleOffers>();
        services.AddSingleton<IMatchingArticles, KnowledgeArticles>();
    }
}
