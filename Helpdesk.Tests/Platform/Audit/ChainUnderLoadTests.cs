using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Helpdesk.Tests.Platform.Audit;

/// <summary>Many writers through the console's own doors keep one chain.</summary>
public sealed class ChainUnderLoadTests(IntakeHost host) : IClassFixture<IntakeHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_AtTheSameTime_KeepOneChainWithoutGaps()
    {
        var before = Check();
        before.Broken.ShouldBeNull("the demo's own seed is a chain");
        var numbers = await host.ReadAsync(db =>
            db.Cases.Where(c => c.Status != CaseStatus.Closed && c.Tier != SupportTier.Premium)
                .OrderBy(c => c.Id)
                .Select(c => c.Number)
                .Take(8)
                .ToListAsync(Token)
        );

        var done = await Task.WhenAll(
            Enumerable
                .Range(0, 96)
                .Select(i => Task.Run(() => i % 6 == 0 ? OpenAsync() : NoteAsync(numbers[i % numbers.Count], $"note {i}")))
        );

        done.ShouldAllBe(ok => ok);
        var after = Check();
        after.Broken.ShouldBeNull();
        after.Entries.ShouldBe(before.Entries + 96);
        (await host.ReadAsync(db => db.Notes.CountAsync(n => n.Text.StartsWith("note "), Token))).ShouldBe(80);
    }

    private async Task<bool> NoteAsync(string number, string text)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<CaseCommandRunner>()
                .RunAsync(number, null, new AddNote(text), IntakeHost.Agent, Token)
        ).IsOk;
    }

    private async Task<bool> OpenAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<OpenCaseHandler>()
                .HandleAsync(IntakeHost.Good, Channel.Web, null, IntakeHost.Agent, Token)
        ).IsOk;
    }

    private ChainPicture Check()
    {
        using var db = new SqliteConnection(host.Services.GetRequiredService<IOptions<DataOptions>>().Value.ConnectionString);
        db.Open();
        return RecordCheck.Run(db)[0];
    }
}
