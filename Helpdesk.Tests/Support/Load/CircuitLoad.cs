using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Helpdesk.Tests.Support.Load;

/// <summary>Opens real circuits, pokes the console, and measures what the server spends and how soon each circuit shows a poke.</summary>
internal static class CircuitLoad
{
    private const int OpeningAtATime = 5;
    private const int ErrorsShown = 3;
    private static readonly TimeSpan Afterglow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="log">Gets the first few errors.</param>
    /// <exception cref="HttpRequestException">The sign-in fails.</exception>
    public static async Task<LoadReport> RunAsync(LoadOptions options, TextWriter log)
    {
        using var visitor = new ConsoleVisitor(options.Base);
        if (options.Login is not null)
            await visitor.SignInAsync(options.Login, options.User, options.Password);
        var board = new PokeBoard(
            (int)Math.Ceiling(options.Seconds * options.Rate) + 1,
            Stopwatch.GetTimestamp().ToString("x", CultureInfo.InvariantCulture)[^6..]
        );
        var before = ProcessUsage.Read(options.ProcessId);
        var (circuits, errors) = await OpenAsync(options, visitor, board);
        await Task.Delay(TimeSpan.FromSeconds(options.Settle));

        var start = Moment.Now(options, circuits);
        await PokeAsync(options, board);
        await Task.Delay(Afterglow);
        var end = Moment.Now(options, circuits);
        await AwaitLateOnesAsync(circuits, board);

        errors = [.. errors, .. circuits.Select(circuit => circuit.Fault).OfType<string>()];
        foreach (var error in errors.Take(ErrorsShown))
            await log.WriteLineAsync("circuit: " + error);
        var report = Report(circuits, errors.Count, board, before, start, end);
        await Parallel.ForEachAsync(circuits, async (circuit, _) => await circuit.DisposeAsync());
        return report;
    }

    private static async Task<(IReadOnlyList<Circuit> Circuits, IReadOnlyList<string> Errors)> OpenAsync(
        LoadOptions options,
        ConsoleVisitor visitor,
        PokeBoard board
    )
    {
        ConcurrentQueue<Circuit> circuits = [];
        ConcurrentQueue<string> errors = [];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, options.Circuits),
            new ParallelOptions { MaxDegreeOfParallelism = OpeningAtATime },
            async (_, _) =>
            {
                try
                {
                    circuits.Enqueue(await Circuit.OpenAsync(options, visitor, board));
                }
                catch (Exception exception)
                {
                    errors.Enqueue(exception.Message);
                }
            }
        );
        return ([.. circuits], [.. errors]);
    }

    /// <summary>Sends pokes at their times for as long as is measured; a slow answer does not hold up the next poke.</summary>
    private static async Task PokeAsync(LoadOptions options, PokeBoard board)
    {
        var duration = TimeSpan.FromSeconds(options.Seconds);
        if (options.Poke is not { } poke)
        {
            await Task.Delay(duration);
            return;
        }

        using var http = new HttpClient { BaseAddress = new(options.Base) };
        foreach (var header in options.Headers.Select(header => header.Split(':', 2)))
            http.DefaultRequestHeaders.Add(header[0], header[1].Trim());
        List<Task> answers = [];
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; TimeSpan.FromSeconds(number / options.Rate) is var due && due < duration; number++)
        {
            if (due - Stopwatch.GetElapsedTime(start) is var early && early > TimeSpan.Zero)
                await Task.Delay(early);
            answers.Add(SendAsync(http, options, poke, number, board));
        }

        await Task.WhenAll(answers);
        if (duration - Stopwatch.GetElapsedTime(start) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest);
    }

    /// <summary>A poke seen late is a long latency, not a missing one; some are never seen, because a newer one took their place.</summary>
    private static async Task AwaitLateOnesAsync(IReadOnlyList<Circuit> circuits, PokeBoard board)
    {
        var start = Stopwatch.GetTimestamp();
        while (
            circuits.Sum(circuit => circuit.Latencies.Count) < (board.Sent - board.Refused) * circuits.Count
            && Stopwatch.GetElapsedTime(start) < Patience
        )
            await Task.Delay(TimeSpan.FromMilliseconds(100));
    }

    private static async Task SendAsync(HttpClient http, LoadOptions options, string poke, int number, PokeBoard board)
    {
        var text = board.Next();
        string Fill(string template) =>
            template
                .Replace("{poke}", text, StringComparison.Ordinal)
                .Replace("{case}", options.Cases.Count > 0 ? options.Cases[number % options.Cases.Count] : "", StringComparison.Ordinal);

        var parts = poke.Split(' ', 2);
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), Fill(parts[1]));
        if (options.Body is not null)
            request.Content = new StringContent(Fill(options.Body), Encoding.UTF8, "application/json");
        try
        {
            using var answer = await http.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
                board.Refuse();
        }
        catch (HttpRequestException)
        {
            board.Refuse();
        }
    }

    private static LoadReport Report(
        IReadOnlyList<Circuit> circuits,
        int errors,
        PokeBoard board,
        ProcessUsage? before,
        Moment start,
        Moment end
    )
    {
        var seconds = Stopwatch.GetElapsedTime(start.At, end.At).TotalSeconds;
        var perCircuitAndSecond = 1 / (Math.Max(1, circuits.Count) * seconds);
        double[] latencies = [.. circuits.SelectMany(circuit => circuit.Latencies)];
        var expected = (board.Sent - board.Refused) * circuits.Count;
        return new(
            circuits.Count,
            errors,
            Math.Round(seconds, 1),
            Math.Round((end.Batches - start.Batches) * perCircuitAndSecond, 2),
            Math.Round((end.Bytes - start.Bytes) / 1024.0 * perCircuitAndSecond, 3),
            Percent(end.Server?.Processor - start.Server?.Processor, seconds),
            Percent(end.Driver - start.Driver, seconds)!.Value,
            Rounded(end.Server?.Memory, 0),
            Rounded((end.Server?.Memory - before?.Memory) / Math.Max(1, circuits.Count), 2),
            board.Sent,
            board.Refused,
            expected > 0 ? Math.Round(latencies.Length / (double)expected, 3) : null,
            Percentiles.Of(latencies),
            Percentiles.Of(circuits.Select(circuit => circuit.OpeningTime.TotalMilliseconds))
        );
    }

    private static double? Percent(TimeSpan? processor, double seconds) => Rounded(100 * processor?.TotalSeconds / seconds, 1);

    private static double? Rounded(double? value, int digits) => value is { } number ? Math.Round(number, digits) : null;

    private sealed record Moment(long At, long Batches, long Bytes, ProcessUsage? Server, TimeSpan Driver)
    {
        public static Moment Now(LoadOptions options, IReadOnlyList<Circuit> circuits) =>
            new(
                Stopwatch.GetTimestamp(),
                circuits.Sum(circuit => circuit.Batches),
                circuits.Sum(circuit => circuit.Bytes),
                ProcessUsage.Read(options.ProcessId),
                Environment.CpuUsage.TotalTime
            );
    }
}
