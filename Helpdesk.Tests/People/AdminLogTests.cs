using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Administration.Log;
using Helpdesk.Web.People.Administration;
using Helpdesk.Web.People.ApiKeys;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.People;

/// <summary>Every act of administration leaves one line, a refused one none (spec U4).</summary>
public sealed class AdminLogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryAct_LeavesOneLineWithoutSecrets()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        var link = (
            await Get<CreatePersonHandler>(host).HandleAsync(new CreatePerson("abe", "Abe", "ja", [Roles.Engineer]), Who.Admin, Token)
        ).Value;
        var id = link.PersonId;
        await Get<ChangeRolesHandler>(host).HandleAsync(new ChangeRoles(id, [Roles.Supervisor]), Who.Admin, Token);
        await Get<SwitchPersonHandler>(host).HandleAsync(new SwitchPerson(id, false), Who.Admin, Token);
        await Get<SwitchPersonHandler>(host).HandleAsync(new SwitchPerson(id, true), Who.Admin, Token);
        await Get<UnlockPersonHandler>(host).HandleAsync(new UnlockPerson(id), Who.Admin, Token);
        var again = (await Get<PasswordLinkHandler>(host).HandleAsync(new MakePasswordLink(id), Who.Admin, Token)).Value;
        var key = (
            await Get<CreateApiKeyHandler>(host).HandleAsync(new CreateApiKey("monitoring", ApiKeyScope.Cases), Who.Admin, Token)
        ).Value;
        await Get<RevokeApiKeyHandler>(host).HandleAsync(new RevokeApiKey(key.Id), Who.Admin, Token);
        // Done already: no act.
        await Get<RevokeApiKeyHandler>(host).HandleAsync(new RevokeApiKey(key.Id), Who.Admin, Token);
        await Get<ChangeRolesHandler>(host).HandleAsync(new ChangeRoles(id, [Roles.Supervisor]), Who.Admin, Token);

        var log = await LogAsync(host);
        log.Select(e => (e.Action, e.SubjectName))
            .Reverse()
            .ShouldBe([
                (AdminActs.PersonCreated, "Abe"),
                (AdminActs.RolesChanged, "Abe"),
                (AdminActs.PersonLocked, "Abe"),
                (AdminActs.PersonUnlocked, "Abe"),
                (AdminActs.LockoutEnded, "Abe"),
                (AdminActs.PasswordLinkMade, "Abe"),
                (AdminActs.ApiKeyCreated, "monitoring"),
                (AdminActs.ApiKeyRevoked, "monitoring"),
            ]);
        log.ShouldAllBe(e => e.ActorName == "Somebody");
        log.Single(e => e.Action == AdminActs.RolesChanged)
            .Details.Select(d => $"{d.Key}={string.Join('+', d.Value)}")
            .ShouldBe(["given=Supervisor", "taken=Engineer"]);
        var stored = string.Join('\n', log.SelectMany(e => e.Details).SelectMany(d => d.Value));
        foreach (var secret in (string[])[key.Secret, link.Path, again.Path, again.Path[^40..]])
            stored.ShouldNotContain(secret);
        Check(host).Broken.ShouldBeNull();
    }

    [Fact]
    public async Task RefusedAct_LeavesNoLine()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        await Get<CreatePersonHandler>(host).HandleAsync(new CreatePerson("kato", "Second Kato", "ja", [Roles.Engineer]), Who.Admin, Token);
        await Get<SwitchPersonHandler>(host).HandleAsync(new SwitchPerson(DemoPeople.Admin.Id, false), Who.Admin, Token);
        await Get<ChangeRolesHandler>(host).HandleAsync(new ChangeRoles(DemoPeople.Admin.Id, [Roles.Engineer]), Who.Admin, Token);
        await Get<SwitchPersonHandler>(host)
            .HandleAsync(new SwitchPerson(DemoPeople.Kato.Id, false), Who.Person(DemoPeople.Mori.Id, Roles.Supervisor), Token);
        await Get<CreateApiKeyHandler>(host).HandleAsync(new CreateApiKey("", ApiKeyScope.Cases), Who.Admin, Token);
        var everything = await Get<CreateApiKeyHandler>(host).HandleAsync(new CreateApiKey("crm", Scope: null), Who.Admin, Token);
        everything.Errors.ShouldHaveSingleItem().Code.ShouldBe("api-key.scope-missing", "what a key may do is chosen, never preset");

        (await LogAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task OwnPassword_ChangedOrSetByLink_IsOneLineWithoutIt()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        const string New = "correct horse battery";
        var who = Who.Person(DemoPeople.Kato.Id, Roles.Engineer);
        var link = (await Get<PasswordLinkHandler>(host).HandleAsync(new MakePasswordLink(DemoPeople.Sato.Id), Who.Admin, Token)).Value;
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(link.Path.Split('?')[1]);

        Task<Result> ChangeAsync(string current) =>
            host.WithAsync<IServiceProvider, Result>(services =>
            {
                services.GetRequiredService<Microsoft.AspNetCore.Http.IHttpContextAccessor>().HttpContext =
                    new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = services, User = who };
                return services.GetRequiredService<ChangePasswordHandler>().HandleAsync(new ChangePassword(current, New), who);
            });

        (await ChangeAsync("wrong")).IsOk.ShouldBeFalse();
        (await LogAsync(host)).ShouldHaveSingleItem("a refused change is none").Action.ShouldBe(AdminActs.PasswordLinkMade);
        (await ChangeAsync(DemoPeople.Password)).IsOk.ShouldBeTrue();
        (
            await host.WithAsync<SetPasswordHandler, Result>(h => h.HandleAsync(new SetPassword(link.PersonId, query["token"], New)))
        ).IsOk.ShouldBeTrue();

        var log = await LogAsync(host);
        log.Take(2)
            .Select(e => (e.Action, e.SubjectName))
            .ShouldBe([(AdminActs.PasswordSet, DemoPeople.Sato.DisplayName), (AdminActs.PasswordChanged, DemoPeople.Kato.DisplayName)]);
        log[0].ActorName.ShouldBe(DemoPeople.Sato.DisplayName);
        log.Take(2).ShouldAllBe(e => e.Details.Count == 0);
        Check(host).Broken.ShouldBeNull();
    }

    [Fact]
    public async Task FirstAdministrator_IsTheFirstLine()
    {
        await using var host = await IdentityHost.StartAsync();
        var code = await host.Link.CreateAsync(Token);
        await host.WithAsync<CreateFirstAdministratorHandler, Result<Person>>(h =>
            h.HandleAsync(new CreateFirstAdministrator(code, "chief", "The Chief", "correct horse battery", "en"), Token)
        );

        var line = (await LogAsync(host)).ShouldHaveSingleItem();
        (line.Action, line.SubjectName, line.ActorName).ShouldBe((AdminActs.PersonCreated, "The Chief", "set-up link"));
    }

    [Fact]
    public async Task Log_IsFilteredPagedAndForAdministratorsOnly()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        foreach (var name in (string[])["100% sure", "100 percent", "夜間監視"])
            await Get<CreateApiKeyHandler>(host).HandleAsync(new CreateApiKey(name, ApiKeyScope.Cases), Who.Admin, Token);
        await Get<PasswordLinkHandler>(host).HandleAsync(new MakePasswordLink(DemoPeople.Kato.Id), Who.Admin, Token);

        (await LogAsync(host, "100%")).Select(e => e.SubjectName).ShouldBe(["100% sure"], "a percent sign is a percent sign");
        (await LogAsync(host, "監視")).Select(e => e.SubjectName).ShouldBe(["夜間監視"]);
        (await LogAsync(host, "発行", [AdminActs.PasswordLinkMade]))
            .Select(e => e.Action)
            .ShouldBe([AdminActs.PasswordLinkMade], "found by the words of its act");
        var newest = await LogAsync(host, take: 3);
        newest.Select(e => e.Id).ShouldBe([4, 3, 2]);
        (await LogAsync(host, take: 3, before: newest[^1].Id)).Select(e => e.Id).ShouldBe([1]);
        (await Get<AdminLogQuery>(host).RunAsync(new(null, [], null, 9), Who.Person(DemoPeople.Mori.Id, Roles.Supervisor), Token))
            .Errors.ShouldHaveSingleItem()
            .Code.ShouldBe("auth.forbidden");
    }

    private static async Task<IReadOnlyList<AdminLogRow>> LogAsync(
        IdentityHost host,
        string? text = null,
        IReadOnlyList<string>? actions = null,
        int take = 50,
        long? before = null
    ) => (await Get<AdminLogQuery>(host).RunAsync(new(text, actions ?? [], before, take), Who.Admin, Token)).Value;

    private static ChainPicture Check(IdentityHost host)
    {
        using var db = new SqliteConnection("Data Source=" + Path.Combine(host.Directory, "helpdesk.db"));
        db.Open();
        return RecordCheck.Run(db)[1];
    }

    private static T Get<T>(IdentityHost host)
        where T : notnull => host.Services.GetRequiredService<T>();
}
