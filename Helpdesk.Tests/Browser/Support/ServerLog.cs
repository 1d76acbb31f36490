using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>Keeps the console's latest log lines, for the output of a failed test.</summary>
internal sealed class ServerLog : ILoggerProvider
{
    private const int LinesKept = 200;
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, this);

    public void Dispose() { }

    private void Keep(string line)
    {
        _lines.Enqueue(line);
        while (_lines.Count > LinesKept)
            _lines.TryDequeue(out _);
    }

    private sealed class Category(string name, ServerLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log.Keep($"{logLevel} {name}: {formatter(state, exception)} {exception}".TrimEnd());
    }
}
