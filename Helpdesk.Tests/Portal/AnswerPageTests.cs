using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Portal;

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

        using var page = await EnterAsync(visitor, token);

        page.Body!.TextContent.ShouldContain(number);
        page.Body.TextContent.ShouldContain(Attack, Shouldly.Case.Sensitive, "shown as words");
        page.QuerySelectorAll("script")
            .Select(s => s.GetAttribute("src")!.Split('?')[0])
            .ShouldAllBe(src => src.Contains("portal", StringComparison.Ordinal), "our own alone, and no circuit's");
        (await server.StoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Token_StandsInOneAddressOnly_AndThePassOpensNothingElse()
    {
        var (number, token) = await OfferedAsync("a question");
        var (other, _) = await OfferedAsync("another");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new(server.Console.Address),
        };

        using var answer = await http.GetAsync("/support/case/" + token, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldEndWith("/support/case/" + number);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("helpdesk-case=", StringComparison.Ordinal));
        cookie.ShouldContain("path=/support/case/" + number);
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, "/support/case/" + other);
        elsewhere.Headers.Add("Cookie", cookie.Split(';')[0]);
        (await http.SendAsync(elsewhere, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.Gone,
            "a pass is for its own case"
        );
    }

    [Fact]
    public async Task Post_Solved_ClosesTheCaseAndSaysThanks()
    {
        var (number, token) = await OfferedAsync("a question");
        using var visitor = new ConsoleVisitor(server.Console.Address);

        using var answer = await PressAsync(visitor, token, "solved");

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        using var thanks = await visitor.OpenAsync(answer.Headers.Location!.ToString().Split('#')[0]);
        thanks.QuerySelector("[role=status]")!.TextContent.ShouldContain("Thank you");
        (await StatusAsync(number)).ShouldBe(CaseStatus.Closed);
    }

    [Fact]
    public async Task Post_FromAPageThatIsOutOfDate_SaysSo_AndShowsTheCaseAsItIs()
    {
        var (number, token) = await OfferedAsync("a question");
        using var visitor = new ConsoleVisitor(server.Console.Address);
        using var open = await EnterAsync(visitor, token);
        using var inOneTab = await visitor.PostAsync(Place(open), Fields(open, "solved", ""));

        using var inTheOther = await visitor.PostAsync(Place(open), Fields(open, "not-solved", "まだです"));

        inTheOther.Headers.Location!.ToString().ShouldBe($"/support/case/{number}?stale=1");
        using var page = await visitor.OpenAsync(inTheOther.Headers.Location.ToString());
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("nothing was sent");
        (await StatusAsync(number)).ShouldBe(CaseStatus.Closed);
    }

    [Fact]
    public async Task Post_NotSolved_BringsTheWordsBack()
    {
        var (number, token) = await OfferedAsync("a question");
        using var visitor = new ConsoleVisitor(server.Console.Address);

        using var answer = await PressAsync(visitor, token, "not-solved", "まだです");

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await StatusAsync(number)).ShouldBe(CaseStatus.InProgress);
    }

    [Fact]
    public async Task Post_WithARevokedPass_LeadsToTheDeadLinkPage()
    {
        var (number, token) = await OfferedAsync("a question");
        using var visitor = new ConsoleVisitor(server.Console.Address);
        using var page = await EnterAsync(visitor, token);
        using var caller = server.Caller();
        (await caller.PostAsync($"{Intakes.Path}/{number}/revoke-links", "{}")).ShouldBeOk();

        using var answer = await visitor.PostAsync("/support/case/" + number, Fields(page, "solved", ""));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await StatusAsync(number)).ShouldBe(CaseStatus.SolutionOffered);
    }

    [Fact]
    public async Task LinkOfAnOlderMail_LeadsToTheSamePage()
    {
        var (number, _) = await OfferedAsync("a question");
        var id = await ReadAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync());
        var old = server.Console.Services.GetRequiredService<CustomerLinks>().Create(LinkPurpose.AnswerSolution, id);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(server.Console.Address) };

        using var answer = await http.GetAsync($"/support/case/answer?t={old}&no=1", TestContext.Current.CancellationToken);

        answer.Headers.Location!.ToString().ShouldEndWith($"/support/case/{number}?answer=no");
    }

    [Theory]
    [InlineData("/support/case/answer")]
    [InlineData("/support/case/answer?t=forged")]
    [InlineData("/support/case/forged")]
    [InlineData("/support/case/C-20270609-0001")]
    [InlineData("/support/case/C-20990101-9999")]
    public async Task DeadLink_IsSaidKindly_WithoutWordOfAnyCase(string address)
    {
        using var http = new HttpClient { BaseAddress = new(server.Console.Address) };

        using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain("This link does not work");
        text.ShouldContain("Send me the links");
    }

    [Theory]
    [InlineData("C-20270609-0001", "k.yamamoto@daiwa-seiki.example")]
    [InlineData("C-20990101-9999", "nobody@nowhere.example")]
    [InlineData("", "nobody@nowhere.example")]
    public async Task NewLink_AnswersTheSameWhoeverAsks(string number, string mail)
    {
        using var visitor = new ConsoleVisitor(server.Console.Address);
        using var page = await GoneAsync(visitor, "/support/case");

        using var answer = await visitor.PostAsync("/support/case", Fields(page, "new-link", "", ("number", number), ("email", mail)));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldEndWith("/support/case?asked=1");
    }

    [Theory]
    [InlineData(" ", "", "email")]
    [InlineData("[c-20270609-0001]", "", "email")]
    [InlineData("12345", "k.yamamoto@daiwa-seiki.example", "number")]
    public async Task NewLink_WithoutAddress_OrWithWhatIsNoNumber_SaysSoAtTheField(string number, string mail, string field)
    {
        using var visitor = new ConsoleVisitor(server.Console.Address);
        using var page = await GoneAsync(visitor, "/support/case");

        using var answer = await visitor.PostAsync("/support/case", Fields(page, "new-link", "", ("number", number), ("email", mail)));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var said = await new HtmlParser().ParseDocumentAsync(
            await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)
        );
        said.QuerySelectorAll("[aria-invalid=true]").Select(input => input.Id).ShouldBe([field]);
        said.QuerySelectorAll(".account-wrong").Select(words => words.TextContent).ShouldAllBe(words => words.Length > 0);
        said.QuerySelector("#number")!.GetAttribute("value").ShouldBe(number, "what was typed stays");
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> EnterAsync(ConsoleVisitor visitor, string token)
    {
        using var answer = await visitor.GetAsync("/support/case/" + token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        return await visitor.OpenAsync(new Uri(new Uri("http://localhost"), answer.Headers.Location!).AbsolutePath);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> GoneAsync(ConsoleVisitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStreamAsync());
    }

    private static async Task<HttpResponseMessage> PressAsync(ConsoleVisitor visitor, string token, string form, string words = "")
    {
        using var page = await EnterAsync(visitor, token);
        return await visitor.PostAsync(Place(page), Fields(page, form, words));
    }

    private static string Place(AngleSharp.Html.Dom.IHtmlDocument page) =>
        "/support/case/" + page.QuerySelector(".portal-head p")!.TextContent.Split(' ')[0];

    private static FormUrlEncodedContent Fields(
        AngleSharp.Html.Dom.IHtmlDocument page,
        string form,
        string words,
        params (string Name, string Value)[] more
    )
    {
        var found = page.Forms.Single(f => f.QuerySelector("input[name=_handler]")!.GetAttribute("value") == form);
        var fields = found
            .QuerySelectorAll("input[type=hidden]")
            .OfType<IHtmlInputElement>()
            .Select(i => KeyValuePair.Create(i.Name!, i.Value))
            .ToList();
        fields.Add(KeyValuePair.Create("words", words));
        fields.AddRange(more.Select(m => KeyValuePair.Create(m.Name, m.Value)));
        return new(fields);
    }

    private async Task<(string Number, string Token)> OfferedAsync(string subject)
    {
        using var caller = server.Caller();
        var number = (string)
            (await caller.PostAsync(Intakes.Path, Intakes.Json(change: b => b["subject"] = subject))).ShouldBeOk(201).Json["number"]!;
        (await caller.PostAsync($"{Intakes.Path}/{number}/solution", """{ "text": "try this" }""")).ShouldBeOk();
        return (number, server.Console.Services.GetRequiredService<CustomerLinks>().CreateView(number, 0));
    }

    private Task<CaseStatus> StatusAsync(string number) =>
        ReadAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Status).SingleAsync());

    private async Task<T> ReadAsync<T>(Func<HelpdeskDb, Task<T>> read)
    {
        await using var db = await server.Console.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return await read(db);
    }
}
