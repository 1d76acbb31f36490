using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// A console by day and one by night, each started when it is first asked for; its clock stands still, so its limits are wide.
/// </summary>
public sealed class SupportConsoles : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Wide = new(StringComparer.Ordinal)
    {
        ["Portal:PostsPerMinute"] = "100000",
        ["Intake:PrivacyPolicyAddress"] = "https://example.com/privacy",
        ["Portal:EnquiriesPerHour"] = "1000",
        ["Portal:SerialChecksPerHour"] = "1000",
    };

    private readonly Lazy<Task<ConsoleServer>> _day = new(() => ConsoleServer.StartAsync(new() { Configuration = Wide }));
    private readonly Lazy<Task<ConsoleServer>> _night = new(() =>
        ConsoleServer.StartAsync(new() { Configuration = Wide, Start = new DateTimeOffset(2027, 6, 11, 17, 13, 0, TimeSpan.Zero) })
    );

    public Task<ConsoleServer> ServerAsync(bool night) => night ? _night.Value : _day.Value;

    public static async Task<T> ReadAsync<T>(ConsoleServer server, Func<HelpdeskDb, Task<T>> read)
    {
        await using var db = await server.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in (Lazy<Task<ConsoleServer>>[])[_day, _night])
        {
            if (one.IsValueCreated)
                await (await one.Value).DisposeAsync();
        }
    }
}
