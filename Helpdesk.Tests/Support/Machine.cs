using System.Runtime.InteropServices;

namespace Helpdesk.Tests.Support;

/// <summary>What a figure was measured on.</summary>
internal static class Machine
{
    /// <summary>One line: processor, cores, memory, .NET, operating system.</summary>
    public static string Describe() =>
        $"Machine: {Processor()}, {Environment.ProcessorCount} cores, {MemoryGiB()} GiB, "
        + $"{RuntimeInformation.FrameworkDescription}, {OperatingSystemName()}";

    private static string Processor() =>
        Field("/proc/cpuinfo", "model name", ':')
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string OperatingSystemName() =>
        Field("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription;

    private static long MemoryGiB() => (long)Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30));

    private static string? Field(string path, string name, char separator) =>
        File.Exists(path)
            ? File.ReadLines(path)
                .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(separator))
                .Select(line => line[(line.IndexOf(separator) + 1)..].Trim())
                .FirstOrDefault()
            : null;
}
