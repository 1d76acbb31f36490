using FluentValidation;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.CaseFiles;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Composer;
using Helpdesk.Web.Cases.CustomerSilence;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Cases.ReplyTemplates;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Knowledge.Articles;
using Helpdesk.Web.Knowledge.Help;
using Helpdesk.Web.Knowledge.HelpLinks;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.Mailbox;
using Helpdesk.Web.Mail.Trouble;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Privacy;
using Helpdesk.Web.Queue;
using Helpdesk.Web.Queue.FindCases;
using Helpdesk.Web.Reports;
using Helpdesk.Web.Reports.Facts;
using Helpdesk.Web.Reports.Wallboard;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.Supervision.Attention;
using Helpdesk.Web.Supervision.CalendarImport;
using Helpdesk.Web.Workforce;
using Helpdesk.Web.Workforce.Absences;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpdesk.Web.Composition;

/// <summary>Handlers, queries and rules of the features.</summary>
public static class FeatureSetup
{
    public static void AddHelpdeskFeatures(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Catalogue>();
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<AbsenceCache>();
        services.AddSingleton<RotaCache>();
        services.AddSingleton<HolidayBook>();
        services.AddSingleton<CaseSaver>();
        services.AddScoped<CaseCommandRunner>();
        services.AddScoped<SplitCaseHandler>();
        services.AddScoped<MergeCasesHandler>();
        services.AddScoped<LinkCasesHandler>();
        services.AddScoped<AlertHandlers>();
        services.AddScoped<AttentionQuery>();
        services.AddSingleton<ExceptionWatch>();
        services.AddSingleton<AbsenceWatch>();
        services.AddScoped<AbsenceHandlers>();
        services.AddScoped<AbsencesQuery>();
        services.AddScoped<AbsenceImportHandler>();
        services.AddScoped<HolidayImportHandler>();
        services.AddSingleton<RotaWatch>();
        services.AddSingleton<GapMail>();
        services.AddSingleton<CalendarWatch>();
        services.AddScoped<OverrideHandlers>();
        services.AddScoped<RotationHandlers>();
        services.AddScoped<RotaQuery>();
        services.AddScoped<RotaWords>();
        services.AddScoped<CalendarFeed>();
        services.AddScoped<FeedWriter>();
        services.AddScoped<DraftStore>();
        services.AddScoped<MailboxQuery>();
        services.AddScoped<MailTroubleQuery>();
        services.AddScoped<MailTroubleHandlers>();
        services.AddScoped<ReportBounceHandler>();
        services.AddSingleton<SilenceKeeper>();
        services.AddSingleton<EntitlementLookup>();
        services.AddScoped<OpenCaseHandler>();
        services.AddSingleton<IntakeGroupCommit>();
        services.AddSingleton<IntakePreviewQuery>();
        services.TryAddSingleton<IMatchingArticles, NoMatchingArticles>();
        services.AddSingleton<HelpPageQuery>();
        services.AddScoped<HelpLinkHandlers>();
        services.AddScoped<KnowledgeQuery>();
        services.AddScoped<ArticleHandlers>();
        services.AddScoped<ArticleDrafts>();
        services.AddScoped<ArticleFromCase>();
        services.AddSingleton<SimilarCasesQuery>();
        services.AddSingleton<ReplyTemplateFiller>();
        services.AddScoped<FittingTemplatesQuery>();
        services.AddScoped<ReplyTemplatesQuery>();
        services.AddScoped<ReplyTemplateHandlers>();
        services.AddScoped<SeverityNoticeQuery>();
        services.AddScoped<ManyCases>();
        services.AddSingleton<ReportFactsStore>();
        services.AddScoped<ReportsQuery>();
        services.AddScoped<ListCsv>();
        services.AddScoped<WallQuery>();
        services.AddSingleton<CaseQuery>();
        services.AddSingleton<SearchIndex>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchIndex>());
        services.AddSingleton<QueuePager>();
        services.AddSingleton<CasesByWordsQuery>();
        services.AddScoped<FindCasesQuery>();
        foreach (var rules in AssemblyScanner.FindValidatorsInAssembly(typeof(FeatureSetup).Assembly))
            services.AddSingleton(rules.InterfaceType, rules.ValidatorType);
    }

    /// <summary>The addresses of features that are neither page nor API.</summary>
    public static void MapHelpdeskFeatures(this WebApplication app)
    {
        app.MapCaseFiles();
        app.MapMailIn();
        app.MapHelpPictures();
        app.MapPortal();
        app.MapPrivacy();
        app.MapCalendarFeed();
    }
}
