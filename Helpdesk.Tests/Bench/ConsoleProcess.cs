using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Bench;

/// <summary>The built console as a process of its own, on a free port of this machine and a data folder of its own.</summary>
internal sealed class ConsoleProcess : IAsyncDisposable
{
    private const int LinesKept = 30;

    // Asking is work too, on the processor of the one that starts.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = [];
    private bool _ended;

    private ConsoleProcess(string data, string program, IReadOnlyList<string> settings)
    {
        Address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = data,
        };
        foreach (var argument in (string[])[program, "--Urls=" + Address, "--Data:Directory=" + data, .. settings])
            start.ArgumentList.Add(argument);
        StartedAt = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Address { get; }

    public int Id => _process.Id;

    /// <summary>A moment of <see cref="Stopwatch"/>.</summary>
    public long StartedAt { get; }

    /// <param name="program">Path of another Helpdesk.Web.dll, such as a published one; null for the one built here.</param>
    public static ConsoleProcess Start(string data, string? program = null, params string[] settings) =>
        new(data, program ?? Program(), settings);

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static async Task<ConsoleProcess> StartReadyAsync(string data, string? program = null, params string[] settings)
    {
        var console = Start(data, program, settings);
        using var http = new HttpClient { BaseAddress = new(console.Address) };
        await console.WaitForAsync(http, "/health/ready");
        return console;
    }

    /// <summary>Asks until the answer is a good one; milliseconds since the start.</summary>
    /// <exception cref="InvalidOperationException">The process ended, or a minute went by.</exception>
    public async Task<double> WaitForAsync(HttpClient http, string path)
    {
        while (Stopwatch.GetElapsedTime(StartedAt) < TimeSpan.FromMinutes(1) && !_process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(path);
                if (answer.IsSuccessStatusCode)
                    return Stopwatch.GetElapsedTime(StartedAt).TotalMilliseconds;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }

            await Task.Delay(LookEvery);
        }

        throw new InvalidOperationException("The console did not answer on " + path + ":\n" + string.Join('\n', _log));
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended)
            return;
        _ended = true;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _log.Enqueue(line);
        while (_log.Count > LinesKept)
            _log.TryDequeue(out _);
    }

    /// <summary>The console's own output, of the configuration these tests were built in: only there lie its static assets.</summary>
    private static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(SourceTree.Root, "Helpdesk.Web", "bin", output.Parent!.Name, output.Name, "Helpdesk.Web.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
