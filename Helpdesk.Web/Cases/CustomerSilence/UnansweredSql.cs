using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.CustomerSilence;

/// <summary>
/// Finds by what is stored the open cases whose record has to be read: the customer had the last word of those that count, or a call was
/// promised for a time, and no clock watches it; never too few.
/// </summary>
internal static class UnansweredSql
{
    // Compared by kind alone; what a call came to is for whoever reads the record. One pass, no entry leaves the database.
    private const string Unanswered = """
        SELECT t.CaseId AS Value FROM Timeline t
        WHERE t.CaseId IN (
            SELECT c.Id FROM Cases c WHERE c.Status < 6
            AND NOT EXISTS (SELECT 1 FROM CaseClocks k WHERE k.CaseId = c.Id AND k.EndedAs IS NULL AND k.Kind IN (0, 1))
        )
        GROUP BY t.CaseId
        HAVING MAX(CASE WHEN t.Event ->> '$."$type"' IN
                ('customer-wrote', 'call', 'callback-requested', 'escalation-requested', 'hotline-called') THEN t.Id ELSE 0 END)
            > MAX(CASE WHEN t.Event ->> '$."$type"' IN
                ('reply', 'solution-offered', 'more-requested', 'scope-marked', 'escalation-declined', 'confirmation-asked')
                THEN t.Id ELSE 0 END)
            OR MAX(t.Event ->> '$."$type"' = 'callback-requested' AND t.Event ->> '$.promisedFor' IS NOT NULL) = 1
        """;

    public static Task<List<long>> FindAsync(HelpdeskDb db, CancellationToken cancellation) =>
        db.Database.SqlQueryRaw<long>(Unanswered).ToListAsync(cancellation);
}
