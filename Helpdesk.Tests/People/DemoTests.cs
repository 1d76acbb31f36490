using Helpdesk.Web.Composition;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Tests.People;

public sealed class DemoTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_InDemoMode_EverybodyCanSignIn()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);

        foreach (var demo in DemoPeople.All)
        {
            await host.WithAsync<PersonSignIn, bool>(async signIn =>
            {
                var person = (await signIn.UserManager.FindByNameAsync(demo.UserName)).ShouldNotBeNull();
                (await signIn.CheckPasswordSignInAsync(person, DemoPeople.Password, lockoutOnFailure: false)).Succeeded.ShouldBeTrue(
                    demo.UserName
                );
                (await signIn.UserManager.GetRolesAsync(person)).ShouldBe(demo.Roles, ignoreOrder: true);
                return true;
            });
        }

        (await host.Keys.FindAsync(DemoPeople.ApiKey, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Start_Twice_ChangesNothing()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        await host.Services.EnsureIdentityAsync(Token);

        await using var db = await host.OpenAsync();
        (await db.Users.CountAsync(Token)).ShouldBe(DemoPeople.All.Count);
    }

    [Fact]
    public async Task Start_OutsideDemoModeOnDemoData_RefusesPeopleAndKey()
    {
        string directory;
        await using (var demo = await IdentityHost.StartAsync(demo: true, keep: true))
            directory = demo.Directory;

        await using var host = await IdentityHost.StartAsync(demo: false, directory);

        await host.WithAsync<PersonSignIn, bool>(async signIn =>
        {
            var admin = (await signIn.UserManager.FindByNameAsync(DemoPeople.Admin.UserName)).ShouldNotBeNull(
                "the data was made in demo mode"
            );
            (await signIn.CheckPasswordSignInAsync(admin, DemoPeople.Password, lockoutOnFailure: false)).IsNotAllowed.ShouldBeTrue();
            (await signIn.WithoutPasswordAsync(DemoPeople.Admin)).Succeeded.ShouldBeFalse();
            return true;
        });
        (await host.Keys.FindAsync(DemoPeople.ApiKey, Token)).ShouldBeNull();
        File.Exists(Path.Combine(directory, "setup-link.json")).ShouldBeTrue("the demo's administrator does not count");
    }

    [Fact]
    public async Task Start_OutsideDemoMode_MakesNobody()
    {
        await using var host = await IdentityHost.StartAsync();

        await using var db = await host.OpenAsync();
        (await db.Users.AnyAsync(Token)).ShouldBeFalse();
        (await db.ApiKeys().AnyAsync(Token)).ShouldBeFalse();
        (await db.Roles.Select(r => r.Name).ToListAsync(Token)).ShouldBe(Roles.All, ignoreOrder: true);
    }

    [Fact]
    public void ApiKey_OfTheDemo_HasTheFormOfAKey() => ApiKeySecret.IsWellFormed(DemoPeople.ApiKey).ShouldBeTrue();
}
