using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Cases.Walks;
using Helpdesk.Tests.OnCall.Paging;

namespace Helpdesk.Tests.OnCall.Nights;

/// <summary>
/// The same walk on two consoles, each with its own database: every row that is stored and every mail and call that goes out is the same
/// (issue 17, 2). What runs waits on the console's clock and takes ids from its source; the compiler holds it (BannedSymbols.txt).
/// </summary>
public sealed class OneSeedOneRunTests(ITestOutputHelper output)
{
    [Fact]
    public async Task OneSeed_GivesOneRun_InEachRowAndMail_ThroughRestarts()
    {
        // One in which somebody is asked from the beginning.
        var walk = Enumerable
            .Range(1, NightWalks.InARow)
            .Select(NightWalks.Of)
            .First(w =>
                w.Steps.Count > 20
                && w.Start.InUtc().Hour is > 8 and < 20
                && w.Cases[0] is { Tier: SupportTier.Premium, Severity: Severity.Emergency }
            );
        walk = walk with { Steps = [.. walk.Steps.Take(20).Append(walk.Steps[19] with { Act = Act.Restart, What = null, Other = null })] };

        var (first, second) = (await RunAsync(walk), await RunAsync(walk));

        var differ = first.Zip(second).Where(pair => pair.First != pair.Second).Take(3).Select(p => $"{p.First}\n≠\n{p.Second}");
        differ.ShouldBeEmpty();
        second.Count.ShouldBe(first.Count);
        output.WriteLine($"{first.Count} rows, mails and calls");
        first.Count(l => l.StartsWith("mail ", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
        first.ShouldContain(l => l.StartsWith("hook ", StringComparison.Ordinal));
        first.ShouldContain(l => l.StartsWith("OutboxMails|", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Walk walk)
    {
        await using var host = new OnCallHost();
        await host.InitializeAsync();
        (await NightRun.OfAsync(host, walk)).Found.ShouldBeNull();
        await host.RunAsync();
        return Transcript.Of(host);
    }
}
