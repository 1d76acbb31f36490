using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Files;

/// <summary>Files of another area whose bytes lie in the same store; without it their bytes would be swept away as orphans.</summary>
public interface IStoredFiles
{
    /// <summary>Those of <paramref name="checksums"/> that a row of the area names.</summary>
    IQueryable<string> Named(HelpdeskDb db, IReadOnlyCollection<string> checksums);

    /// <summary>Checksums that wait for the scanner, or null where the area looks after that itself.</summary>
    IQueryable<string>? Waiting(HelpdeskDb db) => null;

    /// <summary>Notes what the scanner said; called inside the write gate.</summary>
    Task SettleAsync(HelpdeskDb db, string checksum, ScanOutcome outcome, CancellationToken cancellation) => Task.CompletedTask;
}
