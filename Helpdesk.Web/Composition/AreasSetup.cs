using FluentValidation;
using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Branding;
using Helpdesk.Web.Cases;
using Helpdesk.Web.Cases.CaseFiles;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Import.Ways;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Files;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Intake.OldCases;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Knowledge.Help;
using Helpdesk.Web.Mail;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.People;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Portal;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Privacy;
using Helpdesk.Web.Queue;
using Helpdesk.Web.Reports;
using Helpdesk.Web.Search;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.Supervision;
using Helpdesk.Web.Workforce;

namespace Helpdesk.Web.Composition;

/// <summary>What all areas have alike: rules for their commands, addresses that are neither page nor API.</summary>
public static class AreasSetup
{
    /// <summary>What no area is without: data, people, languages, the live path, the API, the screens.</summary>
    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        builder.AddHelpdeskData();
        builder.AddHelpdeskIdentity();
        builder.AddLive();
        builder.Services.AddSingleton<FeedStart>();
        builder.AddHelpdeskApi();
        builder.AddHelpdeskConsole();
    }

    /// <summary>The areas, lowest first.</summary>
    public static void AddAreas(this WebApplicationBuilder builder)
    {
        builder.AddGetReady();
        builder.AddCustomers();
        builder.AddEntitlements();
        builder.AddFiles();
        builder.AddWorkforce();
        builder.AddBranding();
        builder.AddMailOut();
        builder.AddSearch();
        builder.AddKnowledge();
        builder.AddCases();
        builder.AddIntake();
        builder.AddOldCases();
        builder.AddQueue();
        builder.AddSupervision();
        builder.AddOnCall();
        builder.AddMailIn();
        builder.AddPortal();
        builder.AddReports();
        builder.AddPrivacy();
        builder.AddPeople();
        AddRules(builder);
    }

    private static void AddRules(WebApplicationBuilder builder)
    {
        foreach (var rules in AssemblyScanner.FindValidatorsInAssembly(typeof(AreasSetup).Assembly))
            builder.Services.AddSingleton(rules.InterfaceType, rules.ValidatorType);
    }

    public static void MapAreas(this WebApplication app)
    {
        app.MapCaseFiles();
        app.MapImportSamples();
        app.MapOldNumbers();
        app.MapMailIn();
        app.MapHelpPictures();
        app.MapBranding();
        app.MapPortal();
        app.MapPrivacy();
        app.MapCalendarFeed();
    }
}
