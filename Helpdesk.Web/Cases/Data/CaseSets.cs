using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Data;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class CaseSets
{
    public static DbSet<CaseDay> CaseDays(this HelpdeskDb db) => db.Set<CaseDay>();

    /// <inheritdoc cref="Mergings.IntoAsync"/>
    public static Task<IReadOnlyList<string>> MergedIntoAsync(this HelpdeskDb db, string number, CancellationToken cancellation) =>
        Mergings.IntoAsync(db, number, cancellation);

    /// <inheritdoc cref="Mergings.EndOfAsync"/>
    public static Task<string> EndOfMergingAsync(this HelpdeskDb db, string number, CancellationToken cancellation) =>
        Mergings.EndOfAsync(db, number, cancellation);
}
