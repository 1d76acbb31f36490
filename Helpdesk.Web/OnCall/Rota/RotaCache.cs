using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>
/// Who is on call, kept in memory (spec U3): rotations and overrides in the programme's zone, with who is away as the
/// <see cref="AbsenceCache"/> knows it, so that somebody who was switched off has no shift either.
/// </summary>
public sealed class RotaCache
{
    /// <summary>How far back the plan is kept in memory, and how far ahead the next edge is looked for.</summary>
    public static readonly Duration Back = Duration.FromDays(366),
        Ahead = Duration.FromDays(35);

    private static readonly OnCallLayer[] s_layers = Enum.GetValues<OnCallLayer>();

    private readonly IDbContextFactory<HelpdeskDb> _databases;
    private readonly AbsenceCache _absences;
    private readonly OffDuty _off;
    private readonly SupportProgramme _programme;
    private readonly IClock _clock;
    private readonly Listeners _listeners;
    private readonly Lock _building = new();
    private volatile Plan _plan;

    public RotaCache(
        IDbContextFactory<HelpdeskDb> databases,
        AbsenceCache absences,
        OffDuty off,
        SupportProgramme programme,
        IClock clock,
        ILogger<RotaCache> log
    )
    {
        (_databases, _absences, _off, _programme, _clock, _listeners) = (databases, absences, off, programme, clock, new(log));
        _plan = Build([], []);
        // It hears of people too.
        absences.Subscribe(Rebuild);
    }

    /// <summary>The rota as it is agreed now.</summary>
    public Helpdesk.Domain.OnCall.Rota Current => _plan.Rota;

    /// <summary>Rotations that were not removed, whichever began first in front.</summary>
    public IReadOnlyList<RotationRow> Rotations => _plan.Rotations;

    /// <summary>Overrides of the last year and all that come, soonest first.</summary>
    public IReadOnlyList<OverrideRow> Overrides => _plan.Overrides;

    /// <summary>The person on call in a layer, or null in a gap.</summary>
    public Guid? At(OnCallLayer layer, Instant at) => Current.At(layer, at);

    /// <summary>Called when rotations, overrides, absences or people change, and by the clock when a shift ends.</summary>
    public IDisposable Subscribe(Action onChange) => _listeners.Add(onChange);

    /// <summary>
    /// The next instant after <paramref name="after"/> at which somebody else has a layer; null when nothing changes within five weeks.
    /// </summary>
    public Instant? NextEdge(Instant after)
    {
        var rota = Current;
        Instant[] edges = [.. s_layers.SelectMany(l => rota.Shifts(l, new(after, after + Ahead)).Skip(1).Take(1)).Select(s => s.Time.From)];
        return edges.Length == 0 ? null : edges.Min();
    }

    /// <summary>How the rota would be with other rotations or overrides: for previews and for rules that ask before they save.</summary>
    public Helpdesk.Domain.OnCall.Rota With(IReadOnlyList<Rotation>? rotations = null, IReadOnlyList<OnCallOverride>? overrides = null)
    {
        var plan = _plan;
        return new(
            _programme.Zone,
            rotations ?? [.. plan.Rotations.Select(r => r.ToRotation())],
            overrides ?? [.. plan.Overrides.Select(o => o.ToOverride())],
            Away()
        );
    }

    public async Task ReloadAsync(CancellationToken cancellation)
    {
        var since = _clock.GetCurrentInstant() - Back;
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var rotations = await db.Rotations().AsNoTracking().Where(r => r.RemovedAt == null).ToListAsync(cancellation);
        var overrides = await db.Overrides()
            .AsNoTracking()
            .Where(o => o.CancelledAt == null && o.Until > since)
            .OrderBy(o => o.From)
            .ToListAsync(cancellation);
        _off.Read();
        lock (_building)
            _plan = Build([.. rotations.OrderBy(r => r.Layer).ThenBy(r => r.StartsOn)], overrides);
        _listeners.Tell();
    }

    /// <summary>Tells that the hour brought another shift.</summary>
    public void Turned() => _listeners.Tell();

    private void Rebuild()
    {
        _off.Read();
        // Under one lock with the reading: an older plan must not replace a newer one.
        lock (_building)
            _plan = Build(_plan.Rotations, _plan.Overrides);
        _listeners.Tell();
    }

    private Plan Build(IReadOnlyList<RotationRow> rotations, IReadOnlyList<OverrideRow> overrides) =>
        new(
            rotations,
            overrides,
            new(_programme.Zone, [.. rotations.Select(r => r.ToRotation())], [.. overrides.Select(o => o.ToOverride())], Away())
        );

    // Whoever may not be asked is as good as away without end: a substitute stands in, else it is a gap that is alarmed.
    private Absences Away() =>
        new([.. _absences.Current.All, .. _off.People.Select(p => new Absence(p, new(Instant.MinValue, Instant.MaxValue)))]);

    private sealed record Plan(
        IReadOnlyList<RotationRow> Rotations,
        IReadOnlyList<OverrideRow> Overrides,
        Helpdesk.Domain.OnCall.Rota Rota
    );
}
