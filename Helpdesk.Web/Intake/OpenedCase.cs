using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Intake;

/// <summary>A key that makes a repeated call harmless, and a hash of what it was sent with.</summary>
public sealed record Idempotency(string Key, string BodyHash);

/// <summary>What a form brings along besides the request: a remark for the record and files that are already on the disk.</summary>
public sealed record IntakeExtras(string? Note, IReadOnlyList<StagedFile> Files)
{
    public static readonly IntakeExtras None = new(null, []);

    /// <summary>Who remarks, when it is not whoever opens the case.</summary>
    public Actor? NoteBy { get; init; }

    public ICaseCompany? Company { get; init; }
}

/// <summary>
/// What is saved in the very transaction of a new case: the mail it came by, the case it
/// follows. Both are asked again when the transaction has to be repeated.
/// </summary>
public interface ICaseCompany
{
    /// <summary>Asked before the case is numbered; a refusal leaves it unopened.</summary>
    Task<Result> MayOpenAsync(HelpdeskDb db);

    /// <summary>Changes what belongs to the case, unsaved.</summary>
    /// <returns>Other cases that changed with it.</returns>
    Task<IReadOnlyList<Case>> JoinAsync(HelpdeskDb db, Case opened, CaseContext context);
}

/// <summary>A case that was opened, or that an earlier call with the same key had opened.</summary>
public sealed record OpenedCase(Case Case, bool WasOpenedBefore);
