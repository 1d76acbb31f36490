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
    private const double TargetMillions = 5;

    public static async Task RunAsync(BenchReport report)
    {
        var calendar = SampleProgramme.Business;
        var (starts, lengths) = MakeQuestions();
        var ends = starts.Zip(lengths, calendar.DueTicks).ToArray();
        Pause[] pauses =
        [
            new(Instant.FromUnixTimeTicks(starts[0]) + Duration.FromHours(1), Instant.FromUnixTimeTicks(starts[0]) + Duration.FromHours(5)),
        ];
        var clock = new SlaClock
        {
            Kind = ClockKind.FirstResponse,
            CalendarId = calendar.Id,
            StartedAt = SampleProgramme.Tokyo(2026, 11, 20, 16, 24),
            Target = Duration.FromHours(2),
        };

        await HoldAsync(report, "due", Measure(40, i => calendar.DueTicks(starts[i], lengths[i])));
        await HoldAsync(report, "elapsed", Measure(40, i => calendar.ElapsedTicks(starts[i], ends[i])));
        await HoldAsync(
            report,
            "due, asked as an Instant",
            Measure(20, i => calendar.Due(Instant.FromUnixTimeTicks(starts[i]), Duration.FromTicks(lengths[i]))!.Value.ToUnixTimeTicks())
        );
        await HoldAsync(
            report,
            "due, with a pause",
            Measure(
                10,
                i => calendar.Due(Instant.FromUnixTimeTicks(starts[i]), Duration.FromTicks(lengths[i]), pauses)?.ToUnixTimeTicks() ?? 0
            )
        );
        await SayAsync(
            report,
            "whole reading of a clock",
            Measure(10, i => clock.Read(calendar, Instant.FromUnixTimeTicks(starts[i]), 0.7).Remaining.BclCompatibleTicks)
        );
        await CompileAsync(report, calendar.Definition);
    }

    /// <summary>Starts over ten years in no order, lengths up to five business days: no help for the caches.</summary>
    internal static (long[] Starts, long[] Lengths) MakeQuestions()
    {
        var random = new Random(1);
        var first = Instant.FromUtc(2024, 1, 1, 0, 0).ToUnixTimeTicks();
        return (
            [.. Enumerable.Range(0, Questions).Select(_ => first + random.NextInt64(3650 * NodaConstants.TicksPerDay))],
            [.. Enumerable.Range(0, Questions).Select(_ => random.NextInt64(40 * NodaConstants.TicksPerHour))]
        );
    }

    private static async Task HoldAsync(BenchReport report, string name, Rate rate)
    {
        await report.AtLeastAsync(name, rate.Millions, TargetMillions, "million/s");
        await report.AtMostAsync(name + ", allocated", rate.Bytes, 0, "bytes");
    }

    private static Task SayAsync(BenchReport report, string name, Rate rate) =>
        report.LineAsync($"{name}: {rate.Millions:F1} million/s, {rate.Bytes:F2} bytes");

    /// <summary>On one thread: questions a second, in millions, and bytes allocated by each.</summary>
    private static Rate Measure(int rounds, Func<int, long> ask)
    {
        // The first rounds compile and tier up; only the last run is reported.
        for (var i = 0; i < 10; i++)
            Rounds(rounds / 10, ask);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        Rounds(rounds, ask);
        var elapsed = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var operations = (double)rounds * Questions;
        return new(operations / elapsed.TotalSeconds / 1e6, allocated / operations);
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

    private static async Task CompileAsync(BenchReport report, CalendarDefinition tokyo)
    {
        foreach (var definition in new[] { tokyo, tokyo with { Zone = "America/New_York" } })
        {
            const int Times = 50;
            BusinessCalendar.Compile(definition);
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Times; i++)
                BusinessCalendar.Compile(definition);
            await report.LineAsync(
                $"a calendar of 100 years in {definition.Zone}: compiled in {watch.Elapsed.TotalMilliseconds / Times:F2} ms"
            );
        }
    }

    private readonly record struct Rate(double Millions, double Bytes);
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
