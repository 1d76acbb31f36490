using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Composition;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Tests.People;

public sealed class SetupLinkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateFirstAdministrator_GoodCode_WorksOnce()
    {
        await using var host = await IdentityHost.StartAsync();
        var code = await host.Link.CreateAsync(Token);

        var first = await UseAsync(host, code, "chief");
        var second = await UseAsync(host, code, "intruder");

        first.IsOk.ShouldBeTrue();
        second.Errors.ShouldHaveSingleItem().Code.ShouldBe("setup.link-spent");
        await using var db = await host.OpenAsync();
        (await db.Users.SingleAsync(Token)).UserName.ShouldBe("chief");
        (
            await host.WithAsync<UserManager<Person>, bool>(async people =>
                await people.IsInRoleAsync((await people.FindByNameAsync("chief"))!, Roles.Administrator)
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task CreateFirstAdministrator_WeakPassword_LeavesTheCodeGood()
    {
        await using var host = await IdentityHost.StartAsync();
        var code = await host.Link.CreateAsync(Token);

        var refused = await UseAsync(host, code, "chief", "elevenchars");

        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("person.password-too-short");
        (await UseAsync(host, code, "chief")).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task CreateFirstAdministrator_TwoAtOnce_MakeOne()
    {
        await using var host = await IdentityHost.StartAsync();
        var code = await host.Link.CreateAsync(Token);

        var both = await Task.WhenAll(UseAsync(host, code, "one"), UseAsync(host, code, "two"));

        both.Count(r => r.IsOk).ShouldBe(1);
    }

    [Fact]
    public async Task IsValid_After24Hours_IsSpent()
    {
        await using var host = await IdentityHost.StartAsync();
        var code = await host.Link.CreateAsync(Token);

        host.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        (await host.Link.IsValidAsync(code, Token)).ShouldBeTrue();
        host.Time.Advance(TimeSpan.FromSeconds(1));
        (await host.Link.IsValidAsync(code, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task IsValid_AfterANewStart_OnlyTheNewCodeCounts()
    {
        await using var host = await IdentityHost.StartAsync();
        var old = await host.Link.CreateAsync(Token);

        await host.Services.EnsureIdentityAsync(Token);

        (await host.Link.IsValidAsync(old, Token)).ShouldBeFalse();
        File.Exists(Path.Combine(host.Directory, "setup-link.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Start_WithAnAdministrator_OffersNoLink()
    {
        await using var host = await IdentityHost.StartAsync();
        await UseAsync(host, await host.Link.CreateAsync(Token), "chief");

        await host.Services.EnsureIdentityAsync(Token);

        File.Exists(Path.Combine(host.Directory, "setup-link.json")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    public async Task IsValid_WrongCode_IsRefused(string? code)
    {
        await using var host = await IdentityHost.StartAsync();

        (await host.Link.IsValidAsync(code, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Create_Code_IsKeptAsHashOnly()
    {
        await using var host = await IdentityHost.StartAsync();
        var code = await host.Link.CreateAsync(Token);

        (await File.ReadAllTextAsync(Path.Combine(host.Directory, "setup-link.json"), Token)).ShouldNotContain(code);
    }

    private static Task<Result<Person>> UseAsync(IdentityHost host, string code, string user, string password = "correct horse battery") =>
        host.WithAsync<CreateFirstAdministratorHandler, Result<Person>>(h =>
            h.HandleAsync(new CreateFirstAdministrator(code, user, "The Chief", password, "en"), Token)
        );
}
