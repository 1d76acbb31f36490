using System.Text.Json.Serialization;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Cases;

/// <content>Asking the owner of a serial number whether whoever names it acts for them (spec E5).</content>
public sealed partial class Case
{
    /// <summary>
    /// True for a case whose caller names a serial number of a customer that does not know them: only then is there somebody to ask.
    /// </summary>
    public bool HasOwnerToAsk => IsFromStranger && CustomerKey is not null && SerialNumber is not null && ErasedAt is null;

    /// <summary>Writes down that somebody of the customer was asked. Refusals: <c>owner.none</c>, <c>case.not-allowed</c>.</summary>
    /// <param name="question">Names the question in the links of its mail.</param>
    /// <param name="asked">Who, as "Name &lt;address&gt;".</param>
    public Result AskOwner(Guid question, string contactKey, string asked, CaseContext context)
    {
        if (!HasOwnerToAsk)
            return Result.Refuse("owner.none");
        return Do(CaseAction.Note, context, () => Record(context, new OwnerAsked(question, contactKey, asked)));
    }

    /// <summary>Writes down what they answered. Moves no promise: it is neither our word nor the customer's of this case.</summary>
    public Result TakeOwnersAnswer(Guid question, bool actsForThem, string by, CaseContext context) =>
        ErasedAt is not null
            ? Result.Refuse("owner.none")
            : Do(CaseAction.Note, context, () => Record(context, new OwnerAnswered(question, actsForThem, by)));
}

/// <summary>Somebody of the customer was asked whether the caller acts for them; who, is in the words, which can be erased.</summary>
public sealed record OwnerAsked(Guid Question, string ContactKey, [property: JsonIgnore] string Asked) : CaseEvent
{
    public override string Words => Asked;
}

/// <summary>They answered, by the link of their mail.</summary>
public sealed record OwnerAnswered(Guid Question, bool ActsForThem, [property: JsonIgnore] string By) : CaseEvent
{
    public override string Words => By;
}
