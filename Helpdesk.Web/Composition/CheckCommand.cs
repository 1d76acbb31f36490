using System.Globalization;
using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.ServiceLevels.Calendars;
using Helpdesk.Web.ServiceLevels.Programme;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime.Text;

namespace Helpdesk.Web.Composition;

/// <summary>
/// <c>check</c>: one line for each thing that a console needs before it goes live, beside a running console or without one. Ends with 0
/// when all is there, 1 when something is missing, 2 when that cannot be told. Changes nothing.
/// </summary>
public static class CheckCommand
{
    public const string Command = "check";

    /// <param name="arguments">Settings as the console takes them, e.g. <c>--Data:Directory=…</c>.</param>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        // A house in which nothing was ever started is as empty as a new one, and stays untouched.
        using var empty = new EmptyHouse(arguments);
        await using var app = HelpdeskApp.Build(empty.Arguments, builder => builder.Logging.ClearProviders());
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        if (empty.IsEmpty)
            await MigrateAsync(app.Services);
        else if (await IsOtherReleaseAsync(app.Services))
        {
            await errors.WriteLineAsync("The database is that of another release. Start the console once, then check again.");
            return 2;
        }

        await app.Services.GetRequiredService<CalendarBook>().LoadAsync(CancellationToken.None);
        await app.Services.GetRequiredService<ProgrammeBook>().LoadAsync(CancellationToken.None);
        await app.Services.LoadWhatIsKeptAsync(CancellationToken.None);
        // Scripts read it: one language, whatever the machine speaks.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var lines = await app.Services.GetRequiredService<GetReadyQuery>().AllAsync(CancellationToken.None);
        var words = app.Services.GetRequiredService<GetReadyWords>();
        foreach (var line in lines)
            await output.WriteLineAsync(Line(line, words));
        return lines.Any(l => l.Now.State == ReadinessState.Missing) ? 1 : 0;
    }

    private static string Line(ReadinessLine line, GetReadyWords words)
    {
        var state = line.Now.State switch
        {
            ReadinessState.Ready => "ok",
            ReadinessState.CanWait => "can wait",
            _ => "missing",
        };
        var todo = words.WhatToDo(line, InstantPattern.General.Format) is { } text ? " – " + text : "";
        var place = line.Now.Href is { } href ? $" ({href})" : "";
        return $"{state, -8}  {line.Key}: {words.How(line, InstantPattern.General.Format)}{todo}{place}";
    }

    private static async Task MigrateAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
    }

    internal static async Task<bool> IsOtherReleaseAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return !(await db.Database.GetAppliedMigrationsAsync()).SequenceEqual(db.Database.GetMigrations());
    }

    /// <summary>A place for a database that is looked at once, where there is none.</summary>
    private sealed class EmptyHouse : IDisposable
    {
        private readonly string? _folder;

        public EmptyHouse(string[] arguments)
        {
            var data = new DataOptions();
            new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
                .AddEnvironmentVariables()
                .AddCommandLine(arguments)
                .Build()
                .GetSection(DataOptions.Section)
                .Bind(data);
            Arguments = arguments;
            if (string.IsNullOrWhiteSpace(data.Directory) || File.Exists(data.DatabaseFile))
                return;
            _folder = Directory.CreateTempSubdirectory("helpdesk-check-").FullName;
            Arguments = [.. arguments, $"--Data:Directory={_folder}"];
        }

        public string[] Arguments { get; }

        public bool IsEmpty => _folder is not null;

        public void Dispose()
        {
            if (_folder is not null)
                Directory.Delete(_folder, recursive: true);
        }
    }
}
