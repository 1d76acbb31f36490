using System.Globalization;

namespace Helpdesk.Tests.Support.Load;

/// <summary>Processor time and memory of another process at one moment, from /proc.</summary>
/// <param name="Processor">Time spent on any core so far.</param>
/// <param name="Memory">Resident memory in MiB.</param>
internal sealed record ProcessUsage(TimeSpan Processor, double Memory)
{
    private const int TicksPerSecond = 100; // sysconf(_SC_CLK_TCK) on every Linux .NET runs on
    private const int UserTime = 11; // field numbers after the parenthesis of /proc/PID/stat
    private const int SystemTime = 12;

    public static ProcessUsage? Read(int? processId)
    {
        if (processId is null || !File.Exists($"/proc/{processId}/stat"))
            return null;
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var pages = long.Parse(File.ReadAllText($"/proc/{processId}/statm").Split(' ')[1], CultureInfo.InvariantCulture);
        return new(
            TimeSpan.FromSeconds((Ticks(fields[UserTime]) + Ticks(fields[SystemTime])) / (double)TicksPerSecond),
            pages * (double)Environment.SystemPageSize / (1 << 20)
        );
    }

    private static long Ticks(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
