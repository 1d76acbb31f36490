using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;

namespace Helpdesk.Tests.People;

public sealed class ApiKeyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_NewName_KeepsOnlyTheHash()
    {
        await using var host = await IdentityHost.StartAsync();
        var made = await host.Keys.CreateAsync(" monitoring ", Who.Emi, Token);

        made.Value.Secret.ShouldMatch("^hd_[A-Za-z0-9_-]{43}$");
        await using var db = await host.OpenAsync();
        var row = await db.ApiKeys().SingleAsync(Token);
        (row.Name, row.Hash, row.Prefix).ShouldBe(("monitoring", ApiKeySecret.Hash(made.Value.Secret), made.Value.Secret[..8]));
    }

    [Theory]
    [InlineData("", "api-key.name-required")]
    [InlineData("taken", "api-key.name-taken")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012345678901234567890", "api-key.name-too-long")]
    public async Task Create_BadName_IsRefused(string name, string code)
    {
        await using var host = await IdentityHost.StartAsync();
        await host.Keys.CreateAsync("taken", Who.Emi, Token);

        (await host.Keys.CreateAsync(name, Who.Emi, Token)).Errors.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public async Task Find_GoodKey_IsAMachineUnderItsOwnName()
    {
        await using var host = await IdentityHost.StartAsync();
        var made = (await host.Keys.CreateAsync("monitoring", Who.Emi, Token)).Value;

        var found = await host.Keys.FindAsync(made.Secret, Token);

        found.ShouldNotBeNull().ToPrincipal("ApiKey").ToActor().ShouldBe(new(ActorKind.Machine, made.Id, "monitoring"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hd_")]
    [InlineData("nonsense")]
    [InlineData("hd_0123456789012345678901234567890123456789012")]
    public async Task Find_UnknownKey_IsNobody(string secret)
    {
        await using var host = await IdentityHost.StartAsync();

        (await host.Keys.FindAsync(secret, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Revoke_KnownKey_CountsAtOnceHere()
    {
        await using var host = await IdentityHost.StartAsync();
        var made = (await host.Keys.CreateAsync("monitoring", Who.Emi, Token)).Value;
        await host.Keys.FindAsync(made.Secret, Token);

        (await host.Keys.RevokeAsync(made.Id, Who.Emi, Token)).ShouldBeTrue();

        (await host.Keys.FindAsync(made.Secret, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Revoke_OnAnotherNode_CountsWithinAMinute()
    {
        await using var host = await IdentityHost.StartAsync();
        var made = (await host.Keys.CreateAsync("monitoring", Who.Emi, Token)).Value;
        var otherNode = new ApiKeyService(
            host.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>(),
            host.Services.GetRequiredService<WriteGate>(),
            host.Services.GetRequiredService<IClock>(),
            host.Services.GetRequiredService<DemoGate>(),
            host.Services.GetRequiredService<IdSource>()
        );
        await host.Keys.FindAsync(made.Secret, Token);
        await otherNode.RevokeAsync(made.Id, Who.Emi, Token);

        (await host.Keys.FindAsync(made.Secret, Token)).ShouldNotBeNull("the last look at the database is not a minute old");
        host.Time.Advance(ApiKeyService.CheckEvery.ToTimeSpan());
        (await host.Keys.FindAsync(made.Secret, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task WriteUsage_UsedKey_KeepsTheLastUse()
    {
        await using var host = await IdentityHost.StartAsync();
        var made = (await host.Keys.CreateAsync("monitoring", Who.Emi, Token)).Value;
        host.Time.Advance(TimeSpan.FromHours(3));
        await host.Keys.FindAsync(made.Secret, Token);

        await host.Keys.WriteUsageAsync(Token);

        await using var db = await host.OpenAsync();
        (await db.ApiKeys().SingleAsync(Token)).LastUsedAt.ShouldBe(host.Time.GetUtcNow().ToInstant());
    }
}
