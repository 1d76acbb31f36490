using Helpdesk.Tests.Cases.Walks;
using Helpdesk.Tests.OnCall.Paging;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.OnCall.Nights;

/// <summary>Kept nights and random ones, walked once on one console.</summary>
public sealed class WalkedNights : IAsyncLifetime
{
    private const int Random = 12;
    private readonly OnCallHost _host = new();

    internal static string Kept { get; } = Path.Combine(SourceTree.Root, "Helpdesk.Tests", "OnCall", "Nights", "Replays");

    internal Dictionary<string, NightRecord> Records { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        var kept = Directory.GetFiles(Kept, "*.jsonl").Select(f => (Name: Path.GetFileName(f), Walk: Walk.Parse(File.ReadAllText(f))));
        var random = Enumerable.Range(1, Random).Select(n => (Name: $"night-{n}", Walk: NightWalks.Of(n)));
        foreach (var (name, walk) in kept.OrderBy(w => w.Walk.Start).Concat(random))
            Records[name] = await NightRun.OfAsync(_host, walk);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}

/// <summary>
/// At any instant of a night somebody on call is asked for each Premium case that needs somebody now and that nobody has who acts: a
/// model in plain words beside the console, stop by stop; more of them with <c>bench nights</c> (spec U3, P1, P2, P3, P13, H3).
/// </summary>
public sealed class NightWalkTests(WalkedNights nights, ITestOutputHelper output) : IClassFixture<WalkedNights>
{
    [Fact]
    public async Task AnyNight_SomebodyIsAsked_WheneverACaseNeedsSomebodyWhomNobodyHas_AndElseNobody()
    {
        List<string> failures = [];
        foreach (var (name, record) in nights.Records)
        {
            if (record.Found is { } found)
                failures.Add(await WalkShelf.KeepAsync(name, record.Walk, found));
        }

        failures.ShouldBeEmpty();
        var all = nights.Records.Values.Select(r => r.Figures).Aggregate((a, b) => a + b);
        output.WriteLine(all.ToString());
        all.Pages.ShouldBeGreaterThan(50);
        all.Held.ShouldBeGreaterThan(50);
    }

    public static TheoryData<string> Faults() => [.. NightFaults.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void PlantedFault_IsFound(string name)
    {
        var fault = NightFaults.All.Single(f => f.Name == name);
        foreach (var (night, record) in nights.Records)
        {
            var judge = new NightJudge(record.Walk, fault.Makes);
            if (record.Stops.Select(judge.Judge).FirstOrDefault(f => f is not null) is not { } found)
                continue;
            output.WriteLine($"in {night}, {found}");
            return;
        }

        Assert.Fail("no night sees it");
    }

    [Fact]
    public void Night_IsTheSame_ForTheSameNumber_AndInAFile()
    {
        NightWalks.Of(7).ToLines().ShouldBe(NightWalks.Of(7).ToLines());
        Walk.Parse(NightWalks.Of(7).ToLines()).ToLines().ShouldBe(NightWalks.Of(7).ToLines());
    }
}
