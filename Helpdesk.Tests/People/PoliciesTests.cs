using System.Security.Claims;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;

namespace Helpdesk.Tests.People;

public sealed class PoliciesTests
{
    [Theory]
    [InlineData(Roles.Engineer, true, false, false)]
    [InlineData(Roles.OnCall, true, false, false)]
    [InlineData(Roles.Supervisor, true, true, false)]
    [InlineData(Roles.Administrator, true, true, true)]
    public async Task Policy_EveryRole_AllowsWhatTheTableSays(string role, bool work, bool supervise, bool administer) =>
        (await AllowedAsync(Who.Person(Guid.NewGuid(), role))).ShouldBe((work, supervise, administer));

    [Fact]
    public async Task Policy_Machine_WorksCasesOnly() => (await AllowedAsync(Who.Machine(Guid.NewGuid()))).ShouldBe((true, false, false));

    [Fact]
    public async Task Policy_WallKey_WatchesTheWallAndNothingElse()
    {
        var wall = new KnownApiKey(Guid.NewGuid(), "hall", ApiKeyScope.Wall, default).ToPrincipal(ApiKeyHandler.Scheme);
        (await AllowedAsync(wall)).ShouldBe((false, false, false));
        PolicyRoles.Allow(Policies.WatchWall, wall).ShouldBeTrue();
        PolicyRoles.Table.Where(p => p.Value.Contains(Roles.Wall)).Select(p => p.Key).ShouldBe([Policies.WatchWall]);
    }

    [Theory]
    [InlineData(ApiKeyScope.Records, Roles.Records, new[] { Policies.ManageRecords, Policies.ReadRecords })]
    [InlineData(ApiKeyScope.Reports, Roles.Reports, new[] { Policies.ReadReports })]
    public async Task Policy_KeyForOneThing_AllowsThatAndNothingElse(ApiKeyScope scope, string role, string[] policies)
    {
        var key = new KnownApiKey(Guid.NewGuid(), "crm", scope, default).ToPrincipal(ApiKeyHandler.Scheme);
        (await AllowedAsync(key)).ShouldBe((false, false, false));
        PolicyRoles.Table.Keys.Where(p => PolicyRoles.Allow(p, key)).Order(StringComparer.Ordinal).ShouldBe(policies);
        PolicyRoles.Table.Where(p => p.Value.Contains(role)).Select(p => p.Key).Order(StringComparer.Ordinal).ShouldBe(policies);
    }

    [Fact]
    public async Task Policy_PersonWithoutRole_AllowsNothing() =>
        (await AllowedAsync(Who.Person(Guid.NewGuid()))).ShouldBe((false, false, false));

    [Fact]
    public async Task Policy_Nobody_AllowsNothing() => (await AllowedAsync(Who.Nobody)).ShouldBe((false, false, false));

    private static async Task<(bool Work, bool Supervise, bool Administer)> AllowedAsync(ClaimsPrincipal who)
    {
        await using var host = await IdentityHost.StartAsync();
        return await host.WithAsync<IAuthorizationService, (bool, bool, bool)>(async service =>
            (
                await AllowsAsync(service, who, Policies.WorkCases),
                await AllowsAsync(service, who, Policies.Supervise),
                await AllowsAsync(service, who, Policies.Administer)
            )
        );
    }

    private static async Task<bool> AllowsAsync(IAuthorizationService service, ClaimsPrincipal who, string policy)
    {
        var allowed = (await service.AuthorizeAsync(who, policy)).Succeeded;
        PolicyRoles.Allow(policy, who).ShouldBe(allowed, "buttons and handlers must agree");
        return allowed;
    }
}
