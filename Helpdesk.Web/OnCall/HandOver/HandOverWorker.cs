using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.OnCall.HandOver;

/// <summary>
/// Opens a hand-over when the primary shift changes, and alarms when it is not accepted in time (spec
/// U3). A change of shift without running cases is accepted by itself: there is nothing to read.
/// Everything is found in rota and tables, so a console that was down catches up.
/// The sweep also finds a rota that was changed meanwhile.
/// </summary>
public sealed class HandOverWorker(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    RotaCache rota,
    DutyRoster roster,
    StaffMailWriter mails,
    PagingWords words,
    OutboxSignal bell,
    HandOverCache board,
    OpenAlerts alerts,
    CaseFeed feed,
    SupportProgramme programme,
    IOptions<PagingOptions> options,
    IClock clock,
    IdSource ids
) : IDueWork, IDisposable
{
    /// <summary>How late a change of shift is still handed over: after that the next person has long been at work.</summary>
    public static readonly Duration CatchUp = Duration.FromHours(4);

    private static readonly Duration LongestShift = Duration.FromDays(8);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Instant? _known;

    public static string Name => "hand-overs";

    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var now = clock.GetCurrentInstant();
            if (LastChange(now) is { } change && change.To.Time.From != _known)
            {
                await OpenAsync(change.From, change.To, now);
                _known = change.To.Time.From;
            }

            await AlarmAsync(now);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The next change of shift, or the instant at which an open hand-over is late; null when neither is ahead.</summary>
    public async Task<Instant?> NextAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var late = await db.HandOvers()
            .Where(h => h.AcceptedAt == null && h.AlarmedAt == null)
            .OrderBy(h => h.LateAt)
            .Select(h => (Instant?)h.LateAt)
            .FirstOrDefaultAsync(cancellation);
        var edge = rota.NextEdge(clock.GetCurrentInstant());
        return late is null || edge < late ? edge ?? late : late;
    }

    public void Dispose() => _turn.Dispose();

    private (Shift From, Shift To)? LastChange(Instant now)
    {
        var shifts = rota.Current.Shifts(OnCallLayer.Primary, new(now - LongestShift, now + Duration.FromSeconds(1)));
        var at = shifts.Count - 1;
        while (at > 0 && shifts[at].Time.From > now)
            at--;
        // The same person twice, such as for an override of their own shift, is no change.
        return at > 0 && shifts[at].Person != shifts[at - 1].Person && now - shifts[at].Time.From <= CatchUp
            ? (shifts[at - 1], shifts[at])
            : null;
    }

    private async Task OpenAsync(Shift from, Shift to, Instant now)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var shiftAt = to.Time.From;
        if (await db.HandOvers().AnyAsync(h => h.ShiftAt == shiftAt))
            return;
        var made = new ShiftHandOver
        {
            Id = ids.New(),
            ShiftAt = shiftAt,
            FromId = from.Person,
            ToId = to.Person,
            OpenedAt = now,
            LateAt = now + Duration.FromTimeSpan(options.Value.HandOverWithin),
        };
        foreach (var one in await RunningAsync(db, from, now))
            made.Lines.Add(
                new HandOverLine
                {
                    HandOverId = made.Id,
                    CaseId = one.Id,
                    CaseNumber = one.Number,
                    Text = one.LastLine,
                }
            );
        db.HandOvers().Add(made);
        if (made.Lines.Count == 0)
            made.Accept(null, null, now);
        foreach (var reader in made.Lines.Count == 0 ? [] : Readers(made, now))
            Write(db, made, reader, "open", now);
        await db.SaveChangesAsync();
        bell.Ring();
        board.Changed();
    }

    // Without a next person the supervisor is the one who has to accept.
    private IReadOnlyList<Guid> Readers(ShiftHandOver made, Instant now) => made.ToId is { } next ? [next] : Supervisors(now);

    private IReadOnlyList<Guid> Supervisors(Instant now)
    {
        var duty = roster.At(now);
        return duty.In(OnCallLayer.Supervisor) is { } supervisor ? [supervisor]
            : duty.Supervisors.Count > 0 ? duty.Supervisors
            : Escalation.Everyone(duty);
    }

    /// <summary>
    /// The Premium cases that run: a promise waits around the clock, it is the leaving
    /// person's Emergency, or they were paged for it in their shift.
    /// </summary>
    private async Task<List<Case>> RunningAsync(HelpdeskDb db, Shift from, Instant now)
    {
        string[] always = [.. programme.CalendarVersions.All.Where(c => c.IsAlwaysOpen).Select(c => c.Id).Distinct()];
        var (leaving, since) = (from.Person, from.Time.From);
        return await db
            .Cases.AsNoTracking()
            .Where(c =>
                c.Status < CaseStatus.Resolved
                && c.Tier == SupportTier.Premium
                && (
                    c.Clocks.Any(k =>
                        k.EndedAs == null
                        && ((k.Kind == ClockKind.FirstResponse && c.Severity == Severity.Emergency) || k.Kind == ClockKind.Callback)
                        && always.Contains(k.CalendarId)
                    )
                    || (
                        leaving != null
                        && c.OwnerId == leaving
                        && (
                            c.Severity == Severity.Emergency
                            || db.Pages().Any(p => p.CaseId == c.Id && p.OpenedAt >= since && p.OpenedAt <= now)
                        )
                    )
                )
            )
            .OrderBy(c => c.Severity)
            .ThenBy(c => c.Id)
            .ToListAsync();
    }

    private async Task AlarmAsync(Instant now)
    {
        await using (var look = await databases.CreateDbContextAsync(CancellationToken.None))
        {
            if (!await look.HandOvers().AnyAsync(h => h.AcceptedAt == null && h.AlarmedAt == null && h.LateAt <= now))
                return;
        }

        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var late = await db.HandOvers()
            .Include(h => h.Lines)
            .Where(h => h.AcceptedAt == null && h.AlarmedAt == null && h.LateAt <= now)
            .OrderBy(h => h.ShiftAt)
            .ToListAsync();
        foreach (var one in late)
            await AlarmAsync(db, one, now);
        await db.SaveChangesAsync();
        alerts.Raised(late.Count);
        bell.Ring();
        board.Changed();
        foreach (var number in late.SelectMany(h => h.Lines.Select(l => l.CaseNumber)))
            feed.AnnounceRecord(number);
    }

    private async Task AlarmAsync(HelpdeskDb db, ShiftHandOver late, Instant now)
    {
        (late.AlarmedAt, late.Version) = (now, late.Version + 1);
        db.Alerts.Add(
            SupervisorAlert.About(AlertKind.HandOverLate, late.Id.ToString("N"), NameOf(late.ToId) ?? "", late.ShiftAt, null, now)
        );
        foreach (var supervisor in Supervisors(now))
            Write(db, late, supervisor, "late", now);
        List<long> cases = [.. late.Lines.Select(l => l.CaseId)];
        foreach (var one in await db.Cases.Where(c => cases.Contains(c.Id)).ToListAsync())
            one.Tell(new HandOverLate(NameOf(late.ToId), late.ShiftAt), PageWriter.Rule, now);
    }

    private void Write(HelpdeskDb db, ShiftHandOver about, Guid reader, string what, Instant now)
    {
        var language = db.Users.Where(p => p.Id == reader).Select(p => p.Language).SingleOrDefault() ?? "en";
        var (subject, text) = words.HandOver(
            what,
            language,
            NameOf(about.FromId),
            NameOf(about.ToId),
            about.ShiftAt,
            about.Lines.Select(l => $"- {l.CaseNumber}: {l.Text}")
        );
        mails.Add(db, reader, FormattableString.Invariant($"handover:{about.Id:N}:{what}:{reader:N}"), subject, text, now);
    }

    private string? NameOf(Guid? person) => person is { } id ? roster.NameOf(id) : null;
}
