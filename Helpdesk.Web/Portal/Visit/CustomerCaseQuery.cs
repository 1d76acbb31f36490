using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Uploads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Portal.Visit;

/// <summary>Reads a case for whoever came in by its link.</summary>
public sealed class CustomerCaseQuery(
    IDbContextFactory<HelpdeskDb> databases,
    CustomerDoor door,
    Catalogue catalogue,
    SupportProgramme programme,
    MailWords words,
    CustomerVerdictWords verdicts,
    EntitlementLookup lookup,
    IClock clock
)
{
    /// <summary>The case, or null when the pass opens nothing.</summary>
    public async Task<CustomerCase?> FindAsync(string number, string? pass, CancellationToken cancellation)
    {
        if (await door.WhoAsync(number, pass, cancellation) is not { } visit)
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Id == visit.CaseId, cancellation);
        var goesOn = await GoesOnAsync(db, found, cancellation);
        var owner = PortalFiles.OwnerOf(found.Number);
        var isKnown = await lookup.KnowsAsync(db, found.SerialNumber, found.Contact.Email, cancellation);
        return new()
        {
            Number = found.Number,
            Subject = found.Subject,
            Product = $"{NameOf(found.ProductCode)} {found.ProductVersion}".Trim(),
            Status = found.Status,
            Severity = found.Severity,
            Ball = found.Ball,
            OpenedAt = found.OpenedAt,
            ClosingReason = found.ClosingReason,
            ClosingDetail = found.ClosingReason == ClosingReason.SolvedByUpdate ? found.ClosingDetail : null,
            Promise = PromiseOf(found),
            Support = verdicts.Of(
                found.Verdict,
                found.ProductCode,
                found.ProductVersion,
                isKnown,
                !string.IsNullOrWhiteSpace(found.SerialNumber)
            ),
            Lowered = found.EntitlementDecidedAt is null
                ? verdicts.Lowered(found.Verdict, found.StatedSeverity, found.Severity, isKnown)
                : null,
            Hotline = HotlineOf(found),
            EndsAt = found.SilencePlan(programme)?.ClosesAt,
            Messages = await MessagesAsync(db, found, cancellation),
            Waiting = await db.PortalFiles()
                .AsNoTracking()
                .Where(f => f.Owner == owner && f.Checksum != null)
                .OrderBy(f => f.AddedAt)
                .ToListAsync(cancellation),
            EscalationIsOpen = found.EscalatedAt is not null,
            MayAskForCall = CallsToCustomers.MayBeAsked(goesOn),
            CallIsAwaited = await CallsToCustomers.IsAwaitedAsync(db, goesOn, found.Contact.Name, cancellation),
            Phone = found.Contact.Phone,
            ConsentVersion = found.ConsentVersion,
            Rating = await db.Ratings()
                .Where(r => r.CaseId == found.Id && r.Cycle == found.Cycle)
                .Select(r => (int?)r.Score)
                .SingleOrDefaultAsync(cancellation),
            MergedInto = goesOn.Number == found.Number ? null : goesOn.Number,
            GoesOnAs = goesOn.Status,
        };
    }

    // What is asked for on the page is done there; of a case of somebody else no more is told than its number (spec I5).
    private static async Task<Case> GoesOnAsync(HelpdeskDb db, Case found, CancellationToken cancellation) =>
        await db.EndOfMergingAsync(found.Number, cancellation) is var end && end == found.Number
            ? found
            : await db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Number == end, cancellation);

    /// <summary>A file of the case that the visitor may have now, or null.</summary>
    public async Task<Attachment?> FileAsync(string number, long id, string? pass, CancellationToken cancellation)
    {
        if (await door.WhoAsync(number, pass, cancellation) is not { } visit)
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == visit.CaseId, cancellation);
        // What the page shows, it hands out: the files of the duplicates that are told along stand on it too.
        List<long> told = [found.Id, .. (await ToldAlongAsync(db, found, cancellation)).Select(c => c.Id)];
        var file = await db.Attachments()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.Id == id && told.Contains(a.CaseId) && a.CustomerMaySee, cancellation);
        return file is not null && ScanOutcome.MayLeave(file.Scan) ? file : null;
    }

    private string NameOf(string code) =>
        catalogue.Find(code) is { } product
            ? MailWords.IsJapanese
                ? product.NameJa
                : product.NameEn
            : code;

    private string? HotlineOf(Case found) =>
        found is { Severity: Helpdesk.Domain.Kernel.Severity.Emergency, Status: not (CaseStatus.Resolved or CaseStatus.Closed) }
            ? words.Hotline(found.TierTold, clock.GetCurrentInstant(), "{1}", phone: "{0}")
            : null;

    private CustomerPromise? PromiseOf(Case found)
    {
        if (found.IsFromStranger)
            return null;
        var clock1 = found
            .Clocks.Where(c => c.IsOpen && c.Kind is ClockKind.FirstResponse or ClockKind.Callback && c.DueAt is not null)
            .MinBy(c => c.DueAt);
        return clock1 is { DueAt: { } due } ? new(due, words.Why(clock1, found.OpenedAt), due < clock.GetCurrentInstant()) : null;
    }

    private static async Task<IReadOnlyList<CustomerMessage>> MessagesAsync(HelpdeskDb db, Case found, CancellationToken cancellation)
    {
        List<Case> told = [found, .. await ToldAlongAsync(db, found, cancellation)];
        List<long> cases = [.. told.Select(c => c.Id)];
        var answers = told.ToDictionary(c => c.Id, c => GivenAnswer.Of(c.Answers));
        List<TimelineEntry> entries =
        [
            .. (await db.Timeline.AsNoTracking().Where(e => cases.Contains(e.CaseId)).ToListAsync(cancellation))
                .Where(IsForCustomer)
                .OrderBy(e => e.At)
                .ThenBy(e => e.Id),
        ];
        var files = await db.Attachments()
            .AsNoTracking()
            .Where(a => cases.Contains(a.CaseId) && a.CustomerMaySee)
            .OrderBy(a => a.Id)
            .ToListAsync(cancellation);
        var mails = await SendersAsync(
            db,
            [.. entries.Where(e => e.Event is CaseOpened or CustomerWrote).Select(e => (long?)e.Id)],
            cancellation
        );
        return
        [
            .. entries.Select(e =>
                Told(
                    e,
                    [.. files.Where(f => f.EntryId == e.Id || (f.EntryId is null && f.CaseId == e.CaseId && e.Event is CaseOpened))]
                ) with
                {
                    IsMail = mails.ContainsKey(e.Id),
                    From = mails.GetValueOrDefault(e.Id),
                    Answers = e.Event is CaseOpened ? answers[e.CaseId] : [],
                }
            ),
        ];
    }

    // Duplicates that were merged in, if the same person wrote them.
    private static async Task<List<Case>> ToldAlongAsync(HelpdeskDb db, Case found, CancellationToken cancellation)
    {
        var merged = await db.MergedIntoAsync(found.Number, cancellation);
        var mail = found.Contact.Email;
        return await db.Cases.AsNoTracking().Where(c => merged.Contains(c.Number) && c.Contact.Email == mail).ToListAsync(cancellation);
    }

    // By the entry that has the mail's words; an address only where it is not the contact's.
    private static async Task<Dictionary<long, string?>> SendersAsync(
        HelpdeskDb db,
        IReadOnlyList<long?> entries,
        CancellationToken cancellation
    )
    {
        var found = await db.InboundMails()
            .AsNoTracking()
            .Where(m => entries.Contains(m.TimelineEntryId))
            .Select(m => new
            {
                m.TimelineEntryId,
                m.FromAddress,
                m.FromSomebodyElse,
            })
            .ToListAsync(cancellation);
        return found.ToDictionary(m => m.TimelineEntryId!.Value, m => m.FromSomebodyElse ? m.FromAddress : null);
    }

    // What a customer typed on their own page is theirs to read; the same said on the phone stands in a colleague's words.
    private static bool IsForCustomer(TimelineEntry entry) =>
        entry.Event.CustomerMayRead
        || IsDecision(entry)
        || entry is { Event: EscalationRequested or CallbackRequested, ActorKind: ActorKind.Customer };

    // That it was decided is for the customer; the reason that a supervisor wrote is for colleagues (spec E5).
    private static bool IsDecision(TimelineEntry entry) => entry.Event is ExceptionGranted or ExceptionDeclined;

    private static CustomerMessage Told(TimelineEntry entry, IReadOnlyList<Attachment> files) =>
        new(
            entry.Id,
            entry.Voice != Voice.Customer && entry.ActorKind != ActorKind.Customer,
            entry.At,
            IsDecision(entry) ? null : entry.Words,
            entry.Event switch
            {
                CustomerWrote or ReplySent => null,
                var other => other.GetType().Name,
            },
            [.. files.Select(f => new CustomerFile(f.Id, f.FileName, f.Size, ScanOutcome.MayLeave(f.Scan)))]
        );
}
