using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Acts.JudgeAnew;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Acts.AskOwner;

/// <summary>
/// Adds the caller of a case as a contact of the customer whose serial they name, after its owner said yes, and judges the case anew:
/// from then on tier and times are told.
/// </summary>
public sealed class AdmitCallerHandler(
    IDbContextFactory<HelpdeskDb> databases,
    OwnerQuestionQuery questions,
    RecordWriter writer,
    RecordTable<Contact> contacts,
    JudgeAnewHandler judge
)
{
    /// <summary>
    /// Refusals: <c>auth.forbidden</c> for whoever may not manage records, <c>case.unknown</c>, <c>owner.none</c>, <c>owner.no-yes</c>, and
    /// those of records and of judging anew.
    /// </summary>
    public async Task<Result<QueueEntry>> HandleAsync(string number, string reason, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.ManageRecords, who))
            return Result<QueueEntry>.Forbid();
        var question = await questions.RunAsync(number, who, cancellation);
        if (!question.IsOk)
            return Result<QueueEntry>.Refuse(question.Errors);
        if (question.Value.Answer is not true)
            return Result<QueueEntry>.Refuse("owner.no-yes");
        Case about;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
            about = await db.Cases.AsNoTracking().SingleAsync(c => c.Number == number, cancellation);
        if (!about.HasOwnerToAsk)
            return Result<QueueEntry>.Refuse("owner.none");
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["customer"] = about.CustomerKey!,
            ["name"] = about.Contact.Name,
            ["emails"] = about.Contact.Email,
            ["phones"] = about.Contact.Phone ?? "",
            ["language"] = about.Contact.Language == "ja" ? "ja" : "en",
        };
        // The same person twice is the same contact: whoever stopped between the two steps goes on here.
        var saved = await writer.SaveAsync(contacts, texts, null, who, reason, CancellationToken.None);
        return saved.IsOk ? await judge.HandleAsync(number, null, new JudgeCaseAnew(reason), who) : Result<QueueEntry>.Refuse(saved.Errors);
    }
}
