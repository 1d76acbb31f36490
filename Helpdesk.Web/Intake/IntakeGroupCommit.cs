using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Intake;

/// <summary>A case that was judged and only has to be numbered and saved.</summary>
public sealed record JudgedCase(CaseIntake Intake, TriageOutcome Triage, Idempotency? Once, IntakeExtras Extras, CaseContext Context);

/// <summary>
/// Numbers and saves cases. Those that wait for the same turn at the database go in with one commit: four clients then pay for one
/// flush of the disk instead of four. Should that fail, each goes in by itself, so that nobody pays for another's mistake.
/// </summary>
public sealed class IntakeGroupCommit(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    SupportProgramme programme,
    AttachmentStore store
)
{
    private const int AtATime = 16;

    private readonly Lock _lock = new();
    private readonly List<Waiting> _line = [];

    /// <summary>Answered when it is on the disk.</summary>
    public async Task<Result<OpenedCase>> OpenAsync(JudgedCase judged, CancellationToken cancellation)
    {
        var mine = new Waiting(judged);
        lock (_lock)
            _line.Add(mine);
        try
        {
            using var turn = await gate.EnterAsync(cancellation);
            // Whoever had the turn before may have taken it along; then the turn goes on at once, and more gather for the next.
            while (!mine.Answer.Task.IsCompleted)
                await OpenThoseWaitingAsync();
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the answer any more: out of the line, unless somebody has taken it along already.
            lock (_lock)
                _line.Remove(mine);
            throw;
        }

        return await mine.Answer.Task;
    }

    private async Task OpenThoseWaitingAsync()
    {
        var taken = Take();
        if (taken.Count == 1 || !await TryTogetherAsync(taken))
        {
            foreach (var one in taken)
                await AloneAsync(one);
        }
    }

    // Two with the same key are one case: the second has to find the first on the disk.
    private List<Waiting> Take()
    {
        lock (_lock)
        {
            var keys = new HashSet<string>(StringComparer.Ordinal);
            List<Waiting> taken = [.. _line.TakeWhile(w => w.Judged.Once is not { } once || keys.Add(once.Key)).Take(AtATime)];
            _line.RemoveRange(0, taken.Count);
            return taken;
        }
    }

    private async Task<bool> TryTogetherAsync(List<Waiting> taken)
    {
        try
        {
            var answers = await SaveAsync([.. taken.Select(w => w.Judged)]);
            for (var i = 0; i < taken.Count; i++)
                taken[i].Answer.SetResult(answers[i]);
            return true;
        }
        catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException or IOException)
        {
            return false; // Told by whichever of them fails alone.
        }
        catch (Exception e)
        {
            taken.ForEach(w => w.Answer.SetException(e));
            return true;
        }
    }

    private async Task AloneAsync(Waiting one)
    {
        try
        {
            one.Answer.SetResult((await SaveAsync([one.Judged]))[0]);
        }
        catch (Exception e)
        {
            one.Answer.SetException(e);
        }
    }

    private async Task<Result<OpenedCase>[]> SaveAsync(IReadOnlyList<JudgedCase> judged)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var answers = new Result<OpenedCase>[judged.Count];
        var earlier = await EarlierAsync(db, [.. judged.Select(j => j.Once?.Key).OfType<string>()]);
        var (opened, others) = (new List<(int At, Case Case)>(), new List<Case>());
        for (var i = 0; i < judged.Count; i++)
        {
            if (judged[i].Once is { } once && earlier.TryGetValue(once.Key, out var answer))
                answers[i] = await AgainAsync(db, answer, once);
            else if (judged[i].Extras.Company is { } company && await company.MayOpenAsync(db) is { IsOk: false } refused)
                answers[i] = Result<OpenedCase>.Refuse(refused.Errors);
            else
                opened.Add((i, await OpenAsync(db, judged[i], others)));
        }

        if (opened.Count == 0)
            return answers;
        List<Case> cases = [.. opened.Select(o => o.Case), .. others.Distinct()];
        var attached = await saver.AttachAsync(db, cases);
        await db.SaveChangesAsync(CancellationToken.None);
        foreach (var (at, one) in opened)
            await AddWhatNeedsItsIdAsync(db, one, judged[at]);
        await transaction.CommitAsync(CancellationToken.None);
        saver.Announce(cases, attached);
        opened.ForEach(o => answers[o.At] = new OpenedCase(o.Case, false));
        return answers;
    }

    private async Task<Case> OpenAsync(HelpdeskDb db, JudgedCase judged, List<Case> others)
    {
        var number = await CaseNumbers.NextAsync(db, judged.Context.Now.InZone(programme.Zone).Date, CancellationToken.None);
        var opened = Case.Open(number, judged.Intake, judged.Triage, judged.Context, judged.Extras.Note, judged.Extras.NoteBy);
        db.Cases.Add(opened);
        if (judged.Extras.Company is { } company)
            others.AddRange(await company.JoinAsync(db, opened, judged.Context));
        return opened;
    }

    private async Task AddWhatNeedsItsIdAsync(HelpdeskDb db, Case opened, JudgedCase judged)
    {
        // Past the tracker, which would look at all cases once more for one plain row.
        if (judged.Once is { } once)
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO IdempotentAnswers (Key, BodyHash, CaseId, At)
                VALUES ({once.Key}, {once.BodyHash}, {opened.Id}, {judged.Context.Now.ToUnixTimeTicks()})
                """
            );
        // The bytes are at their place before the row that names them is committed; the
        // other way round a crash would leave a row without a file.
        foreach (var file in judged.Extras.Files)
        {
            store.Keep(file);
            db.Attachments().Add(Attachment.Of(file, opened.Id, opened.Timeline[0]));
        }

        if (judged.Extras.Files.Count > 0)
            await db.SaveChangesAsync(CancellationToken.None);
    }

    private static async Task<Dictionary<string, IdempotentAnswer>> EarlierAsync(HelpdeskDb db, IReadOnlyList<string> keys) =>
        keys.Count == 0 ? [] : await db.IdempotentAnswers().AsNoTracking().Where(a => keys.Contains(a.Key)).ToDictionaryAsync(a => a.Key);

    private static async Task<Result<OpenedCase>> AgainAsync(HelpdeskDb db, IdempotentAnswer earlier, Idempotency once) =>
        earlier.BodyHash == once.BodyHash
            ? new OpenedCase(await db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Id == earlier.CaseId), true)
            : Result<OpenedCase>.Refuse("idempotency.key-reused", "Idempotency-Key");

    private sealed record Waiting(JudgedCase Judged)
    {
        public TaskCompletionSource<Result<OpenedCase>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
