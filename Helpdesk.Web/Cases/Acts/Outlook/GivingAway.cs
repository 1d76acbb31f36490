using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Workforce.Choosing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Cases.Acts.Outlook;

/// <summary>Says before cases are given away, or back, what becomes of their promises, in quiet lines (spec H1, U3).</summary>
public sealed class GivingAway(
    IDbContextFactory<HelpdeskDb> databases,
    INightAsking night,
    OutlookWords words,
    IStringLocalizer<CaseText> text,
    SupportProgramme programme,
    CurrentPerson reader,
    IClock clock
)
{
    private static readonly OutlookAct[] Acts = [new(CaseAction.Assign), new(CaseAction.Unassign)];

    /// <summary>One line about the promises and, where somebody will be asked at night, one about that.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(IReadOnlyCollection<string> numbers, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var time = new ReaderTime(reader.TimeZone, CultureInfo.CurrentUICulture, now);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var cases = await db
            .Cases.AsNoTracking()
            .Include(c => c.Clocks)
            .Include(c => c.Links)
            .AsSplitQuery()
            .Where(c => numbers.Contains(c.Number))
            .ToListAsync(cancellation);
        List<OutlookRow> rows = [.. cases.SelectMany(c => RowsOf(c, now))];
        Duration? within = null;
        foreach (var one in cases)
            within ??= await night.YesWithinAsync(db, one, now);
        var many = cases.Count > 1 && rows.Count > 0 && rows.TrueForAll(r => r.End == OutlookEnd.GoesOn);
        List<string> lines = [many ? text["outlook.all.cases", rows.Count, cases.Count] : words.Sentence(rows, time)];
        if (within is { } minutes)
            lines.Add(text["outlook.night", (int)minutes.TotalMinutes]);
        return lines;
    }

    // The dialog offers a colleague and the queue: what only one of both would do is said as well.
    private List<OutlookRow> RowsOf(Case about, Instant now) =>
        [
            .. Acts.SelectMany(act => OutlookRows.Of(about, [], act, programme, now))
                .GroupBy(row => row.Promise)
                .Select(both => both.FirstOrDefault(row => row.End != OutlookEnd.GoesOn) ?? both.First()),
        ];
}
