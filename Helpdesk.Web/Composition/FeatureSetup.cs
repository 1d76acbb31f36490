using FluentValidation;
using Helpdesk.Web.Commands;
using Helpdesk.Web.Data;
using Helpdesk.Web.Data.Reports;
using Helpdesk.Web.Features.Absences;
using Helpdesk.Web.Features.Absences.Import;
using Helpdesk.Web.Features.Attention;
using Helpdesk.Web.Features.CaseFiles;
using Helpdesk.Web.Features.CasePage;
using Helpdesk.Web.Features.ChangeSeverity;
using Helpdesk.Web.Features.FindCases;
using Helpdesk.Web.Features.Help;
using Helpdesk.Web.Features.HelpLinks;
using Helpdesk.Web.Features.Knowledge;
using Helpdesk.Web.Features.Link;
using Helpdesk.Web.Features.Mailbox;
using Helpdesk.Web.Features.MailIn;
using Helpdesk.Web.Features.MailTrouble;
using Helpdesk.Web.Features.OnCall.Rota;
using Helpdesk.Web.Features.OpenCase;
using Helpdesk.Web.Features.Portal;
using Helpdesk.Web.Features.Privacy;
using Helpdesk.Web.Features.Queue;
using Helpdesk.Web.Features.ReplyTemplates;
using Helpdesk.Web.Features.Reports;
using Helpdesk.Web.Features.Silence;
using Helpdesk.Web.Features.Wall;
using Helpdesk.Web.Intake;
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
        services.AddSingleton<AbsenceBoard>();
        services.AddSingleton<RotaBoard>();
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
        services.AddSingleton<IntakeDesk>();
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
