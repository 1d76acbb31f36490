namespace Helpdesk.Tests.Cases.Walks;

/// <summary>
/// Random cases over months, each act compared with a model that was written apart from the code; deeper with <c>bench walks</c>
/// (spec P3, P11, H2–H5, C8, C9, I5, S8, P14).
/// </summary>
public sealed class WalkTests(ITestOutputHelper output)
{
    private const int Many = 1500;

    [Fact]
    public async Task AnyWalk_ConsoleAndModelSayTheSame_AfterEachAct()
    {
        var tally = await ManyWalks.RunAsync(first: 1, Many, TestContext.Current.CancellationToken);
        output.WriteLine(tally.ToString());
        tally.Failures.ShouldBeEmpty();
        tally.Accepted.ShouldBeGreaterThan(Many * 10);
    }

    [Fact]
    public void Walk_IsTheSame_ForTheSameNumber_AndInAFile()
    {
        RandomWalks.Of(7).ToLines().ShouldBe(RandomWalks.Of(7).ToLines());
        RandomWalks.Of(7).ToLines().ShouldNotBe(RandomWalks.Of(8).ToLines());
        Walk.Parse(RandomWalks.Of(7).ToLines()).ToLines().ShouldBe(RandomWalks.Of(7).ToLines());
    }

    [Fact]
    public async Task FailingWalk_IsMadeSmall_AndFailsAgainFromItsFile()
    {
        var fault = Faults.All.Single(f => f.Name == "a missed call promises nothing");
        for (ulong seed = 1; ; seed++)
        {
            if (await WalkRun.OfAsync(RandomWalks.Of(seed), fault.Makes) is not { } found)
                continue;
            var (small, _) = await WalkShelf.SmallestAsync(RandomWalks.Of(seed), found, w => WalkRun.OfAsync(w, fault.Makes));
            small.Steps.Count.ShouldBeLessThan(4);
            (await WalkRun.OfAsync(Walk.Parse(small.ToLines()), fault.Makes)).ShouldNotBeNull();
            return;
        }
    }

    public static TheoryData<string> Kept() =>
        [.. Directory.GetFiles(WalkShelf.Kept, "*.jsonl").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task KeptWalk_HoldsToday(string file)
    {
        var walk = Walk.Parse(await File.ReadAllTextAsync(Path.Combine(WalkShelf.Kept, file), TestContext.Current.CancellationToken));
        var run = new WalkRun(walk, new DomainConsole(walk));
        (await run.RunAsync()).ShouldBeNull();
        (run.Accepted * 3).ShouldBeGreaterThanOrEqualTo(walk.Steps.Count * 2, "what is only refused says little");
    }
}
