using Helpdesk.Domain.Cases;
using Helpdesk.Web.Data;

namespace Helpdesk.Web.Intake;

/// <summary>A key that makes a repeated call harmless, and a hash of what it was sent with.</summary>
public sealed record Idempotency(string Key, string BodyHash);

/// <summary>What a form brings along besides the request: a remark for the record and files that are already on the disk.</summary>
public sealed record IntakeExtras(string? Note, IReadOnlyList<StagedFile> Files)
{
    public static readonly IntakeExtras None = new(null, []);
}

/// <summary>A case that was opened, or that an earlier call with the same key had opened.</summary>
public sealed record OpenedCase(Case Case, bool WasOpenedBefore);
