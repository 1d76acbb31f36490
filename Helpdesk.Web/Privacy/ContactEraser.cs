using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Privacy;

/// <summary>
/// Empties cases of whom they were for, in one transaction with the act in the administrative log that vouches for it: either all is
/// gone and the record says so, or nothing happened. The act names cases, never the person.
/// </summary>
public sealed class ContactEraser(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    IEnumerable<IContactData> others,
    SupportProgramme programme,
    IClock clock,
    IdSource ids
)
{
    /// <param name="which">Of the cases not erased yet.</param>
    /// <param name="email">Whose data beyond the cases go as well; null leaves those alone.</param>
    /// <returns>How many cases; <c>privacy.case-open</c> when one is not closed.</returns>
    public async Task<Result<int>> EraseAsync(
        Func<IQueryable<Case>, IQueryable<Case>> which,
        string? email,
        string action,
        Actor by,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        // What is freed is overwritten, so that the file itself forgets too.
        await db.Database.OpenConnectionAsync(CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = ON", CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var cases = await which(
                db.Cases.Include(c => c.Clocks).Include(c => c.Links).Include(c => c.Participants).Where(c => c.ErasedAt == null)
            )
            .ToListAsync(CancellationToken.None);
        var names = cases.ToDictionary(c => c.Number, c => c.Contact.Name, StringComparer.Ordinal);
        var context = new CaseContext(clock.GetCurrentInstant(), by, programme);
        foreach (var one in cases)
        {
            if (one.EraseContact(context) is { IsOk: false } refused)
                return Result<int>.Refuse(refused.Errors);
        }

        var attached = await saver.AttachAsync(db, cases);
        await db.SaveChangesAsync(CancellationToken.None);
        var erasure = ids.New();
        var erased = await CaseEraser.EraseAsync(db, cases, names, email, erasure, CancellationToken.None);
        if (email is not null)
            await EraseBeyondAsync(db, email);
        db.AdminLog()
            .Add(
                new AdminLogEntry(
                    context.Now,
                    by,
                    ActOf(action, erasure, [.. cases.Select(c => c.Number)])
                        .With("entries", erased.Entries.ToString(System.Globalization.CultureInfo.InvariantCulture))
                        .With(RecordEraser.DigestDetail, erased.Digest)
                )
            );
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        saver.Announce(cases, attached);
        return cases.Count;
    }

    /// <summary>An act about cases: by their numbers, which stay.</summary>
    internal static AdminAct ActOf(string action, Guid id, IReadOnlyList<string> cases)
    {
        string[] numbers = [.. cases.Order(StringComparer.Ordinal)];
        return new AdminAct(action)
            .On(
                id,
                numbers.Length switch
                {
                    0 => "–",
                    1 => numbers[0],
                    var n => $"{numbers[0]} +{n - 1}",
                }
            )
            .With("cases", numbers);
    }

    private async Task EraseBeyondAsync(HelpdeskDb db, string email)
    {
        foreach (var other in others)
            await other.EraseAsync(db, email, CancellationToken.None);
    }
}
