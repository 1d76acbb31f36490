using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>What hangs on the targets in force and follows them; an area that keeps something of them registers one.</summary>
public interface IProgrammeEffect
{
    /// <summary>After other targets came into force; may be asked again for the same after a crash.</summary>
    Task ApplyAsync(ProgrammeTargets? before, CancellationToken cancellation);
}

/// <summary>Brings the version into force whose instant has come, with all that hangs on it; a console that was down catches up.</summary>
public sealed class ProgrammeTurn(
    ProgrammeBook book,
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    SupportProgramme programme,
    IEnumerable<IProgrammeEffect> effects,
    IClock clock
) : IDueWork, IDisposable
{
    /// <summary>Who it is in the log that brings a version into force at its time.</summary>
    public static readonly Actor Rule = Actor.System("programme");

    private readonly SemaphoreSlim _turn = new(1, 1);

    public static string Name => "programme";

    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (Due().Count == 0)
                return;
            var before = book
                .Versions.Where(v => v.AppliedAt is not null)
                .Select(v => ProgrammeTargets.Read(v.Content, programme.Calendars.Select(c => c.Id)))
                .FirstOrDefault(read => read.IsOk);
            await book.LoadAsync(CancellationToken.None);
            foreach (var effect in effects)
                await effect.ApplyAsync(before.IsOk ? before.Value : null, CancellationToken.None);
            await MarkAsync();
            await book.LoadAsync(CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<Instant?> NextAsync(CancellationToken cancellation) =>
        Task.FromResult(book.Versions.Where(v => v is { IsWithdrawn: false, AppliedAt: null }).Select(v => (Instant?)v.ValidFrom).Min());

    public void Dispose() => _turn.Dispose();

    private List<ProgrammeVersion> Due()
    {
        var now = clock.GetCurrentInstant();
        return [.. book.Versions.Where(v => v is { IsWithdrawn: false, AppliedAt: null } && v.ValidFrom <= now)];
    }

    private async Task MarkAsync()
    {
        var (numbers, now) = (Due().ConvertAll(v => v.Number), clock.GetCurrentInstant());
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        foreach (var version in await db.ProgrammeVersions().Where(v => numbers.Contains(v.Number)).ToListAsync())
        {
            version.AppliedAt = now;
            // Whoever put it into force at once is in the log with the version itself.
            if (version.ValidFrom > version.MadeAt)
                db.AdminLog().Add(new AdminLogEntry(now, Rule, ProgrammeActs.Of(AdminActs.ProgrammeInForce, version)));
        }

        await db.SaveChangesAsync();
    }
}

/// <summary>Arms the turn as soon as a version is made.</summary>
public sealed class ProgrammeScheduler(ProgrammeBook book, DueTrigger<ProgrammeTurn> trigger, ILogger<ProgrammeScheduler> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new SemaphoreSlim(1);
        void Wake()
        {
            if (wake.CurrentCount == 0)
                wake.Release();
        }

        book.Changed += Wake;
        try
        {
            await DueListener.ListenAsync(wake.WaitAsync, trigger.ArmAsync, ProgrammeTurn.Name, log, stoppingToken);
        }
        finally
        {
            book.Changed -= Wake;
        }
    }
}
