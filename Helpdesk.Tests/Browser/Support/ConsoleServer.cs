using System.Collections.Concurrent;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>The real console on a free port inside the test process, with a data directory and a clock of its own.</summary>
public sealed class ConsoleServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, string>>>> _cookies = new(StringComparer.Ordinal);

    private readonly ServerLog _log;

    private ConsoleServer(WebApplication app, FakeTimeProvider time, string dataDirectory, ServerLog log)
    {
        (_app, Time, DataDirectory, _log) = (app, time, dataDirectory, log);
        Address = app.Urls.Single();
    }

    /// <summary>E.g. <c>http://127.0.0.1:40123</c>.</summary>
    public string Address { get; }

    /// <summary>The console's clock; it stands still until advanced.</summary>
    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => _app.Services;

    public string DataDirectory { get; }

    /// <summary>The latest warnings and errors the console logged.</summary>
    public IReadOnlyList<string> Log => _log.Lines;

    public static async Task<ConsoleServer> StartAsync(ConsoleSettings? settings = null)
    {
        settings ??= new();
        var time = new FakeTimeProvider(settings.Start);
        var dataDirectory = Directory.CreateTempSubdirectory("helpdesk-test-").FullName;
        MigratedDatabase.LayInto(dataDirectory);
        var log = new ServerLog();
        string[] args =
        [
            "--urls=http://127.0.0.1:0",
            .. ConsoleUnderTest
                .Settings(dataDirectory, settings.WithDemo)
                .Concat(settings.Configuration)
                .Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        var app = ConsoleUnderTest.Build(
            args,
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Warning);
                // The console registers its own clock later on, so the test's has to come last of all.
                builder.Host.UseServiceProviderFactory(
                    new LastWord(services =>
                    {
                        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
                        settings.Services(services);
                    })
                );
            }
        );
        try
        {
            await ConsoleUnderTest.StartAsync(app);
            return new(app, time, dataDirectory, log);
        }
        catch
        {
            await app.DisposeAsync();
            Directory.Delete(dataDirectory, recursive: true);
            throw;
        }
    }

    /// <summary>The cookies of a demo person who has signed in; the sign-in happens once a server.</summary>
    public Task<IReadOnlyDictionary<string, string>> CookiesOfAsync(string user) =>
        _cookies.GetOrAdd(user, name => new(() => SignInAsync(name))).Value;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        ConsoleUnderTest.ReleaseFiles();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private async Task<IReadOnlyDictionary<string, string>> SignInAsync(string user)
    {
        using var visitor = new ConsoleVisitor(Address);
        await visitor.SignInAsync(ConsoleUnderTest.SignInPath, user, ConsoleUnderTest.DemoPassword);
        return visitor.Cookies;
    }

    /// <summary>Changes the registrations after everybody else, and checks that all services can be made.</summary>
    private sealed class LastWord(Action<IServiceCollection> change) : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services) => services;

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
        {
            change(containerBuilder);
            return containerBuilder.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        }
    }
}
