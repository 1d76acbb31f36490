using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Acts.AskOwner;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.CustomerLink;
using Helpdesk.Web.Cases.Acts.Escalate;
using Helpdesk.Web.Cases.Acts.JudgeAnew;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Participants;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.Cases.Acts.Scope;
using Helpdesk.Web.Cases.Acts.Wait;
using Helpdesk.Web.Cases.CaseFiles;
using Helpdesk.Web.Cases.CasePage;
using Helpdesk.Web.Customers.Api;
using Helpdesk.Web.Customers.Contracts;
using Helpdesk.Web.Customers.Import.Ways;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Intake.OldCases;
using Helpdesk.Web.Knowledge.Articles;
using Helpdesk.Web.Mail.Trouble;
using Helpdesk.Web.OnCall.Board;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Queue;
using Helpdesk.Web.Reports;
using Helpdesk.Web.Reports.Wallboard;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.ServiceLevels.Programme;
using Helpdesk.Web.Supervision.Attention;
using Helpdesk.Web.Supervision.Board;
using Helpdesk.Web.Supervision.Calendars;
using Helpdesk.Web.Workforce.Absences;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Template;

namespace Helpdesk.Web.Composition;

/// <summary>The HTTP API under /api/v1 with its description and its errors.</summary>
public static class ApiSetup
{
    public static void AddHelpdeskApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RateLimits>();
        builder.Services.ConfigureHttpJsonOptions(o => ApiJson.Configure(o.SerializerOptions));
        builder.Services.AddOpenApi("v1");
        builder.Services.AddProblemDetails();
        builder.Services.AddScoped<ApiAnswers>();
        // Oversized bodies are read away and answered by the endpoint itself (ApiBody); the server's own limit only guards against abuse.
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.Limits.MaxRequestBodySize = 80L * 1024 * 1024;
            // The address of a reassignment plan holds its cases and what was chosen by hand.
            o.Limits.MaxRequestLineSize = 64 * 1024;
        });
    }

    public static void MapHelpdeskApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1")
            .RequireAuthorization(Policies.WorkCases)
            .AddEndpointFilter<SameOriginGuard>()
            .DisableAntiforgery();
        var cases = api.MapGroup("/cases").WithTags("Cases");
        cases.MapOpenCase();
        cases.MapClosedCases();
        cases.MapCase();
        cases.MapOldNumbersApi();
        cases.MapCaseFilesApi();
        cases.MapAssign();
        cases.MapReply();
        cases.MapParticipants();
        cases.MapCall();
        cases.MapChangeSeverity();
        cases.MapWait();
        cases.MapClose();
        cases.MapAsk();
        cases.MapScope();
        cases.MapEscalate();
        cases.MapSupervisorDecisions();
        cases.MapCustomerLinks();
        cases.MapLinkCases();
        cases.MapJudgeAnew();
        cases.MapAskOwner();
        api.MapQueue();
        api.MapAbsences();
        api.MapSupervise();
        api.MapTakeNext();
        api.MapPages();
        api.MapRota();
        api.MapKnowledge();
        api.MapServiceLevels();
        api.MapCalendars();
        api.MapMailTrouble();
        app.MapProgramme();
        app.MapReports();
        app.MapRecords();
        app.MapGroup("/api/v1/import")
            .RequireAuthorization(Policies.ManageRecords)
            .AddEndpointFilter<SameOriginGuard>()
            .DisableAntiforgery()
            .MapImport();
        app.MapWall();
        app.MapContractsCsv();
        app.Map("/api/{**rest}", Unknown).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }

    /// <summary>What no endpoint takes would fall to the console's page for people; programs hear what is wrong instead.</summary>
    private static IResult Unknown(HttpContext http, EndpointDataSource endpoints, ApiAnswers answers)
    {
        string[] methods =
        [
            .. endpoints
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => IsAt(e, http.Request.Path))
                .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                .Distinct(),
        ];
        if (methods.Length == 0)
            return answers.Refused(ErrorKind.NotFound, "address.unknown", null, http.Request.Path.Value);
        if (methods.Contains(http.Request.Method))
            return answers.Refused(ErrorKind.Malformed, "body.not-json", "Content-Type", http.Request.ContentType);
        http.Response.Headers.Allow = string.Join(", ", methods);
        return answers.Refused(ErrorKind.WrongMethod, "address.method", null, http.Request.Method, string.Join(", ", methods));
    }

    private static bool IsAt(RouteEndpoint endpoint, PathString path) =>
        endpoint.RoutePattern.RawText is { } text
        && text.StartsWith("/api/v1/", StringComparison.Ordinal)
        && new TemplateMatcher(TemplateParser.Parse(text), []).TryMatch(path, []);

    /// <summary>A bug under /api answers as problem details without its inner life; the log has the rest.</summary>
    public static void UseApiErrors(this WebApplication app) =>
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
            branch =>
                branch.UseExceptionHandler(handler =>
                    handler.Run(async context =>
                    {
                        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
                        var status = error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
                        context.Response.StatusCode = status;
                        await context.Response.WriteAsJsonAsync(
                            new ProblemDetails
                            {
                                Status = status,
                                Title = error is BadHttpRequestException ? error.Message : "Something went wrong; the log has the details.",
                            },
                            ApiJson.Options,
                            "application/problem+json"
                        );
                    })
                )
        );
}
