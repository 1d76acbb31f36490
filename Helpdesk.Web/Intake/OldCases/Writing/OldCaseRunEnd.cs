using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Intake.OldCases.Command;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Intake.OldCases.Writing;

/// <summary>
/// Ends a run: its line in the administrative log, and one alert when open emergencies came in. Nobody is paged for them, as somebody sits
/// there who moves in; a supervisor has to hear of them all the same (spec U2, U3).
/// </summary>
internal sealed class OldCaseRunEnd(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, IClock clock, IdSource ids)
{
    /// <returns>How many open emergencies nobody has taken yet.</returns>
    public async Task<int> EndAsync(string file, IReadOnlyCollection<string> systems, OldCaseAccount account, Actor by)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var now = clock.GetCurrentInstant();
        var waiting = db.Cases.Where(c =>
            c.MovedFrom != null && c.Status != CaseStatus.Closed && c.Severity == Severity.Emergency && c.OwnerId == null
        );
        var told = await LastToldAsync(db);
        // A run that was cut off could not tell of what it had taken: the next one does.
        if (await waiting.CountAsync(c => c.BallSince > told) is > 0 and var fresh)
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", systems.Order())} · {fresh}");
            db.Alerts.Add(SupervisorAlert.About(AlertKind.EmergenciesMovedIn, KeyOf(now), subject, null, null, now));
        }

        if (account.Taken > 0)
            db.AdminLog().Add(new AdminLogEntry(now, by, ActOf(file, systems, account)));
        await db.SaveChangesAsync(CancellationToken.None);
        return await waiting.CountAsync();
    }

    private static async Task<Instant> LastToldAsync(HelpdeskDb db) =>
        await db
            .Alerts.Where(a => a.Kind == AlertKind.EmergenciesMovedIn)
            .OrderByDescending(a => a.At)
            .Select(a => (Instant?)a.At)
            .FirstOrDefaultAsync()
        ?? NodaConstants.UnixEpoch;

    private AdminAct ActOf(string file, IReadOnlyCollection<string> systems, OldCaseAccount account) =>
        new AdminAct(AdminActs.CasesMovedIn)
            .On(ids.New(), file)
            .With("from", string.Join(", ", systems.Order()))
            .With("read", Text(account.Read))
            .With("closed", Text(account.Closed))
            .With("open", Text(account.Open))
            .With("known", Text(account.Known))
            .With("refused", Text(account.Refused));

    private static string KeyOf(Instant now) => now.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
