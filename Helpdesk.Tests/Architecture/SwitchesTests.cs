using System.Text.Json;

namespace Helpdesk.Tests.Architecture;

/// <summary>
/// What is tested is what runs: a switch of the framework that the console sets in its runtime configuration is not set in the tests'
/// process, so both would behave differently (redirects of static pages did).
/// </summary>
public sealed class SwitchesTests
{
    // They change how fast it is, not what it does.
    private static readonly HashSet<string> Speed =
    [
        "System.Threading.ThreadPool.UnfairSemaphoreSpinLimit",
        "System.Runtime.TieredPGO",
        "System.GC.Server",
    ];

    [Fact]
    public void Console_SetsNoSwitch_ThatTheTestsDoNotHave()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Helpdesk.Web.runtimeconfig.json")));

        foreach (
            var set in file
                .RootElement.GetProperty("runtimeOptions")
                .GetProperty("configProperties")
                .EnumerateObject()
                .Where(p => !Speed.Contains(p.Name))
        )
            (AppContext.GetData(set.Name)?.ToString() ?? "unset").ShouldBe(set.Value.ToString(), set.Name, StringCompareShould.IgnoreCase);
    }
}
