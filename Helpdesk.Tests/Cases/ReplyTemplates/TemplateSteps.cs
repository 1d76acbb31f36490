using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Administration.OrderedLists;
using Helpdesk.Web.Cases.ReplyTemplates;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.ReplyTemplates;

/// <summary>What tests of reply templates do: save one, change one, see what is offered for a case.</summary>
internal static class TemplateSteps
{
    public static readonly ClaimsPrincipal Admin = new(
        new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()),
                new Claim(PersonClaims.DisplayName, "Chief"),
                new Claim(ClaimTypes.Role, Roles.Administrator),
            ],
            "test"
        )
    );

    public static readonly DateTimeZone Tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static SaveReplyTemplate New =>
        new(null, 0, ReplyTemplateKind.Guidance, "Try this", "お試しください", "Try it.", "お試しください。", []);

    public static async Task<ReplyTemplate> FindTemplateAsync(this MailHost host, string name) =>
        (await host.TemplatesAsync()).Single(t => t.NameEn == name);

    public static Task<List<ReplyTemplate>> TemplatesAsync(this MailHost host) =>
        host.ReadAsync(db => db.ReplyTemplates().AsNoTracking().OrderBy(t => t.Place).ToListAsync());

    public static async Task<Result> SaveTemplateAsync(this MailHost host, SaveReplyTemplate command, ClaimsPrincipal? who = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ReplyTemplateHandlers>().HandleAsync(command, who ?? Admin);
    }

    public static async Task<Result> OrderTemplatesAsync(this MailHost host, Func<OrderedEntries<ReplyTemplate>, Task<Result>> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<OrderedEntries<ReplyTemplate>>());
    }

    public static async Task<FilledTemplate> OfferedAsync(this MailHost host, Case about, string language, DateTimeZone? zone = null) =>
        (await host.AllOfferedAsync(about, language, zone ?? Tokyo)).Single(t => t.Name == New.NameEn);

    public static async Task<IReadOnlyList<FilledTemplate>> AllOfferedAsync(
        this MailHost host,
        Case about,
        string language,
        DateTimeZone zone
    )
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<FittingTemplatesQuery>()
            .RunAsync(about, language, "en", new("Kato Kenta", zone), IntakeHost.Agent, Token);
    }
}
