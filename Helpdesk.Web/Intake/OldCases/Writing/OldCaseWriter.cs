using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Intake.OldCases.Writing;

/// <summary>A case that was moved in.</summary>
internal sealed record WrittenCase(int Line, string Number, string OldNumber, bool IsClosed, int Files, IReadOnlyList<LeftOut> LeftOut);

/// <summary>
/// Saves old cases, a batch a transaction: numbers, record, chain, files. No mail, no alert, no page follows, as nothing of the save of a
/// command runs. How far a run is lies in the cases themselves: what was committed is found by its old number.
/// </summary>
internal sealed class OldCaseWriter(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    AttachmentStore store,
    SupportProgramme programme,
    IClock clock,
    OldCaseWords words
)
{
    private const int Tries = 3;

    /// <summary>Which of these are there already, with the numbers that they have here.</summary>
    public async Task<IReadOnlyDictionary<(string From, string OldNumber), string>> KnownAsync(
        IReadOnlyList<(string From, string OldNumber)> asked,
        CancellationToken cancellation
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var known = new Dictionary<(string, string), string>(OldNumbers.Same);
        foreach (var system in asked.GroupBy(a => a.From, StringComparer.OrdinalIgnoreCase))
        {
            var (from, numbers) = (system.Key, system.Select(s => s.OldNumber).ToList());
            var found = await db
                .Cases.AsNoTracking()
                .Where(c => c.MovedFrom == from && numbers.Contains(c.OldNumber!))
                .Select(c => new { c.OldNumber, c.Number })
                .ToListAsync(cancellation);
            foreach (var one in found)
                known[(from, one.OldNumber!)] = one.Number;
        }

        return known;
    }

    /// <summary>All of them or, should the database refuse, none.</summary>
    public async Task<IReadOnlyList<WrittenCase>> WriteAsync(
        IReadOnlyList<(PreparedCase Case, StagedFiles Files)> batch,
        Actor by,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        for (var left = Tries; ; left--)
        {
            try
            {
                return await WriteAsync(batch, by);
            }
            catch (DbUpdateException) when (left > 1)
            {
                // A console that was started meanwhile wrote a link of the chain; the next try goes on from there.
            }
        }
    }

    private async Task<IReadOnlyList<WrittenCase>> WriteAsync(IReadOnlyList<(PreparedCase Case, StagedFiles Files)> batch, Actor by)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var context = new CaseContext(clock.GetCurrentInstant(), by, programme);
        var moved = new List<Case>(batch.Count);
        foreach (var (prepared, files) in batch)
        {
            var day = prepared.Case.OpenedAt.InZone(programme.Zone).Date;
            var number = await CaseNumbers.NextAsync(db, day, CancellationToken.None);
            var one = Case.MoveIn(number, words.WithLeftOut(prepared.Case, files.LeftOut), prepared.Triage, prepared.Customer, context);
            moved.Add(one);
            db.Cases.Add(one);
        }

        await db.SaveChangesAsync(CancellationToken.None);
        for (var i = 0; i < moved.Count; i++)
            Attach(db, moved[i], batch[i].Case, batch[i].Files);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return
        [
            .. moved.Select(
                (one, i) =>
                    new WrittenCase(
                        batch[i].Case.Line,
                        one.Number,
                        one.OldNumber!,
                        one.IsClosed,
                        batch[i].Files.OfMessages.Sum(f => f.Count),
                        batch[i].Files.LeftOut
                    )
            ),
        ];
    }

    // The bytes are at their place before the row that names them is committed.
    private void Attach(HelpdeskDb db, Case one, PreparedCase prepared, StagedFiles files)
    {
        var first = prepared.Case.OpensWithMessage ? 0 : 1;
        for (var i = 0; i < files.OfMessages.Count; i++)
        {
            foreach (var file in files.OfMessages[i])
            {
                store.Keep(file);
                db.Attachments().Add(Attachment.Of(file, one.Id, one.Timeline[first + i]));
            }
        }
    }
}

/// <summary>Numbers of other systems: a system has one once, whatever case its letters have.</summary>
internal static class OldNumbers
{
    public static readonly IEqualityComparer<(string From, string OldNumber)> Same = EqualityComparer<(
        string From,
        string OldNumber
    )>.Create(
        (a, b) =>
            string.Equals(a.From, b.From, StringComparison.OrdinalIgnoreCase)
            && string.Equals(a.OldNumber, b.OldNumber, StringComparison.OrdinalIgnoreCase),
        n =>
            HashCode.Combine(
                StringComparer.OrdinalIgnoreCase.GetHashCode(n.From),
                StringComparer.OrdinalIgnoreCase.GetHashCode(n.OldNumber)
            )
    );
}
