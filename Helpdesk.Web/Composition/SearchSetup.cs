using Helpdesk.Web.Search;

namespace Helpdesk.Web.Composition;

/// <summary>The search engine and what keeps its index.</summary>
public static class SearchSetup
{
    public static void AddHelpdeskSearch(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SearchFile>();
        services.AddSingleton<ISearchEngine, SqliteSearchEngine>();
        services.AddSingleton<CaseDocuments>();
        services.AddSingleton<ArticleDocuments>();
        services.AddSingleton<SearchUpkeep>();
        services.AddSingleton<SearchBell>();
        services.AddHostedService<SearchKeeper>();
    }
}
