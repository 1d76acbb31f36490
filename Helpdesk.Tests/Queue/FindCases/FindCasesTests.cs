using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Search;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Tests.People;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Queue.FindCases;
using Helpdesk.Web.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Queue.FindCases;

/// <summary>All cases by their words, closed ones too, for colleagues alone.</summary>
public sealed class FindCasesTests(MailHost host) : IClassFixture<MailHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Closed_IsFoundByANote_MarkedWhereItStands()
    {
        var opened = await host.OpenAsync(r => r with { Subject = "Gauge wobbles", Description = "It does." });
        await host.DoAsync(opened, new AddNote("Somebody loosened the flummox screw."));
        await host.DoAsync(opened, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));
        var other = await host.OpenAsync(r => r with { Subject = "Another flummox" });
        await IndexedAsync();

        var all = await FindAsync("flummox");
        all.Select(f => f.Case.Id).ShouldBe([opened.Id, other.Id], ignoreOrder: true);
        var found = (await FindAsync("flummox", CaseDocuments.Closed)).ShouldHaveSingleItem();

        (found.Case.Number, found.Case.IsClosed).ShouldBe((opened.Number, true));
        var mark = found.Excerpt.Marks.ShouldHaveSingleItem();
        found.Excerpt.Text.Substring(mark.From, mark.Length).ShouldBe("flummox");
        (await FindAsync("flummox", CaseDocuments.Open)).ShouldHaveSingleItem().Case.Id.ShouldBe(other.Id);
        (await FindAsync("flummox", product: "no-such-product")).ShouldBeEmpty();
        (await FindAsync(opened.Number))[0].Case.Id.ShouldBe(opened.Id);
    }

    [Fact]
    public async Task Erased_ShowsNoWordOfTheContact()
    {
        var opened = await host.OpenAsync(r => r with { Subject = "Snorkelwhistle broke" });
        await host.DoAsync(opened, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));
        await IndexedAsync();
        (await FindAsync("snorkelwhistle")).Count.ShouldBe(1);

        await host.ReadAsync(db => db.Cases.Where(c => c.Id == opened.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Subject, "")));
        await host.ReadAsync(db => db.CustomerWords.Where(w => w.CaseId == opened.Id).ExecuteDeleteAsync());

        foreach (var found in await FindAsync("snorkelwhistle"))
            (found.Subject.Text, found.Excerpt.Text).ShouldBe(("", ""), "an index that lags behind gives no word back");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task NothingAsked_IsNothingFound(string? search) => (await FindAsync(search)).ShouldBeEmpty();

    [Fact]
    public async Task Nobody_IsRefused() =>
        (
            await host
                .Services.CreateScope()
                .ServiceProvider.GetRequiredService<FindCasesQuery>()
                .ListAsync(new("a case", null, null), Who.Nobody, Token)
        )
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");

    private Task IndexedAsync() => host.Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(Token);

    private async Task<IReadOnlyList<FoundCase>> FindAsync(string? search, string? state = null, string? product = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (
            await scope.ServiceProvider.GetRequiredService<FindCasesQuery>().ListAsync(new(search, state, product), IntakeHost.Agent, Token)
        ).Value;
    }
}
