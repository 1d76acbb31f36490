using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.In;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Data;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.Data;

/// <summary>Mergings of merged cases: nothing gets out of sight, however many there were (spec I5).</summary>
public sealed class MergingsTests(InboundMailHost host) : IClassFixture<InboundMailHost>
{
    [Fact]
    public async Task CaseAtTheEnd_ShowsTheLinesOfAllThatWentIntoIt_AndMailOfTheFirstFindsIt_I5()
    {
        List<Case> chain = [];
        for (var i = 0; i < 8; i++)
            chain.Add(await host.Host.OpenAsync());
        await host.SqlAsync(
            $"UPDATE OutboxMails SET MessageId = '5f1d0000000000000000000000c0ffee@helpdesk.example' WHERE CaseId = {chain[0].Id}"
        );
        await host.Host.DoAsync(chain[0], new AddNote("said on the first"));
        foreach (var (one, next) in chain.Zip(chain.Skip(1)))
            await MergeAsync(one, next);

        var record = (await RecordAsync(chain[^1])).ShouldNotBeNull();
        record.Lines.Where(l => l.Entry.Event is NoteAdded).ShouldHaveSingleItem().From.ShouldBe(chain[0].Number);
        record.Lines.Where(l => l.Entry.Event is CaseOpened).Select(l => l.From).Distinct().Count().ShouldBe(chain.Count);

        var filed = await host.DeliverAsync(
            InboundMailHost.Mail(chain[0].Contact.Email, "Re: x", "More.", "<5f1d0000000000000000000000c0ffee@helpdesk.example>")
        );
        (filed.State, filed.CaseNumber).ShouldBe((InboundState.Filed, chain[^1].Number));
    }

    private Task<CaseRecord?> RecordAsync(Case about) =>
        host.Services.GetRequiredService<CaseQuery>().FindAsync(about.Number, TestContext.Current.CancellationToken);

    private async Task MergeAsync(Case duplicate, Case main)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var done = await scope
            .ServiceProvider.GetRequiredService<MergeCasesHandler>()
            .HandleAsync(duplicate.Number, null, new MergeCases(main.Number), IntakeHost.Agent);
        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
    }
}
