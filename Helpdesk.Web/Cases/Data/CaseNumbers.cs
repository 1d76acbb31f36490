using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Cases.Data;

/// <summary>How many cases a day has had; one row a day.</summary>
public sealed class CaseDay
{
    public required LocalDate Day { get; init; }

    public required int Last { get; set; }
}

/// <summary>Gives out case numbers inside the command's transaction: a rolled-back case leaves no gap.</summary>
public static class CaseNumbers
{
    public static async Task<string> NextAsync(HelpdeskDb db, LocalDate day, CancellationToken cancellation)
    {
        var text = LocalDatePattern.Iso.WithCulture(CultureInfo.InvariantCulture).Format(day);
        var last = await db
            .Database.SqlQuery<int>(
                $"""
                INSERT INTO CaseDays (Day, Last) VALUES ({text}, 1)
                ON CONFLICT (Day) DO UPDATE SET Last = Last + 1 RETURNING Last AS Value
                """
            )
            .ToListAsync(cancellation);
        return CaseNumber.Format(day, last[0]);
    }
}
