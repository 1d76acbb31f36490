using System.Globalization;
using System.Text.Json;

namespace Helpdesk.Tests.Support.Load;

/// <summary>What a load did. Processor figures are percent of one core; memory is MiB.</summary>
/// <param name="Circuits">Circuits that came up.</param>
/// <param name="Errors">Circuits that did not, or broke later.</param>
/// <param name="ServerCpu">Server's processor use while measured; null without a process id.</param>
/// <param name="DriverCpu">This program's own, which the server on the same machine had to do without.</param>
/// <param name="Pokes">Requests sent.</param>
/// <param name="PokesRefused">Of those, answered with an error or not at all.</param>
/// <param name="SeenShare">Of all accepted pokes times circuits, the share that reached the screen; null without pokes.</param>
/// <param name="Latency">From sending a poke to the batch that shows it, over all circuits.</param>
/// <param name="Opening">From asking for the page to its first batch, with five circuits opening at a time.</param>
internal sealed record LoadReport(
    int Circuits,
    int Errors,
    double Seconds,
    double BatchesPerCircuitAndSecond,
    double KilobytesPerCircuitAndSecond,
    double? ServerCpu,
    double DriverCpu,
    double? ServerMemory,
    double? MemoryPerCircuit,
    int Pokes,
    int PokesRefused,
    double? SeenShare,
    Percentiles? Latency,
    Percentiles? Opening
)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public string ToTable() => string.Join('\n', Rows().Select(row => $"  {row.Name, -34}{row.Value}"));

    private IEnumerable<(string Name, string Value)> Rows()
    {
        yield return ("circuits up / errors", $"{Circuits} / {Errors}");
        yield return ("opening a page", Opening?.ToString() ?? "-");
        yield return ("batches per circuit and second", Text(BatchesPerCircuitAndSecond, "0.00"));
        yield return ("kB per circuit and second", Text(KilobytesPerCircuitAndSecond, "0.000"));
        yield return ("server CPU, % of one core", Text(ServerCpu, "0.0"));
        yield return ("driver CPU, % of one core", Text(DriverCpu, "0.0"));
        yield return ("server memory, MiB (per circuit)", $"{Text(ServerMemory, "0")} ({Text(MemoryPerCircuit, "0.00")})");
        yield return ("pokes sent / refused", $"{Pokes} / {PokesRefused}");
        yield return ("share of pokes seen", Text(SeenShare, "0.000"));
        yield return ("poke sent to batch received", Latency?.ToString() ?? "-");
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
