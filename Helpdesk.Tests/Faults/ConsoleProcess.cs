using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Helpdesk.Tests.Faults;

/// <summary>
/// The built console as a process of its own, on a port of 127.0.0.1 and a data directory; killed without warning when the test says so.
/// </summary>
internal sealed class ConsoleProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private ConsoleProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Starts it with settings and waits until it is ready.</summary>
    public static Task<ConsoleProcess> StartAsync(string dataDirectory, params string[] settings) =>
        StartAsync(dataDirectory, FreePort(), settings);

    /// <summary>The same on a port that is known already: where another one was killed.</summary>
    public static async Task<ConsoleProcess> StartAsync(string dataDirectory, int port, params string[] settings)
    {
        var console = Launch(dataDirectory, port, settings);
        using var http = new HttpClient();
        for (var tries = 0; tries < 300; tries++)
        {
            if (console._process.HasExited)
                throw new InvalidOperationException("The console ended with " + console._process.ExitCode + ": " + console.Said);
            try
            {
                if ((await http.GetAsync(console.Address + "/health/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode)
                    return console;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            // Another process: there is nothing to await but its port.
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException("The console was not ready within 30 s: " + console.Said);
    }

    /// <summary>Runs it to its end: exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Said)> RunToEndAsync(string dataDirectory, params string[] settings)
    {
        await using var console = Launch(dataDirectory, FreePort(), settings);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await console._process.WaitForExitAsync(patience.Token);
        return (console._process.ExitCode, console.Said);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    private static ConsoleProcess Launch(string dataDirectory, int port, string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataDirectory,
        };
        foreach (
            var argument in (string[])
                [
                    Path.Combine(AppContext.BaseDirectory, "Helpdesk.Web.dll"),
                    $"--urls=http://127.0.0.1:{port}",
                    "--Data:Directory=" + dataDirectory,
                    "--Demo:Enabled=true",
                    "--Demo:HistoryWeeks=0",
                    .. settings,
                ]
        )
            start.ArgumentList.Add(argument);
        var process = new Process { StartInfo = start };
        var console = new ConsoleProcess(process, $"http://127.0.0.1:{port}");
        process.OutputDataReceived += (_, line) => console.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => console.Hear(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return console;
    }

    private void Hear(string? line)
    {
        lock (_said)
            _said.AppendLine(line);
    }
}
