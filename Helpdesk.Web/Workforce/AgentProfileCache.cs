using System.Collections.Frozen;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Workforce;

/// <summary>What is known of somebody; the same object again until it is changed.</summary>
public sealed class AgentKnowledge
{
    public required IReadOnlySet<string> Products { get; init; }

    public required IReadOnlySet<string> Languages { get; init; }

    public required int Capacity { get; init; }

    public required BusinessCalendar Hours { get; init; }

    /// <summary>Null when nothing was entered yet.</summary>
    public AgentProfile? Profile { get; init; }
}

/// <summary>Everybody's skills, capacity and hours, kept in memory (spec U2).</summary>
public sealed class AgentProfileCache(
    IDbContextFactory<HelpdeskDb> databases,
    SupportProgramme programme,
    IOptions<AssignmentOptions> options,
    IClock clock,
    ILogger<AgentProfileCache> log
)
{
    // Plans look days ahead; a calendar of a person's own need not reach further.
    private static readonly Duration Ahead = Duration.FromDays(3 * 365);

    private readonly Listeners _listeners = new(log);
    private volatile AgentKnowledge _unknown = Unknown(options.Value, programme);

    private volatile FrozenDictionary<Guid, AgentKnowledge> _known = FrozenDictionary<Guid, AgentKnowledge>.Empty;

    public bool Has(Guid person) => _known.ContainsKey(person);

    public AgentKnowledge Of(Guid person) => _known.GetValueOrDefault(person, _unknown);

    public async Task ReloadAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.AgentProfiles().AsNoTracking().ToListAsync(cancellation);
        // The business hours may have another version by now.
        _unknown = Unknown(options.Value, programme);
        _known = rows.ToFrozenDictionary(r => r.PersonId, Read);
        _listeners.Tell();
    }

    /// <summary>Called when somebody's skills, capacity or hours were changed.</summary>
    public IDisposable Subscribe(Action onChange) => _listeners.Add(onChange);

    /// <summary>The calendar of somebody's own hours, from Monday to Friday; refused with what is wrong about them.</summary>
    public Result<BusinessCalendar> Compile(string hours, string zone)
    {
        var opening = Opening.Parse(hours, "hours");
        if (!opening.IsOk)
            return Result<BusinessCalendar>.Refuse(opening.Errors);
        var now = clock.GetCurrentInstant();
        var week = Enumerable.Range(1, 5).ToDictionary(d => (IsoDayOfWeek)d, IReadOnlyList<Opening> (_) => [opening.Value]);
        return BusinessCalendar.Compile(new("own", zone, week, [], []), now - Duration.FromDays(31), now + Ahead);
    }

    private AgentKnowledge Read(AgentProfile row) =>
        new()
        {
            Products = row.Products.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            Languages = row.Languages.ToFrozenSet(StringComparer.Ordinal),
            Capacity = row.Capacity,
            Hours = row is { Hours: { } hours, Zone: { } zone } && Compile(hours, zone) is { IsOk: true } own ? own.Value : _unknown.Hours,
            Profile = row,
        };

    private static AgentKnowledge Unknown(AssignmentOptions options, SupportProgramme programme) =>
        new()
        {
            Products = FrozenSet<string>.Empty,
            Languages = FrozenSet<string>.Empty,
            Capacity = options.DefaultCapacity,
            Hours = programme.Calendar(SupportProgramme.BusinessCalendarId),
        };
}
