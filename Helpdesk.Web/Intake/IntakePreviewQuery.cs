using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Intake;

/// <summary>What a stated severity would become, and by when the first response would be due; null where nothing is promised.</summary>
public sealed record SeverityDue(Severity Stated, Severity Decided, Instant? DueAt);

/// <summary>The verdict a case would get now.</summary>
/// <param name="Dues">One for each severity, worst first.</param>
public sealed record IntakePreview(Verdict Verdict, IReadOnlyList<SeverityDue> Dues);

/// <summary>Answers the form while it is filled in.</summary>
public sealed class IntakePreviewQuery(
    IDbContextFactory<HelpdeskDb> databases,
    EntitlementLookup lookup,
    SupportProgramme programme,
    IClock clock
)
{
    public async Task<SerialRecord?> FindSerialAsync(string serial, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await EntitlementLookup.FindAsync(db, serial, cancellation);
    }

    /// <summary>Judges with the function that opens the case, once for each severity.</summary>
    public async Task<IntakePreview> JudgeAsync(CaseIntake intake, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var dues = new List<SeverityDue>();
        Verdict? verdict = null;
        foreach (var severity in Enum.GetValues<Severity>())
        {
            var outcome = await lookup.JudgeAsync(db, intake with { Severity = severity }, programme, now, cancellation);
            dues.Add(new(severity, outcome.Severity, DueAt(outcome, now)));
            verdict = outcome.Verdict;
        }

        return new(verdict!, dues);
    }

    private Instant? DueAt(TriageOutcome outcome, Instant now) =>
        outcome.Clocks.FirstOrDefault(c => c.Kind == ClockKind.FirstResponse) is { } target
            ? SlaClock.Start(target, now).DueAt(programme.Calendar(target.CalendarId))
            : null;
}
