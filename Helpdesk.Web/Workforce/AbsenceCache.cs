using System.Collections.Immutable;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Workforce;

/// <summary>
/// Who is away and who stands in, kept in memory (spec U2). Somebody who was switched off counts as away without end, so that a chain
/// of substitutes goes past them.
/// </summary>
public sealed class AbsenceCache
{
    private readonly IDbContextFactory<HelpdeskDb> _databases;
    private readonly PeopleDirectory _people;
    private readonly IClock _clock;
    private readonly Listeners _listeners;
    private ImmutableArray<Absence> _entered = [];
    private volatile Helpdesk.Domain.Workforce.Absences _current = Helpdesk.Domain.Workforce.Absences.None;

    public AbsenceCache(IDbContextFactory<HelpdeskDb> databases, PeopleDirectory people, IClock clock, ILogger<AbsenceCache> log)
    {
        (_databases, _people, _clock, _listeners) = (databases, people, clock, new(log));
        people.Changed += Rebuild;
    }

    /// <summary>Everybody's absences, past ones of the last month included.</summary>
    public Helpdesk.Domain.Workforce.Absences Current => _current;

    /// <summary>Away now, or switched off, or unknown.</summary>
    public bool IsAway(Guid person) => _people.Find(person) is not { Active: true } || Current.IsAway(person, _clock.GetCurrentInstant());

    /// <summary>The person, or who is there instead; null when nobody is.</summary>
    public Guid? Present(Guid person) =>
        Current.Present(person, _clock.GetCurrentInstant()) is { } present && _people.Find(present) is { Active: true } ? present : null;

    /// <summary>Who is there instead of somebody away, as a case names an owner.</summary>
    public Owner? StandIn(Guid person) =>
        Present(person) is { } present && present != person && _people.Find(present) is { } colleague
            ? new(present, colleague.DisplayName)
            : null;

    /// <summary>How it would be with an absence that is not entered yet, in place of one that is.</summary>
    public Helpdesk.Domain.Workforce.Absences With(Absence planned, Absence? instead) =>
        new([.. Current.All.Where(a => a != instead), planned]);

    /// <summary>The absence somebody is in now; of several the one that ends last.</summary>
    public Absence? Of(Guid person)
    {
        var now = _clock.GetCurrentInstant();
        return _entered.Where(a => a.Person == person && a.Time.Contains(now)).MaxBy(a => a.Time.Until);
    }

    /// <summary>The next instant after <paramref name="after"/> at which an entered absence begins or ends, or null.</summary>
    public Instant? NextEdge(Instant after)
    {
        Instant[] edges = [.. _entered.SelectMany(a => (Instant[])[a.Time.From, a.Time.Until]).Where(e => e > after)];
        return edges.Length == 0 ? null : edges.Min();
    }

    public async Task ReloadAsync(CancellationToken cancellation)
    {
        var since = _clock.GetCurrentInstant() - Duration.FromDays(31);
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var rows = await db.Absences().AsNoTracking().Where(a => a.CancelledAt == null && a.Until > since).ToListAsync(cancellation);
        _entered = [.. rows.Select(r => r.ToAbsence())];
        Rebuild();
    }

    /// <summary>Called when absences or people change, and by the clock when one begins or ends.</summary>
    public IDisposable Subscribe(Action onChange) => _listeners.Add(onChange);

    /// <summary>Tells that the hour brought an absence or ended one.</summary>
    public void Turned() => _listeners.Tell();

    private void Rebuild()
    {
        var off = _people.All.Where(p => !p.Active).Select(p => new Absence(p.Id, new(Instant.MinValue, Instant.MaxValue)));
        _current = new([.. _entered, .. off]);
        _listeners.Tell();
    }
}
