using System.Threading.Channels;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.Guard;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Portal.Visit;

/// <summary>Somebody lost their link and names the address; and the case, or without a number all of that address.</summary>
public sealed record AskForLink(string? Number, string? Email);

/// <summary>
/// Sends new links to the addresses on record (spec U5). Asking is answered before anybody looks: the answer and its timing are the same
/// whether the case exists, belongs to that address, or neither.
/// </summary>
public sealed class NewLinkSender(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    PortalLimits limits,
    SupportProgramme programme,
    IClock clock,
    ILogger<NewLinkSender> log
) : BackgroundService
{
    /// <summary>Named on the time line as the one who acted.</summary>
    public static readonly Actor Rule = Actor.System("portal");

    // One mail names no more; whoever has more of them writes to us.
    private const int MostCases = 30;

    private readonly Channel<AskForLink> _asked = System.Threading.Channels.Channel.CreateBounded<AskForLink>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Puts a wish in line; says nothing of what becomes of it.</summary>
    /// <param name="visitor">The visitor's key among the limits.</param>
    public void Ask(AskForLink wish, string visitor)
    {
        if (limits.TryTake(LimitKind.Link, visitor))
            _asked.Writer.TryWrite(wish);
    }

    /// <summary>Settles what is in line now.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        while (_asked.Reader.TryRead(out var wish))
            await SendAsync(wish, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _asked.Reader.WaitToReadAsync(stoppingToken))
        {
            try
            {
                await SettleAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "A new link could not be sent");
            }
        }
    }

    private async Task SendAsync(AskForLink wish, CancellationToken cancellation)
    {
        var (number, mail) = (NumberIn(wish.Number), (wish.Email ?? "").Trim());
        if ((number.Length > 0 && !CaseNumber.IsValid(number)) || mail.Length == 0)
            return;
        if (!limits.TryTake(LimitKind.LinkOfMail, PortalLimits.KeyOf(mail)))
            return;
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var (target, others) = number.Length > 0 ? (await FindAsync(db, number, mail), []) : await AllOfAsync(db, mail);
        if (target?.RequestLink(new CaseContext(clock.GetCurrentInstant(), Rule, programme), others).IsOk == true)
            await saver.SaveAsync(db, target);
    }

    /// <summary>A number as it was typed or copied: [c-20270609-0001] is one; empty for none.</summary>
    public static string NumberIn(string? typed) => CompatibleText.Of(typed ?? "").Trim(' ', '　', '[', ']', '\t').ToUpperInvariant();

    private static Task<Case?> FindAsync(HelpdeskDb db, string number, string mail) =>
        db
            .Cases.Include(c => c.Clocks)
            .SingleOrDefaultAsync(c => c.Number == number && c.Contact.Email == mail && c.ErasedAt == null, CancellationToken.None);

    // The mail is about the newest of them. A merged case's page is a way in only where the case that goes on is somebody else's (spec I5).
    private async Task<(Case? Newest, IReadOnlyList<CaseOfLink> Others)> AllOfAsync(HelpdeskDb db, string mail)
    {
        var since = clock.GetCurrentInstant() - CustomerLinks.Lifetime;
        var found = await db
            .Cases.Where(c => c.Contact.Email == mail && c.ErasedAt == null)
            .Where(c => c.Status != CaseStatus.Closed || c.ClosedAt >= since)
            .OrderByDescending(c => c.Id)
            .Take(MostCases)
            .Select(c => new { Link = new CaseOfLink(c.Number, c.LinkStamp), IsMerged = c.ClosingReason == ClosingReason.Merged })
            .ToListAsync(CancellationToken.None);
        List<CaseOfLink> ways = [];
        foreach (var one in found)
        {
            if (!one.IsMerged || !await GoesOnInTheirsAsync(db, one.Link.Number, mail))
                ways.Add(one.Link);
        }

        return ways is [var newest, .. var others] ? (await FindAsync(db, newest.Number, mail), others) : (null, []);
    }

    private static async Task<bool> GoesOnInTheirsAsync(HelpdeskDb db, string number, string mail)
    {
        var end = await db.EndOfMergingAsync(number, CancellationToken.None);
        return await db.Cases.AnyAsync(c => c.Number == end && c.Contact.Email == mail, CancellationToken.None);
    }
}
