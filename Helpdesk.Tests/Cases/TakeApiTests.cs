using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.Cases;

/// <summary>Taking over the API: only what nobody has, or what the caller saw, or on purpose (issue 17, spec H1).</summary>
[Collection(ApiTests.Name)]
public sealed class TakeApiTests(ApiServer server)
{
    [Theory]
    [InlineData("take", null, 409)]
    [InlineData("take?expectedOwner=ito", null, 409)]
    [InlineData("take?expectedOwner=sato", null, 200)]
    [InlineData("take?takeOver=true", null, 200)]
    [InlineData("take?takeOver=true&expectedOwner=ito", null, 409)]
    [InlineData("take", """{"expectedOwner":"sato"}""", 200)]
    [InlineData("take", """{"takeOver":true}""", 200)]
    [InlineData("take", """{}""", 409)]
    [InlineData("assign", """{"owner":"me"}""", 409)]
    [InlineData("assign", """{"owner":"kato"}""", 409)]
    [InlineData("assign", """{"owner":"me","expectedOwner":"sato"}""", 200)]
    [InlineData("assign", """{"owner":"me","takeOver":true}""", 200)]
    [InlineData("assign", """{"owner":"ito","expectedOwner":"kato"}""", 409)]
    [InlineData("assign", """{"owner":"ito"}""", 200)]
    [InlineData("unassign", null, 409)]
    [InlineData("unassign", """{}""", 409)]
    [InlineData("unassign?expectedOwner=ito", null, 409)]
    [InlineData("unassign?expectedOwner=sato", null, 200)]
    [InlineData("unassign", """{"takeOver":true}""", 200)]
    public async Task WhatAColleagueHas_IsTakenOnPurposeAlone(string word, string? body, int status)
    {
        using var machine = server.Caller();
        var number = await machine.OpenAsync();
        (await machine.PostAsync($"{Intakes.Path}/{number}/assign", """{"owner":"sato"}""")).ShouldBeOk();
        using var kato = await PersonAsync("kato");

        var answer = await kato.PostAsync($"{Intakes.Path}/{number}/{word}", body);

        if (status == 200)
        {
            answer.ShouldBeOk();
            return;
        }

        var problem = answer.ShouldBeProblem(status);
        problem.Code.ShouldBe("case.taken-meanwhile");
        ((string)problem.Json["detail"]!).ShouldContain(DemoPeople.Sato.DisplayName);
        ((string)(await machine.GetAsync($"{Intakes.Path}/{number}")).Json["case"]!["owner"]!).ShouldBe(DemoPeople.Sato.DisplayName);
    }

    [Fact]
    public async Task WhoIsExpected_HasToBeSomebody_AndToHaveItStill()
    {
        using var machine = server.Caller();
        var number = await machine.OpenAsync();
        using var kato = await PersonAsync("kato");
        (await kato.PostAsync($"{Intakes.Path}/{number}/take?expectedOwner=nobody.here", null))
            .ShouldBeProblem(422)
            .Errors.ShouldBe(["expectedOwner: owner.unknown"]);
        (await kato.PostAsync($"{Intakes.Path}/{number}/take?expectedOwner=sato", null))
            .ShouldBeProblem(409)
            .Code.ShouldBe("case.given-back-meanwhile");
        (await kato.PostAsync($"{Intakes.Path}/{number}/take", null)).ShouldBeOk();
    }

    [Fact]
    public async Task OnesOwn_OrTheVersionThatWasSeen_IsPutBackWithoutMore()
    {
        using var machine = server.Caller();
        var number = await machine.OpenAsync();
        using var kato = await PersonAsync("kato");
        (await kato.PostAsync($"{Intakes.Path}/{number}/take", null)).ShouldBeOk();
        (await kato.PostAsync($"{Intakes.Path}/{number}/unassign", null)).ShouldBeOk();
        var given = (await machine.PostAsync($"{Intakes.Path}/{number}/assign", """{"owner":"sato"}""")).ShouldBeOk();
        (await machine.PostAsync($"{Intakes.Path}/{number}/unassign", null)).ShouldBeProblem(409).Code.ShouldBe("case.taken-meanwhile");
        (await machine.PostAsync($"{Intakes.Path}/{number}/unassign", null, ("If-Match", given.Headers.ETag!.Tag))).ShouldBeOk();
    }

    private async Task<ApiCaller> PersonAsync(string user)
    {
        var caller = server.Caller(key: null);
        caller.Headers.Add("Cookie", string.Join("; ", (await server.Console.CookiesOfAsync(user)).Select(c => c.Key + "=" + c.Value)));
        return caller;
    }
}
