using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>What another version of a calendar does to one case's clock.</summary>
public sealed record MovedCase(string Number, string Subject, CalendarMove Move);

/// <summary>Finds the clocks that another version of a calendar would move, and moves them (spec P14, S8).</summary>
internal static class CalendarMoves
{
    private static readonly Actor s_rule = Actor.System("P14");

    /// <summary>What it would do to each open clock that counts on another version; nothing is changed.</summary>
    /// <param name="planned">A programme that knows the version.</param>
    public static async Task<IReadOnlyList<MovedCase>> PreviewAsync(
        HelpdeskDb db,
        (string Id, int Number) to,
        SupportProgramme planned,
        Instant now
    )
    {
        var cases = await OnOtherVersions(db, to.Id, to.Number).AsNoTracking().ToListAsync();
        return
        [
            .. cases
                .SelectMany(c => c.PreviewCalendar(to.Id, to.Number, planned, now).Select(m => new MovedCase(c.Number, c.Subject, m)))
                // What is soonest due is what somebody has to know of first.
                .OrderBy(m => m.Move.NewDueAt ?? Instant.MaxValue)
                .ThenBy(m => m.Number, StringComparer.Ordinal),
        ];
    }

    /// <summary>Moves them; unsaved.</summary>
    /// <returns>The cases of which a clock went over, and how many due times are others.</returns>
    public static async Task<(IReadOnlyList<Case> Cases, int DueTimes)> MoveAsync(
        HelpdeskDb db,
        (string Id, int Number) to,
        SupportProgramme planned,
        (string By, string Reason) why,
        Instant now
    )
    {
        var context = new CaseContext(now, s_rule, planned);
        List<Case> moved = [];
        var dueTimes = 0;
        foreach (var one in await OnOtherVersions(db, to.Id, to.Number).ToListAsync())
        {
            var moves = one.MoveToCalendar(to.Id, to.Number, why.By, why.Reason, context);
            if (moves.Count > 0)
                moved.Add(one);
            dueTimes += moves.Count(m => m.Moves);
        }

        return (moved, dueTimes);
    }

    private static IQueryable<Case> OnOtherVersions(HelpdeskDb db, string id, int number) =>
        db
            .Cases.Include(c => c.Clocks)
            .Where(c =>
                c.Status != CaseStatus.Closed && c.Clocks.Any(k => k.CalendarId == id && k.CalendarVersion != number && k.EndedAs == null)
            );
}
