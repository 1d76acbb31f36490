using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.Platform.Api;

/// <summary>
/// Every address of the console and who may use it, written by hand: an address that is not here fails <see cref="RoleWalkTests"/>,
/// so that somebody decides for each new one. What the handlers refuse counts as much as what the endpoints do.
/// </summary>
internal static class DoorTable
{
    /// <summary>Anybody, signed in or not.</summary>
    public const string Anybody = nameof(Anybody);

    /// <summary>Anybody who is signed in, whatever their role.</summary>
    public const string SignedIn = nameof(SignedIn);

    public static readonly IReadOnlyDictionary<string, string> Doors = new Dictionary<string, string[]>
    {
        [Anybody] =
        [
            "* /support/help",
            "* /support/help/{Slug}",
            "GET /support/help/pictures/{id:long}",
            "* /not-found",
            "GET /health/live",
            "GET /health/ready",
            "GET /openapi/{documentName}.json",
            "* /account/login",
            "* /account/setup",
            "* /account/password",
            "GET /account/culture",
            "GET /account/theme",
            "POST /account/logout",
            // A shell without data; what it shows is asked for by wall.js (WatchWall).
            "* /wall",
            "* /support",
            "* /support/new",
            "* /support/policy",
            // Whatever leads nowhere.
            "* /support/{*Rest}",
            "GET /brand.css",
            "GET /brand/logo/{hash}",
            "* /support/product",
            "* /support/problem",
            "* /support/impact",
            "* /support/files",
            "* /support/articles",
            "* /support/send",
            "* /support/sent",
            "POST /support/keep/{step}",
            "POST /support/check",
            "POST /support/propose",
            "POST /support/upload",
            "GET /support/upload/{id:guid}",
            "PUT /support/upload/{id:guid}",
            "DELETE /support/upload/{id:guid}",
            // The pass in the visitor's own browser opens these, for its one case (CustomerLinksTests).
            "* /support/case",
            "* /support/case/{Key}",
            "* /support/case/answer",
            // The signed link in the mail opens it, for its one question.
            "* /support/owner/{Token}",
            "GET /support/case/{number}/files/{id:long}",
            "POST /support/case/{number}/upload",
            "GET /support/case/{number}/upload/{id:guid}",
            "PUT /support/case/{number}/upload/{id:guid}",
            "DELETE /support/case/{number}/upload/{id:guid}",
            "GET /calendar/{secret}.ics",
        ],
        [SignedIn] = ["* /account/logout", "* /account/profile"],
        [Policies.WorkCases] =
        [
            "* /absences/import",
            "* /on-call",
            "* /knowledge",
            "* /knowledge/new",
            "* /knowledge/{Id:long}",
            "* /knowledge/{Id:long}/edit",
            "* /knowledge/{Id:long}/history",
            "* /",
            "* /queue",
            "* /absences",
            "* /on-call/rota",
            "* /cases",
            "* /cases/new",
            "* /cases/{Number}",
            "GET /cases/old/{from}/{oldNumber}",
            "GET /api/v1/cases/old/{from}/{oldNumber}",
            "* /mail-in",
            "GET /mail-in/{id:long}/raw",
            "* /mail-trouble",
            "* /mailbox",
            "GET /cases/{number}/files/{id:long}",
            "GET /cases/{number}/files/{id:long}/picture",
            "POST /api/v1/cases",
            "GET /api/v1/cases",
            "GET /api/v1/cases/{number}",
            "GET /api/v1/queue",
            "GET /api/v1/calendars",
            "POST /api/v1/queue/take-next",
            "POST /api/v1/cases/{number}/judge-anew",
            "POST /api/v1/cases/{number}/ask-owner",
        ],
        [Policies.Supervise] =
        [
            "* /attention",
            "* /supervise",
            "* /supervise/plan",
            "* /supervise/judge-anew",
            "* /admin/calendars",
            "* /admin/calendars/{Id}",
            "* /admin/programme",
            "GET /api/v1/supervise/agents",
            "POST /api/v1/supervise/agents",
            "POST /api/v1/supervise/plan",
            "POST /api/v1/supervise/apply",
            "GET /api/v1/supervise/applied/{id:guid}",
            "POST /api/v1/supervise/applied/{id:guid}/undo",
            "POST /api/v1/supervise/applied/{id:guid}/again",
            "* /reports",
            "* /reports/cases",
            "POST /api/v1/cases/{number}/grant-exception",
            "POST /api/v1/cases/{number}/decline-exception",
            "POST /api/v1/cases/{number}/excuse",
        ],
        [Policies.WatchWall] = ["GET /api/v1/wall", "GET /api/v1/wall/board"],
        [Policies.ReadReports] =
        [
            "GET /api/v1/programme",
            "GET /api/v1/reports/{name}",
            "GET /api/v1/reports/{name}.csv",
            "GET /api/v1/reports/cases",
            "GET /api/v1/reports/cases.csv",
        ],
        [Policies.ReadRecords] =
        [
            "* /admin/products",
            "* /customers",
            "* /customers/{Key}",
            "* /contracts",
            "GET /contracts.csv",
            "GET /api/v1/customers",
            "GET /api/v1/customers/{key}",
            "GET /api/v1/contacts",
            "GET /api/v1/contacts/{key}",
            "GET /api/v1/contracts",
            "GET /api/v1/contracts/{number}",
            "GET /api/v1/licences",
            "GET /api/v1/licences/{serial}",
            "GET /api/v1/products",
            "GET /api/v1/products/{code}",
            "GET /api/v1/products/{code}/versions",
            "GET /api/v1/products/{code}/versions/{version}",
        ],
        [Policies.ManageRecords] =
        [
            "PUT /api/v1/customers/{key}",
            "PUT /api/v1/contacts/{key}",
            "PUT /api/v1/contracts/{number}",
            "PUT /api/v1/licences/{serial}",
            "PUT /api/v1/products/{code}",
            "PUT /api/v1/products/{code}/versions/{version}",
            "* /admin/import",
            "GET /admin/import/sample/{kind}.csv",
            "GET /admin/import/sample/{kind}.xlsx",
            "POST /api/v1/import/{kind}",
        ],
        [Policies.Administer] =
        [
            "* /admin/get-ready",
            "* /admin/privacy",
            "POST /admin/privacy/export",
            "* /admin/help-links",
            "* /admin/api-keys",
            "* /admin/log",
            "* /admin/people",
            "* /admin/templates",
            "* /admin/mail-templates",
            "* /admin/mail-templates/{Name}",
            "* /admin/branding",
        ],
    }
        .SelectMany(p => p.Value.Select(door => (door, p.Key)))
        .ToDictionary(p => p.door, p => p.Key, StringComparer.Ordinal);
}
