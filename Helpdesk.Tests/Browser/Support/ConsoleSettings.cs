using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>How a test wants its console.</summary>
public sealed record ConsoleSettings
{
    /// <summary>Wednesday 9 June 2027, 10:00 in Tokyo: business hours of a week without holidays.</summary>
    public static readonly DateTimeOffset WednesdayMorning = new(2027, 6, 9, 1, 0, 0, TimeSpan.Zero);

    /// <summary>What the console's clock shows at first.</summary>
    public DateTimeOffset Start { get; init; } = WednesdayMorning;

    /// <summary>Whether demo people and cases are there.</summary>
    public bool WithDemo { get; init; } = true;

    /// <summary>Further settings as appsettings.json has them, e.g. <c>Mail:Enabled</c>.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Replaces services, after all registrations of the console.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };
}
