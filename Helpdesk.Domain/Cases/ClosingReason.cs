namespace Helpdesk.Domain.Cases;

/// <summary>Why a case was closed: the customer's confirmation, or one of the seven reasons (spec C1–C7).</summary>
public enum ClosingReason
{
    Confirmed = 0,
    NoAnswer = 1,
    NoLongerNeeded = 2,
    NotTheProduct = 3,
    SolvedByUpdate = 4,
    WorksAsSpecified = 5,
    EnhancementAccepted = 6,
    WorkaroundInPlace = 7,

    /// <summary>Not a reason to choose: the case goes on as another one (spec I5).</summary>
    Merged = 8,
}

/// <summary>What a reason asks for (spec C10); null asks for nothing.</summary>
public static class ClosingReasonRules
{
    /// <summary>The reasons a person may choose.</summary>
    public static IReadOnlyList<ClosingReason> Choosable { get; } =
    [.. Enum.GetValues<ClosingReason>().Where(r => r != ClosingReason.Merged)];

    /// <summary>Whether the customer themselves ends it; nothing is owed to them any more then.</summary>
    public static bool IsCustomersWord(ClosingReason reason) => reason is ClosingReason.Confirmed or ClosingReason.NoLongerNeeded;

    public static string? RequiredDetail(ClosingReason reason) =>
        reason switch
        {
            ClosingReason.NotTheProduct => "agreedWith",
            ClosingReason.SolvedByUpdate => "patchOrVersion",
            ClosingReason.EnhancementAccepted => "requestId",
            ClosingReason.WorkaroundInPlace => "workaround",
            _ => null,
        };
}
