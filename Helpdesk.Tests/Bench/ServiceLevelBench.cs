using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Bench;

/// <summary>How many due and elapsed questions one core answers a second, and what each allocates.</summary>
internal static class ServiceLevelBench
{
    private const int Questions = 1 << 16;

    public static void Run(TextWriter output)
    {
        var calendar = SampleProgramme.Business;
        var (starts, lengths) = MakeQuestions();
        var ends = starts.Zip(lengths, calendar.DueTicks).ToArray();
        Pause[] pauses = [new(Instant.FromUnixTimeTicks(starts[0]) + Duration.FromHours(1), Instant.FromUnixTimeTicks(starts[0]) + Duration.FromHours(5))];
        var clock = new SlaClock { Kind = ClockKind.FirstResponse, CalendarId = calendar.Id, StartedAt = SampleProgramme.Tokyo(2026, 11, 20, 16, 24), Target = Duration.FromHours(2) };

        Measure(output, "due (ticks)", 40, i => calendar.DueTicks(starts[i], lengths[i]));
        Measure(output, "elapsed (ticks)", 40, i => calendar.ElapsedTicks(starts[i], ends[i]));
        Measure(output, "due (Instant)", 20, i => calendar.Due(Instant.FromUnixTimeTicks(starts[i]), Duration.FromTicks(lengths[i]))!.Value.ToUnixTimeTicks());
        Measure(output, "due with a pause", 10, i => calendar.Due(Instant.FromUnixTimeTicks(starts[i]), Duration.FromTicks(lengths[i]), pauses)?.ToUnixTimeTicks() ?? 0);
        Measure(output, "clock reading", 10, i => clock.Read(calendar, Instant.FromUnixTimeTicks(starts[i]), 0.7).Remaining.BclCompatibleTicks);
        Compile(output, calendar.Definition);
    }

    /// <summary>Starts over ten years in no order, lengths up to five business days: no help for the caches.</summary>
    internal static (long[] Starts, long[] Lengths) MakeQuestions()
    {
        var random = new Random(1);
        var first = Instant.FromUtc(2024, 1, 1, 0, 0).ToUnixTimeTicks();
        return (
            [.. Enumerable.Range(0, Questions).Select(_ => first + random.NextInt64(3650 * NodaConstants.TicksPerDay))],
            [.. Enumerable.Range(0, Questions).Select(_ => random.NextInt64(40 * NodaConstants.TicksPerHour))]);
    }

    private static void Measure(TextWriter output, string name, int rounds, Func<int, long> ask)
    {
        // The first rounds compile and tier up; only the last run is reported.
        for (var i = 0; i < 10; i++)
            Rounds(rounds / 10, ask);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        Rounds(rounds, ask);
        watch.Stop();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var operations = (double)rounds * Questions;
        output.WriteLine($"{name,-18}{operations / watch.Elapsed.TotalSeconds / 1e6,8:F1} million/s {watch.Elapsed.TotalNanoseconds / operations,8:F1} ns {allocated / operations,8:F2} B/op");
    }

    private static long Rounds(int rounds, Func<int, long> ask)
    {
        var sum = 0L;
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < Questions; i++)
                sum += ask(i);
        }

        return sum;
    }

    private static void Compile(TextWriter output, CalendarDefinition tokyo)
    {
        foreach (var definition in new[] { tokyo, tokyo with { Zone = "America/New_York" } })
        {
            const int Times = 50;
            BusinessCalendar.Compile(definition);
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Times; i++)
                BusinessCalendar.Compile(definition);
            output.WriteLine($"compile 100 years  {definition.Zone,-18} {watch.Elapsed.TotalMilliseconds / Times,6:F2} ms");
        }
    }
}

/// <summary>The same for BenchmarkDotNet: <c>BenchmarkRunner.Run&lt;ServiceLevelBenchmarks&gt;()</c> in a Release build.</summary>
[MemoryDiagnoser]
public class ServiceLevelBenchmarks
{
    private const int Questions = 4096;
    private readonly BusinessCalendar _calendar = SampleProgramme.Business;
    private readonly long[] _starts;
    private readonly long[] _lengths;
    private readonly long[] _ends;

    public ServiceLevelBenchmarks()
    {
        (_starts, _lengths) = ServiceLevelBench.MakeQuestions();
        _ends = [.. _starts.Zip(_lengths, _calendar.DueTicks)];
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public long Due()
    {
        var sum = 0L;
        for (var i = 0; i < Questions; i++)
            sum += _calendar.DueTicks(_starts[i], _lengths[i]);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public long Elapsed()
    {
        var sum = 0L;
        for (var i = 0; i < Questions; i++)
            sum += _calendar.ElapsedTicks(_starts[i], _ends[i]);
        return sum;
    }

    [Benchmark]
    public BusinessCalendar Compile() => BusinessCalendar.Compile(_calendar.Definition).Value;
}
