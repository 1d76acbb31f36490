using System.Text.Json.Serialization;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Cases;

/// <summary>A fact of a case that was corrected; of who asks only that it was.</summary>
public sealed record CorrectedField(string Name, string? Before, string? After);

/// <summary>The case was corrected or judged anew by the records of then (spec E5).</summary>
/// <param name="Severity">In force from then on.</param>
public sealed record CaseJudgedAnew(
    Verdict Before,
    Verdict After,
    Severity Severity,
    IReadOnlyList<CorrectedField> Corrected,
    [property: JsonIgnore] string Reason,
    JudgedDues Dues
) : CaseEvent
{
    /// <summary>True when whoever asks was unknown to the customer until then, and had heard neutral words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool BecameKnown { get; init; }

    /// <summary>
    /// True when the customer may count on more than before: support that there was not, or a time that is promised now, or earlier.
    /// </summary>
    [JsonIgnore]
    public bool IsForTheBetter =>
        IsServed(After) && (!IsServed(Before) || BecameKnown || (Dues.NewDueAt is { } due && (Dues.OldDueAt is not { } old || due < old)));

    public override string Words => Reason;

    private static bool IsServed(Verdict verdict) => verdict is { Kind: VerdictKind.Entitled or VerdictKind.EntitledWithLimits };
}
