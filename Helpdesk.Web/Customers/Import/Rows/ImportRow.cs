using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Customers.Import.Rows;

/// <summary>A row on its way in: what stands in its columns.</summary>
/// <param name="Wrong">Why it cannot be read, or null.</param>
public sealed record ImportRow(int Number, IReadOnlyDictionary<string, string> Texts, Error? Wrong = null);

/// <summary>What becomes of a row.</summary>
public enum RowOutcome
{
    New = 0,
    Changed = 1,
    Unchanged = 2,
    Refused = 3,
}

/// <summary>Why a row is refused.</summary>
/// <param name="Value">What stands in the column.</param>
public sealed record RowRefusal(string? Column, string? Value, Error Error);

/// <summary>A row, and what becomes of it.</summary>
/// <param name="Differences">Old and new of each column that changes; of a new record, what it says.</param>
public sealed record JudgedRow(
    int Row,
    RowOutcome Outcome,
    string Key,
    IReadOnlyList<RecordDifference> Differences,
    IReadOnlyList<RowRefusal> Refusals
);

/// <summary>One reading of a file from its first row to its last: remembers which keys it has met.</summary>
internal interface IImportPass
{
    /// <summary>Notes which records the file will bring, so that rows can name one that stands further down.</summary>
    Task PlanAsync(HelpdeskDb db, IReadOnlyList<ImportRow> rows, CancellationToken cancellation);

    /// <summary>Every row was noted: the pass begins.</summary>
    void Planned();

    /// <summary>Says what would become of rows; nothing is written.</summary>
    Task<IReadOnlyList<JudgedRow>> JudgeAsync(HelpdeskDb db, IReadOnlyList<ImportRow> rows, CancellationToken cancellation);

    /// <summary>Puts rows into the context; the caller has the write gate and saves.</summary>
    /// <param name="stop">True ends with the first refused row.</param>
    Task<AppliedRows> ApplyAsync(HelpdeskDb db, IReadOnlyList<ImportRow> rows, RecordAct act, bool stop, CancellationToken cancellation);

    /// <summary>Passes over rows that were dealt with before a restart.</summary>
    Task SkipAsync(HelpdeskDb db, IReadOnlyList<ImportRow> rows, CancellationToken cancellation);
}

/// <summary>Rows that lie in a context now, and the changes they made.</summary>
internal sealed record AppliedRows(IReadOnlyList<JudgedRow> Rows, IReadOnlyList<RecordChange> Changes);
