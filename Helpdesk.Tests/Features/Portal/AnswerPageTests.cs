using System.Net;
using AngleSharp.Html.Dom;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Api;
using Helpdesk.Tests.Support;
using Helpdesk.Web.Data;
using Helpdesk.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Features.Portal;

/// <summary>The customer's page over HTTP: no account, no circuit, and looking changes nothing (spec U5).</summary>
[Collection(ApiTests.Name)]
public sealed class AnswerPageTests(ApiServer server)
{
    private const string Attack = "<script>alert(1)</script>";

    [Fact]
    public async Task Get_ShowsNumberAndSubjectEncoded_AndChangesNothing()
    {
        var (number, token) = await OfferedAsync(Attack);
        using var visitor = new ConsoleVisitor(server.Console.Address);
        var before = await server.StoredAsync();

        using var page = await visitor.OpenAsync("/support/case/answer?t=" + token);

        page.Body!.TextContent.ShouldContain(number);
        page.Body.TextContent.ShouldContain(Attack, Shouldly.Case.Sensitive, "shown as words");
        page.QuerySelectorAll("script").ShouldBeEmpty("neither the customer's nor a circuit's");
        page.Forms.Length.ShouldBe(2);
        using var again = await visitor.OpenAsync($"/support/case/answer?t={token}&said=yes&no=1");
        (await server.StoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Post_Solved_ClosesTheCaseAndSaysThanks()
    {
        var (number, token) = await OfferedAsync("a question");
        using var visitor = new ConsoleVisitor(server.Console.Address);

        using var answer = await PressAsync(visitor, token, 0);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        using var thanks = await visitor.OpenAsync(answer.Headers.Location!.ToString());
        thanks.QuerySelector("[role=status]")!.TextContent.ShouldContain(number);
        (await StatusAsync(number)).ShouldBe(CaseStatus.Closed);
    }

    [Fact]
    public async Task Post_NotSolved_BringsTheWordsBack()
    {
        var (number, token) = await OfferedAsync("a question");
        using var visitor = new ConsoleVisitor(server.Console.Address);

        using var answer = await PressAsync(visitor, token, 1, "まだです");

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await StatusAsync(number)).ShouldBe(CaseStatus.InProgress);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?t=forged")]
    public async Task DeadLink_IsSaidKindly_WithoutWordOfAnyCase(string query)
    {
        using var http = new HttpClient { BaseAddress = new(server.Console.Address) };

        using var answer = await http.GetAsync("/support/case/answer" + query, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain("This link does not work");
        text.ShouldNotContain("<form");
    }

    private static async Task<HttpResponseMessage> PressAsync(ConsoleVisitor visitor, string token, int form, string words = "")
    {
        using var page = await visitor.OpenAsync("/support/case/answer?t=" + token);
        var fields = page.Forms[form].QuerySelectorAll("input[name]").OfType<IHtmlInputElement>().Select(i => KeyValuePair.Create(i.Name!, i.Value)).ToList();
        if (words.Length > 0)
            fields.Add(KeyValuePair.Create("words", words));
        return await visitor.PostAsync("/support/case/answer?t=" + token, new FormUrlEncodedContent(fields));
    }

    private async Task<(string Number, string Token)> OfferedAsync(string subject)
    {
        using var caller = server.Caller();
        var number = (string)(await caller.PostAsync(Intakes.Path, Intakes.Json(change: b => b["subject"] = subject))).ShouldBeOk(201).Json["number"]!;
        (await caller.PostAsync($"{Intakes.Path}/{number}/solution", """{ "text": "try this" }""")).ShouldBeOk();
        var id = await ReadAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync());
        return (number, server.Console.Services.GetRequiredService<CustomerLinks>().Create(LinkPurpose.AnswerSolution, id));
    }

    private Task<CaseStatus> StatusAsync(string number) => ReadAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Status).SingleAsync());

    private async Task<T> ReadAsync<T>(Func<HelpdeskDb, Task<T>> read)
    {
        await using var db = await server.Console.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return await read(db);
    }
}
