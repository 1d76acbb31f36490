using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Cases.Acts.AskOwner;

/// <summary>A question that a link leads to, as its addressee may see it: nothing of the case but who asks and with which serial.</summary>
/// <param name="Answer">What they answered; null while they have not.</param>
public sealed record AskedOwner(string Organisation, string Serial, string Caller, bool? Answer);

/// <summary>What holders of a link of <see cref="OwnerLinks"/> may see and do; the link is their right to.</summary>
public sealed class OwnerAnswers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    OwnerLinks links,
    PersonalNotices notices,
    SupportProgramme programme,
    IClock clock
)
{
    /// <summary>Null for a link that opens nothing.</summary>
    public async Task<AskedOwner?> FindAsync(string? token, CancellationToken cancellation)
    {
        if (links.Read(token) is not { } link)
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == link.Number, cancellation) is not { } about)
            return null;
        if (about.ErasedAt is not null || await AskedAsync(db, about.Id, link.Question, cancellation) is not { } asked)
            return null;
        return new(
            about.CustomerName ?? "",
            about.SerialNumber ?? "",
            $"{about.Contact.Name} <{about.Contact.Email}>",
            asked.Answer?.ActsForThem
        );
    }

    /// <summary>Takes the answer once. Refusals: <c>owner.link</c>, <c>owner.answered</c>, <c>owner.none</c>.</summary>
    public async Task<Result> AnswerAsync(string? token, bool actsForThem)
    {
        if (links.Read(token) is not { } link)
            return Result.Refuse("owner.link");
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.Cases.Include(c => c.Clocks).SingleOrDefaultAsync(c => c.Number == link.Number) is not { } about)
            return Result.Refuse("owner.link");
        if (await AskedAsync(db, about.Id, link.Question, CancellationToken.None) is not { } asked)
            return Result.Refuse("owner.link");
        if (asked.Answer is not null)
            return Result.Refuse("owner.answered");
        var contact = await db.Contacts().AsNoTracking().SingleOrDefaultAsync(c => c.Key == asked.Question.ContactKey);
        var by = contact?.Name ?? about.CustomerName ?? asked.Question.ContactKey;
        var context = new CaseContext(clock.GetCurrentInstant(), Actor.System("owner"), programme);
        var taken = about.TakeOwnersAnswer(link.Question, actsForThem, by, context);
        if (!taken.IsOk)
            return taken;
        var saved = await saver.SaveAsync(db, about);
        if (!saved.IsOk)
            return Result.Refuse(saved.Errors);
        if (about.OwnerId is { } owner)
            notices.Tell(owner, new(NoticeKind.OwnerAnswered, about.Number, by));
        return Result.Ok;
    }

    private static async Task<(OwnerAsked Question, OwnerAnswered? Answer)?> AskedAsync(
        HelpdeskDb db,
        long caseId,
        Guid question,
        CancellationToken cancellation
    )
    {
        var said = await db.Timeline.AsNoTracking().Where(e => e.CaseId == caseId).Select(e => e.Event).ToListAsync(cancellation);
        return said.OfType<OwnerAsked>().FirstOrDefault(e => e.Question == question) is { } asked
            ? (asked, said.OfType<OwnerAnswered>().FirstOrDefault(e => e.Question == question))
            : null;
    }
}
