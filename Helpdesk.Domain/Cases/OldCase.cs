using Helpdesk.Domain.Intake;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>A case that another help desk had, on its way into this one: as it was there, with its own dates.</summary>
/// <param name="From">The system it comes from, e.g. <c>Zendesk</c>.</param>
/// <param name="OldNumber">Its number there; one system has it once.</param>
/// <param name="ClosedAt">When it was closed there; null for one that is open.</param>
/// <param name="Messages">Oldest first; the first one opened the case.</param>
public sealed record OldCase(
    string From,
    string OldNumber,
    Instant OpenedAt,
    Instant? ClosedAt,
    CaseIntake Intake,
    IReadOnlyList<OldMessage> Messages
)
{
    public Guid? OwnerId { get; init; }

    /// <summary>Who had it there; null for nobody.</summary>
    public string? OwnerName { get; init; }

    /// <summary>What the old system knew and no field here has, in lines for colleagues; empty for nothing.</summary>
    public string Remarks { get; init; } = "";

    /// <summary>False when an internal note came first: then the subject opens the case, as customers read the opening.</summary>
    public bool OpensWithMessage => Messages is [{ By: not Voice.Note }, ..];
}

/// <summary>A message of an old case, with who wrote it and when, as it was.</summary>
/// <param name="By">Whose words they are.</param>
/// <param name="Author">Their name.</param>
public sealed record OldMessage(Instant At, Voice By, string Author, string Text);

/// <summary>
/// The case was taken over from another help desk. What stands before it in the time line happened there, on the days it names.
/// </summary>
/// <param name="Verdict">By the records of the day of moving in; null for history, which is not judged.</param>
/// <param name="Text">What the old system knew beyond the case's fields, and what was left out; for colleagues.</param>
public sealed record MovedIn(
    string From,
    string OldNumber,
    Helpdesk.Domain.Entitlements.Verdict? Verdict,
    [property: System.Text.Json.Serialization.JsonIgnore] string? Text
) : CaseEvent
{
    public override string? Words => Text;
}

/// <summary>The case was closed in the help desk that had it before this one.</summary>
public sealed record OldCaseClosed : CaseEvent
{
    public override bool CustomerMayRead => true;
}
