using Helpdesk.Domain.Customers;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Records;

/// <summary>
/// What hangs on a record and follows its changes; an area that keeps something of records registers one.
/// </summary>
public interface IRecordEffect
{
    /// <summary>In the transaction of the changes; what is returned runs after the commit.</summary>
    Task<Func<Task>> ApplyAsync(HelpdeskDb db, IReadOnlyList<RecordChange> changes, CancellationToken cancellation);
}

/// <summary>Runs the effects of all areas, and reads the catalogue again where products changed.</summary>
public sealed class RecordEffects(Catalogue catalogue, IDbContextFactory<HelpdeskDb> databases, IEnumerable<IRecordEffect> effects)
{
    internal async Task<Func<Task>> BeforeCommitAsync(HelpdeskDb db, IReadOnlyList<RecordChange> changes, CancellationToken cancellation)
    {
        List<Func<Task>> after = [];
        foreach (var effect in effects)
            after.Add(await effect.ApplyAsync(db, changes, cancellation));
        if (changes.Any(c => c.Kind == RecordKinds.Products.Name || c.Kind == RecordKinds.Versions.Name))
            after.Add(ReloadCatalogueAsync);
        return async () =>
        {
            foreach (var act in after)
                await act();
        };
    }

    private async Task ReloadCatalogueAsync()
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await catalogue.LoadAsync(db, CancellationToken.None);
    }
}
