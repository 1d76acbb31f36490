using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.CustomerSilence;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Cases.Data;

/// <summary>A line of the time line as it is shown; from another number when a duplicate was merged into the case (spec I5).</summary>
public sealed record TimelineLine(TimelineEntry Entry, string? From);

/// <summary>The mail that a line of the time line came by.</summary>
/// <param name="FromSomebodyElse">True when its sender is not the case's contact.</param>
/// <param name="ReleasedBy">The person who let it in, if no rule did.</param>
/// <param name="LeftOut">Files that did not come along: code of the reason and name.</param>
public sealed record EntryMail(
    string FromAddress,
    bool FromSomebodyElse,
    string? ReleasedBy,
    IReadOnlyList<(string Code, string Name)> LeftOut
);

/// <summary>Another case of the same customer.</summary>
public sealed record OtherCase(string Number, string Subject, CaseStatus Status, Severity Severity, Instant OpenedAt, int Version);

/// <summary>What else the same customer has with us.</summary>
/// <param name="Alike">A closed one of the same contact that speaks of the same fault; null when there is none (spec C9).</param>
public sealed record OtherCases(int Open, int Closed, IReadOnlyList<OtherCase> Latest, ClosedCase? Alike = null);

/// <summary>A case with its whole record, as one read.</summary>
public sealed record CaseRecord(Case Case, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<Attachment> Attachments)
{
    /// <summary>The time line with those of the duplicates merged into it, in order of time.</summary>
    public IReadOnlyList<TimelineLine> Lines { get; init; } = [.. Timeline.Select(e => new TimelineLine(e, null))];

    /// <summary>The case merged into it whose promise an older version ended, or null.</summary>
    public string? LostByMerging { get; init; }

    public OtherCases Others { get; init; } = new(0, 0, []);

    /// <summary>What is on record today for the case's serial number.</summary>
    public SerialRecord? Licence { get; init; }

    /// <summary>Which lines came by mail, and from whom, by the line's id.</summary>
    public IReadOnlyDictionary<long, EntryMail> Mails { get; init; } = new Dictionary<long, EntryMail>();

    /// <summary>Whom the mail about a line went to, where others than the contact got it, by the line's id.</summary>
    public IReadOnlyDictionary<long, MailRecipients> Recipients { get; init; } = new Dictionary<long, MailRecipients>();

    /// <summary>Files of the duplicates merged into it, under the number that has them.</summary>
    public IReadOnlyList<CaseFile> MergedFiles { get; init; } = [];

    /// <summary>What a line of the time line brought.</summary>
    public IReadOnlyList<CaseFile> FilesOf(TimelineEntry entry) =>
        [
            .. Attachments
                .Select(a => new CaseFile(Case.Number, a))
                .Concat(MergedFiles)
                .Where(f =>
                    f.File.EntryId == entry.Id || (f.File.EntryId is null && f.File.CaseId == entry.CaseId && entry.Event is CaseOpened)
                ),
        ];
}

/// <summary>A file with the number of the case that has it.</summary>
public sealed record CaseFile(string Number, Attachment File);

/// <summary>Reads one case for the preview pane, the case page and the API.</summary>
public sealed class CaseQuery(IDbContextFactory<HelpdeskDb> databases, SupportProgramme programme)
{
    private const int OthersShown = 6;

    public async Task<CaseRecord?> FindAsync(string number, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db
            .Cases.AsNoTracking()
            .Include(c => c.Clocks)
            .Include(c => c.Links)
            .Include(c => c.Participants)
            .SingleOrDefaultAsync(c => c.Number == number, cancellation);
        if (found is null)
            return null;
        var timeline = await db.Timeline.AsNoTracking().Where(e => e.CaseId == found.Id).OrderBy(e => e.Id).ToListAsync(cancellation);
        var attachments = await db.Attachments()
            .AsNoTracking()
            .Where(a => a.CaseId == found.Id)
            .OrderBy(a => a.Id)
            .ToListAsync(cancellation);
        var lines = timeline.ConvertAll(e => new TimelineLine(e, null));
        var mergedFiles = new List<CaseFile>();
        foreach (var merged in await Mergings.IntoAsync(db, found.Number, cancellation))
        {
            var theirs = await db
                .Timeline.AsNoTracking()
                .Where(e => db.Cases.Any(c => c.Number == merged && c.Id == e.CaseId))
                .ToListAsync(cancellation);
            lines.AddRange(theirs.Select(e => new TimelineLine(e, merged)));
            var files = await db.Attachments()
                .AsNoTracking()
                .Where(a => db.Cases.Any(c => c.Number == merged && c.Id == a.CaseId))
                .OrderBy(a => a.Id)
                .ToListAsync(cancellation);
            mergedFiles.AddRange(files.Select(f => new CaseFile(merged, f)));
        }

        var licence = found.SerialNumber is { } serial ? await EntitlementLookup.FindAsync(db, serial, cancellation) : null;
        return new(found, timeline, attachments)
        {
            Lines = [.. lines.OrderBy(l => l.Entry.At).ThenBy(l => l.Entry.Id)],
            Others = await OthersAsync(db, found, cancellation),
            MergedFiles = mergedFiles,
            Mails = await MailsAsync(
                db,
                [
                    .. lines
                        .Where(l => l.Entry.Event is CaseOpened or CustomerWrote or AutoReplyCame or ThanksCame)
                        .Select(l => (long?)l.Entry.Id),
                ],
                cancellation
            ),
            Recipients = await RecipientsAsync(db, [.. lines.Select(l => l.Entry.CaseId).Distinct()], cancellation),
            Licence = licence,
            LostByMerging = await MergedPromises.LostAsync(db, found, programme, cancellation),
        };
    }

    private static async Task<IReadOnlyDictionary<long, MailRecipients>> RecipientsAsync(
        HelpdeskDb db,
        IReadOnlyList<long> cases,
        CancellationToken cancellation
    )
    {
        var found = await db.OutboxMails()
            .AsNoTracking()
            .Where(m => cases.Contains(m.CaseId) && m.TimelineEntryId != null && (m.Cc != null || m.To != m.Case.Contact.Email))
            .Select(m => new
            {
                m.TimelineEntryId,
                m.To,
                m.Cc,
            })
            .ToListAsync(cancellation);
        return found
            .DistinctBy(m => m.TimelineEntryId)
            .ToDictionary(m => m.TimelineEntryId!.Value, m => new MailRecipients(m.To, m.Cc?.Split('\n') ?? []));
    }

    private static async Task<IReadOnlyDictionary<long, EntryMail>> MailsAsync(
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
                m.DecidedBy,
                m.LeftOut,
            })
            .ToListAsync(cancellation);
        return found.ToDictionary(
            m => m.TimelineEntryId!.Value,
            m => new EntryMail(
                m.FromAddress,
                m.FromSomebodyElse,
                m.DecidedBy == InboundMail.ByRule ? null : m.DecidedBy,
                [
                    .. (m.LeftOut ?? "")
                        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                        .Select(l => l.Split('\t', 2))
                        .Where(l => l.Length == 2)
                        .Select(l => (l[0], l[1])),
                ]
            )
        );
    }

    private static async Task<OtherCases> OthersAsync(HelpdeskDb db, Case found, CancellationToken cancellation)
    {
        var (customer, organisation, email) = (found.CustomerKey, found.Contact.Organisation, found.Contact.Email);
        // One customer is one record; without one, one organisation, or one address; all are indexed.
        var same =
            customer is not null ? db.Cases.AsNoTracking().Where(c => c.CustomerKey == customer && c.Id != found.Id)
            // Old cases and erased ones may have no address: that they share with nobody.
            : organisation is null && email.Length == 0 ? db.Cases.AsNoTracking().Where(c => false)
            : organisation is null ? db.Cases.AsNoTracking().Where(c => c.Contact.Email == email && c.Id != found.Id)
            : db.Cases.AsNoTracking().Where(c => c.Contact.Organisation == organisation && c.Id != found.Id);
        var counts = await same.GroupBy(c => c.Status == CaseStatus.Closed)
            .Select(g => new { IsClosed = g.Key, Count = g.Count() })
            .ToListAsync(cancellation);
        var latest = await same.OrderByDescending(c => c.Id)
            .Take(OthersShown)
            .Select(c => new OtherCase(c.Number, c.Subject, c.Status, c.Severity, c.OpenedAt, c.Version))
            .ToListAsync(cancellation);
        var alike =
            email.Length == 0 || found.IsClosed || found.RequestType.IsNonTechnical()
                ? null
                : await ClosedAlike.FindAsync(
                    db,
                    email,
                    found.ProductCode,
                    found.Subject + "\n" + found.Description,
                    found.OpenedAt,
                    cancellation
                );
        return new(counts.Where(c => !c.IsClosed).Sum(c => c.Count), counts.Where(c => c.IsClosed).Sum(c => c.Count), latest, alike);
    }
}
