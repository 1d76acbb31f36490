using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Cases.Acts.JudgeAnew;

/// <summary>An open case that the records of now judge otherwise than it stands.</summary>
public sealed record JudgedOtherwise(string Number, int Version, string Subject, string Customer, Judgement Judgement);

/// <summary>Finds the open cases whose verdict would be another by records that came or changed since (spec E5).</summary>
public sealed class JudgedOtherwiseQuery(IDbContextFactory<HelpdeskDb> databases, CaseJudge judge, SupportProgramme programme, IClock clock)
{
    private const int AtOnce = 200;

    /// <summary>For supervisors. Refusal: <c>auth.forbidden</c>.</summary>
    public async Task<Result<IReadOnlyList<JudgedOtherwise>>> RunAsync(ClaimsPrincipal who, CancellationToken cancellation) =>
        PolicyRoles.Allow(Policies.Supervise, who)
            ? Result<IReadOnlyList<JudgedOtherwise>>.Of(await FindAsync(cancellation))
            : Result<IReadOnlyList<JudgedOtherwise>>.Forbid();

    /// <summary>All of them, the longest open first.</summary>
    public async Task<IReadOnlyList<JudgedOtherwise>> FindAsync(CancellationToken cancellation)
    {
        List<JudgedOtherwise> found = [];
        var context = new CaseContext(clock.GetCurrentInstant(), Actor.System("E5"), programme);
        foreach (var some in (await TouchedAsync(cancellation)).Chunk(AtOnce))
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var cases = await db
                .Cases.AsNoTracking()
                .Include(c => c.Clocks)
                .Where(c => some.Contains(c.Id))
                .OrderBy(c => c.Id)
                .ToListAsync(cancellation);
            foreach (var one in cases)
            {
                var outcome = await judge.JudgeAsync(db, one.ToIntake(), one.OpenedAt, context.Now, cancellation);
                var judgement = one.PreviewJudgement(outcome, context);
                if (judgement.IsOtherwise && await ChangedSinceAsync(db, one, outcome.Customer?.Key, cancellation))
                    found.Add(new(one.Number, one.Version, one.Subject, one.CustomerShown, judgement));
            }
        }

        return found;
    }

    // Judging takes four reads a case: only those are judged whose records can have changed since they came in.
    private async Task<List<long>> TouchedAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var open = await db
            .Cases.Where(c => c.Status < CaseStatus.Resolved)
            .OrderBy(c => c.Id)
            .Select(c => new
            {
                c.Id,
                c.OpenedAt,
                c.SerialNumber,
                c.ProductCode,
            })
            .ToListAsync(cancellation);
        if (open.Count == 0)
            return [];
        var changes = await RecordChangeTimes.SinceAsync(db, open.Min(c => c.OpenedAt), cancellation);
        return [.. open.Where(c => changes.Concern(c.SerialNumber, c.ProductCode, c.OpenedAt)).Select(c => c.Id)];
    }

    // A case that was judged otherwise for whatever else keeps its verdict: only records that came or changed since are a reason.
    private static Task<bool> ChangedSinceAsync(HelpdeskDb db, Case one, string? customerNow, CancellationToken cancellation)
    {
        var (since, serial, product) = (one.OpenedAt, one.SerialNumber, one.ProductCode);
        var customers = new[] { customerNow, one.CustomerKey }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return db.RecordChanges()
            .AnyAsync(
                c =>
                    c.At >= since
                    && (
                        (c.Kind == RecordKinds.Licences.Name && c.Key == serial)
                        || (c.Kind == RecordKinds.Products.Name && c.Key == product)
                        || (c.Kind == RecordKinds.Versions.Name && c.Key.StartsWith(product + "/"))
                        || (
                            c.Kind == RecordKinds.Contracts.Name
                            && db.Contracts().Any(k => k.Number == c.Key && customers.Contains(k.CustomerKey))
                        )
                    ),
                cancellation
            );
    }
}
