using Helpdesk.Web.Administration.OrderedLists;
using Helpdesk.Web.Files;
using Helpdesk.Web.Knowledge.Articles;
using Helpdesk.Web.Knowledge.Help;
using Helpdesk.Web.Knowledge.HelpLinks;
using Helpdesk.Web.Search;

namespace Helpdesk.Web.Knowledge;

/// <summary>Articles, what everybody outside may read of them, forum and videos.</summary>
public static class KnowledgeSetup
{
    public static void AddKnowledge(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ISearchSource, ArticleDocuments>();
        services.AddSingleton<IStoredFiles, ArticlePictureFiles>();
        services.AddSingleton<PublicArticles>();
        services.AddSingleton<HelpLinksQuery>();
        services.AddSingleton<HelpPageQuery>();
        services.AddScoped<ArticlePictures>();
        services.AddScoped<AnswerCounter>();
        services.AddScoped<ArticleOffers>();
        services.AddSingleton<IMatchingArticles, KnowledgeArticles>();
        services.AddSingleton(HelpLinkHandlers.Codes);
        services.AddScoped<OrderedEntries<HelpLink>>();
        services.AddScoped<HelpLinkHandlers>();
        services.AddScoped<KnowledgeQuery>();
        services.AddScoped<ArticleHandlers>();
        services.AddScoped<ArticleDrafts>();
        services.AddScoped<ArticleFromCase>();
    }
}
