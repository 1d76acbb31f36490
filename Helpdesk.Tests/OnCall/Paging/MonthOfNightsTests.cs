namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>Thirty nights and days of <see cref="NightSimulation"/>; a year of them is <c>bench nights</c> (spec U3, P13).</summary>
public sealed class MonthOfNightsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task AMonthOfNights_EveryPageReachesAPersonOrTheSupervisor_EachPersonOnceAStep_AndTheRecordProvesIt()
    {
        var nights = new NightSimulation(_host, seed: 20270612, days: 30);

        await nights.RunAsync();

        nights.Forgotten.ShouldBeEmpty();
        var tally = await nights.ProveAsync();
        tally.Pages.ShouldBeGreaterThan(20);
        tally.Deaths.ShouldBeGreaterThan(5);
        tally.Looks.ShouldBeGreaterThan(200);
        tally.Acting.ShouldBeGreaterThan(50);
        output.WriteLine(tally.ToString());
    }
}
