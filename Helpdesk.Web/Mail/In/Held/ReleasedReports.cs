using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.In.Held;

/// <summary>A server's report that a person files into a case is told there as a bounce: it is no word of the customer.</summary>
public sealed class ReleasedReports(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, OutboxMarks marks, IClock clock)
{
    /// <returns>The number of the case, or <c>mail-in.decided</c>, <c>case.unknown</c>.</returns>
    internal async Task<Result<string>> TellAsync(long id, string number, MailReport report, Actor by)
    {
        if (await MailOfAsync(number, report) is not { } mail)
            return Result<string>.Refuse(ErrorKind.NotFound, "case.unknown", "into", number);
        await marks.BouncedAsync(mail, by, report.Cause, report.Failed, report.Reason);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await MailIntoCase.OpenRowAsync(db, id) is not { } row)
            return Result<string>.Refuse("mail-in.decided");
        row.File(number, null, opened: false, fromSomebodyElse: false, null, by.Name, clock.GetCurrentInstant());
        await db.SaveChangesAsync(CancellationToken.None);
        return number;
    }

    // The last one to whom the report names; where it names nobody, the last of the case.
    private async Task<long?> MailOfAsync(string number, MailReport report)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var named = report.Named;
        return await db.OutboxMails()
            .Where(m => m.Case.Number == number && m.SentAt != null)
            .OrderByDescending(m => named.Contains(m.To))
            .ThenByDescending(m => m.Id)
            .Select(m => (long?)m.Id)
            .FirstOrDefaultAsync();
    }
}
