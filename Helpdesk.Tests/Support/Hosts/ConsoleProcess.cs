using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Helpdesk.Tests.Support.Hosts;

/// <summary>
/// The built console as a process of its own, on a port of this machine and a data folder; killed without warning when one says so.
/// </summary>
internal sealed class ConsoleProcess : IAsyncDisposable
{
    private const int LinesKept = 1000;

    // Asking is work too, on the processor of the one that starts.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    private static readonly string[] Demo = ["--Demo:Enabled=true", "--Demo:HistoryWeeks=0"];

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = [];
    private bool _disposed;

    private ConsoleProcess(string data, int port, string? program, IReadOnlyList<string> settings)
        : this(data, port, [program ?? Program(), "--Urls=" + AddressOf(port), "--Data:Directory=" + data, .. settings]) { }

    private ConsoleProcess(string data, int port, IReadOnlyList<string> arguments)
    {
        Address = AddressOf(port);
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = data,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        StartedAt = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Address { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>A moment of <see cref="Stopwatch"/>.</summary>
    public long StartedAt { get; }

    private string Said => string.Join('\n', _said);

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <param name="program">Path of another Helpdesk.Web.dll, such as a published one; null for the one built here.</param>
    public static ConsoleProcess Start(string data, string? program = null, params string[] settings) =>
        new(data, FreePort(), program, settings);

    /// <summary>Starts one of its commands, e.g. <c>import-cases FILE</c>, on a data directory without the demo.</summary>
    public static ConsoleProcess StartCommand(string data, params IReadOnlyList<string> command) =>
        new(data, 0, [Program(), .. command, "--Data:Directory=" + data, "--Demo:Enabled=false"]);

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static Task<ConsoleProcess> StartReadyAsync(string data, string? program = null, params string[] settings) =>
        ReadyAsync(Start(data, program, settings));

    /// <summary>Starts it with the demo's records and waits until it is ready.</summary>
    public static Task<ConsoleProcess> StartDemoAsync(string data, params string[] settings) => StartDemoAsync(data, FreePort(), settings);

    /// <summary>The same on a port that is known already: where another one was killed.</summary>
    public static async Task<ConsoleProcess> StartDemoAsync(string data, int port, params string[] settings)
    {
        await DemoData.LayIntoAsync(data);
        return await ReadyAsync(new(data, port, null, [.. Demo, .. settings]));
    }

    /// <summary>Runs it to its end: exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Said)> RunToEndAsync(string data, params string[] settings)
    {
        await using var console = Start(data, null, [.. Demo, .. settings]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await console._process.WaitForExitAsync(patience.Token);
        return (console._process.ExitCode, console.Said);
    }

    /// <summary>Asks until the answer is a good one; milliseconds since the start.</summary>
    /// <exception cref="InvalidOperationException">The process ended, or a minute went by.</exception>
    public async Task<double> WaitForAsync(HttpClient http, string path)
    {
        while (Stopwatch.GetElapsedTime(StartedAt) < TimeSpan.FromMinutes(1) && !_process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode)
                    return Stopwatch.GetElapsedTime(StartedAt).TotalMilliseconds;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }

            // Another process: there is nothing to await but its port.
            await Task.Delay(LookEvery, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException("The console did not answer on " + path + ":\n" + Said);
    }

    /// <summary>Waits until it has ended by itself; its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Ends the process at once, as a power cut would: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static string AddressOf(int port) => $"http://127.0.0.1:{port}";

    private static async Task<ConsoleProcess> ReadyAsync(ConsoleProcess console)
    {
        using var http = new HttpClient { BaseAddress = new(console.Address) };
        await console.WaitForAsync(http, "/health/ready");
        return console;
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _said.Enqueue(line);
        while (_said.Count > LinesKept)
            _said.TryDequeue(out _);
    }

    /// <summary>The console's own output, of the configuration these tests were built in: only there lie its static assets.</summary>
    private static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(SourceTree.Root, "Helpdesk.Web", "bin", output.Parent!.Name, output.Name, "Helpdesk.Web.dll");
    }
}
