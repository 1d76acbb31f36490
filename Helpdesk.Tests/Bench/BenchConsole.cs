using Helpdesk.Tests.Support.Hosts;

namespace Helpdesk.Tests.Bench;

/// <summary>The console that is measured: with the demo, whose people and API key the measurements use.</summary>
internal static class BenchConsole
{
    private const string Demo = "--Demo:Enabled=true";

    public static ConsoleProcess Start(string data, BenchOptions options, params string[] settings) =>
        ConsoleProcess.Start(data, options.Program, [Demo, .. settings]);

    public static Task<ConsoleProcess> StartReadyAsync(string data, BenchOptions options, params string[] settings) =>
        ConsoleProcess.StartReadyAsync(data, options.Program, [Demo, .. settings]);
}
