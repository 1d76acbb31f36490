using System.Net;
using AngleSharp.Html.Dom;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Portal;

/// <summary>A page that was open while its case was merged, over HTTP: what is sent from it is taken (spec I5, U5).</summary>
[Collection(ApiTests.Name)]
public sealed class MergedPagePostTests(ApiServer server)
{
    [Theory]
    [InlineData("write")]
    [InlineData("not-solved")]
    [InlineData("end")]
    public async Task WhatIsSentFromThePage_IsRecordedInTheCaseThatGoesOn_AndThePageSaysSo_I5(string form)
    {
        using var caller = server.Caller();
        var (duplicate, main) = (await caller.OpenAsync(), await caller.OpenAsync());
        (await caller.PostAsync($"{Intakes.Path}/{duplicate}/solution", """{ "text": "try this" }""")).ShouldBeOk();
        using var visitor = new ConsoleVisitor(server.Console.Address);
        var link = server.Console.Services.GetRequiredService<CustomerLinks>().CreateView(duplicate, 0);
        using (var entered = await visitor.GetAsync("/support/case/" + link))
            entered.StatusCode.ShouldBe(HttpStatusCode.Found);
        var place = "/support/case/" + duplicate;
        using var open = await visitor.OpenAsync(place);
        (await caller.PostAsync($"{Intakes.Path}/{duplicate}/merge", $$"""{"into":"{{main}}"}""")).ShouldBeOk();

        using var answer = await visitor.PostAsync(place, Fields(open, form, "It happened again, " + form));

        answer.Headers.Location!.ToString().ShouldEndWith($"{place}?done={form}#said");
        using var said = await visitor.OpenAsync($"{place}?done={form}");
        said.QuerySelector("[role=status]")!.TextContent.ShouldContain(main);
        said.Forms.Select(f => f.QuerySelector("input[name=_handler]")?.GetAttribute("value")).ShouldContain("write", "one may go on");
        (await SaidAsync(main)).ShouldBe(["It happened again, " + form]);
    }

    private static FormUrlEncodedContent Fields(IHtmlDocument page, string form, string words) =>
        new([
            .. page
                .Forms.Single(f => f.QuerySelector("input[name=_handler]")!.GetAttribute("value") == form)
                .QuerySelectorAll("input[type=hidden]")
                .OfType<IHtmlInputElement>()
                .Select(i => KeyValuePair.Create(i.Name!, i.Value)),
            KeyValuePair.Create("words", words),
        ]);

    private async Task<List<string>> SaidAsync(string number)
    {
        await using var db = await server.Console.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        var lines = await db.Timeline.AsNoTracking().Where(e => e.CaseNumber == number).OrderBy(e => e.Id).ToListAsync();
        return [.. lines.Where(e => e.Event is CustomerWrote).Select(e => e.Words!)];
    }
}
