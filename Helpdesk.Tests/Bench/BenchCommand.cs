using System.Reflection;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Bench;

/// <summary><c>bench [name…|all] [--option value…]</c>: runs the named measurements, or lists them.</summary>
internal static class BenchCommand
{
    private const int Failure = 1;
    private const string Everything = "all";

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output)
    {
        var (names, options) = BenchOptions.Parse(args);
        var benches = Find(typeof(BenchCommand).Assembly);
        if (names.Contains(Everything))
            names = [.. benches.Select(bench => bench.Name)];
        var unknown = names.Where(name => benches.All(bench => bench.Name != name)).ToList();
        if (names.Count == 0 || unknown.Count > 0)
        {
            await ListAsync(benches, unknown, output);
            return unknown.Count > 0 ? Failure : 0;
        }

        await output.WriteLineAsync(Machine.Describe());
        var report = new BenchReport(output);
        foreach (var name in names)
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync("== " + name);
            await benches.Single(bench => bench.Name == name).RunAsync(options, report);
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync($"{report.Held} targets held, {report.Missed} missed");
        return report.Missed == 0 ? 0 : Failure;
    }

    internal static IReadOnlyList<IBench> Find(Assembly assembly) =>
        [
            .. assembly
                .GetTypes()
                .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBench)))
                .Select(type => (IBench)Activator.CreateInstance(type, nonPublic: true)!)
                .OrderBy(bench => bench.Name, StringComparer.Ordinal),
        ];

    private static async Task ListAsync(IReadOnlyList<IBench> benches, IReadOnlyList<string> unknown, TextWriter output)
    {
        foreach (var name in unknown)
            await output.WriteLineAsync("No measurement is called " + name + ".");
        await output.WriteLineAsync("Measurements:");
        foreach (var bench in benches)
            await output.WriteLineAsync($"  {bench.Name, -16}{bench.About}");
        await output.WriteLineAsync($"  {Everything, -16}All of them, one after the other.");
    }
}
