using Helpdesk.Domain.Kernel;
using Helpdesk.Web.People.Administration;
using Helpdesk.Web.People.ApiKeys;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.People;

public sealed class PeopleAdministrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreatePerson_WithLink_SetsTheirOwnPasswordOnce()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        var link = (await CreateAsync(host, "abe")).Value;

        var first = await SetAsync(host, link, "a long enough password");
        var second = await SetAsync(host, link, "another long password");

        first.IsOk.ShouldBeTrue();
        second.Errors.ShouldHaveSingleItem().Code.ShouldBe("person.link-spent");
        (await StateAsync(host, link.PersonId)).ShouldBe(PersonState.Active);
    }

    [Theory]
    [InlineData("kato", "person.user-name-taken")]
    [InlineData("two words", "person.user-name-bad")]
    [InlineData("", "person.user-name-bad")]
    public async Task CreatePerson_BadUserName_IsRefused(string userName, string code)
    {
        await using var host = await IdentityHost.StartAsync(demo: true);

        (await CreateAsync(host, userName)).Errors.Select(e => e.Code).ShouldContain(code);
    }

    [Fact]
    public async Task EveryHandler_WithoutThePolicy_IsRefused()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        var who = Who.Person(DemoPeople.Mori.Id, Roles.Supervisor);
        var id = DemoPeople.Kato.Id;
        List<string> codes =
        [
            .. (await Get<PeopleQuery>(host).RunAsync(who, Token)).Errors.Select(e => e.Code),
            .. (
                await Get<CreatePersonHandler>(host).HandleAsync(new CreatePerson("x", "X", "en", [Roles.Engineer]), who, Token)
            ).Errors.Select(e => e.Code),
            .. (await Get<ChangeRolesHandler>(host).HandleAsync(new ChangeRoles(id, [Roles.Engineer]), who, Token)).Errors.Select(e =>
                e.Code
            ),
            .. (await Get<SwitchPersonHandler>(host).HandleAsync(new SwitchPerson(id, false), who, Token)).Errors.Select(e => e.Code),
            .. (await Get<UnlockPersonHandler>(host).HandleAsync(new UnlockPerson(id), who, Token)).Errors.Select(e => e.Code),
            .. (await Get<PasswordLinkHandler>(host).HandleAsync(new MakePasswordLink(id), who, Token)).Errors.Select(e => e.Code),
            .. (await Get<ApiKeysQuery>(host).RunAsync(who, Token)).Errors.Select(e => e.Code),
            .. (await Get<CreateApiKeyHandler>(host).HandleAsync(new CreateApiKey("x", ApiKeyScope.Cases), who, Token)).Errors.Select(e =>
                e.Code
            ),
            .. (await Get<RevokeApiKeyHandler>(host).HandleAsync(new RevokeApiKey(DemoPeople.ApiKeyId), who, Token)).Errors.Select(e =>
                e.Code
            ),
        ];

        codes.ShouldBe(Enumerable.Repeat("auth.forbidden", 9));
    }

    [Fact]
    public async Task SwitchPerson_Off_CannotSignInUntilOnAgain()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        await Get<SwitchPersonHandler>(host).HandleAsync(new SwitchPerson(DemoPeople.Kato.Id, false), Who.Admin, Token);

        (await StateAsync(host, DemoPeople.Kato.Id)).ShouldBe(PersonState.Disabled);
        (await CanSignInAsync(host, "kato")).ShouldBeFalse();
        (await Get<UnlockPersonHandler>(host).HandleAsync(new UnlockPerson(DemoPeople.Kato.Id), Who.Admin, Token))
            .Errors.ShouldHaveSingleItem()
            .Code.ShouldBe("person.disabled");

        await Get<SwitchPersonHandler>(host).HandleAsync(new SwitchPerson(DemoPeople.Kato.Id, true), Who.Admin, Token);
        (await CanSignInAsync(host, "kato")).ShouldBeTrue();
    }

    [Fact]
    public async Task SwitchPerson_Oneself_IsRefused()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);

        var refused = await Get<SwitchPersonHandler>(host).HandleAsync(new SwitchPerson(DemoPeople.Admin.Id, false), Who.Admin, Token);

        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("person.self");
    }

    [Fact]
    public async Task LastAdministrator_LosingRoleOrAccess_IsRefused()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        var another = Who.Person(Guid.NewGuid(), Roles.Administrator);

        var roles = await Get<ChangeRolesHandler>(host).HandleAsync(new ChangeRoles(DemoPeople.Admin.Id, [Roles.Engineer]), another, Token);
        var off = await Get<SwitchPersonHandler>(host).HandleAsync(new SwitchPerson(DemoPeople.Admin.Id, false), another, Token);

        roles.Errors.ShouldHaveSingleItem().Code.ShouldBe("person.last-administrator");
        off.Errors.ShouldHaveSingleItem().Code.ShouldBe("person.last-administrator");
    }

    [Fact]
    public async Task ChangeRoles_RoleTaken_EndsOtherSignIns()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        var before = await StampAsync(host);

        await Get<ChangeRolesHandler>(host)
            .HandleAsync(new ChangeRoles(DemoPeople.Ueda.Id, [Roles.Engineer, Roles.Supervisor]), Who.Admin, Token);

        (await StampAsync(host)).ShouldNotBe(before);
        (
            await host.WithAsync<PersonSignIn, IList<string>>(async s =>
                await s.UserManager.GetRolesAsync((await s.UserManager.FindByNameAsync("ueda"))!)
            )
        ).ShouldBe([Roles.Engineer, Roles.Supervisor], ignoreOrder: true);
    }

    private static T Get<T>(IdentityHost host)
        where T : notnull => host.Services.GetRequiredService<T>();

    private static Task<Result<PasswordLink>> CreateAsync(IdentityHost host, string userName) =>
        Get<CreatePersonHandler>(host).HandleAsync(new CreatePerson(userName, "Abe Nao", "ja", [Roles.Engineer]), Who.Admin, Token);

    private static Task<Result> SetAsync(IdentityHost host, PasswordLink link, string password)
    {
        var query = QueryHelpers.ParseQuery(link.Path.Split('?')[1]);
        return host.WithAsync<SetPasswordHandler, Result>(h =>
            h.HandleAsync(new SetPassword(Guid.Parse(query["id"].ToString()), query["token"], password))
        );
    }

    private static async Task<PersonState> StateAsync(IdentityHost host, Guid id) =>
        (await Get<PeopleQuery>(host).RunAsync(Who.Admin, Token)).Value.Single(p => p.Id == id).State;

    private static Task<bool> CanSignInAsync(IdentityHost host, string userName) =>
        host.WithAsync<PersonSignIn, bool>(async s =>
            (await s.CheckPasswordSignInAsync((await s.UserManager.FindByNameAsync(userName))!, DemoPeople.Password, false)).Succeeded
        );

    private static Task<string?> StampAsync(IdentityHost host) =>
        host.WithAsync<PersonSignIn, string?>(async s => (await s.UserManager.FindByNameAsync("ueda"))!.SecurityStamp);
}
