using System.IO.Compression;
using System.Security.Claims;
using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Portal.CustomerPage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Privacy;

/// <summary>
/// Writes what is kept of one contact into a zip: <c>contact.json</c> and the files of their cases. What colleagues noted among
/// themselves is not the contact's and stays out, as it does on the contact's own page.
/// </summary>
public sealed class ContactExport(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    ContactQuery contacts,
    AttachmentStore store,
    IEnumerable<IContactData> others,
    IClock clock,
    IdSource ids
)
{
    private static readonly JsonSerializerOptions Json = new(StoredJson.Options) { WriteIndented = true };

    /// <summary>Refusals: those of <see cref="ContactQuery"/>; then nothing was written.</summary>
    public async Task<Result> WriteAsync(string? email, ClaimsPrincipal who, Stream target, CancellationToken cancellation)
    {
        var found = await contacts.FindAsync(email, who, cancellation);
        if (!found.IsOk)
            return Result.Refuse(found.Errors);
        await LogAsync(found.Value, who);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var zip = await ZipArchive.CreateAsync(
            target,
            ZipArchiveMode.Create,
            leaveOpen: true,
            entryNameEncoding: null,
            cancellation
        );
        List<object> cases = [];
        foreach (
            var one in await db
                .Cases.AsNoTracking()
                .Where(c => c.Contact.Email == found.Value.Email)
                .OrderBy(c => c.OpenedAt)
                .ToListAsync(cancellation)
        )
            cases.Add(await CaseAsync(db, one, zip, cancellation));
        var elsewhere = new SortedDictionary<string, IReadOnlyList<object>>(StringComparer.Ordinal);
        foreach (var other in others)
            elsewhere[other.Name] = await other.ReadAsync(db, found.Value.Email, cancellation);
        var licences = await ContactQuery
            .LicencesOf(db, found.Value.Email)
            .Select(l => new
            {
                l.Serial,
                l.ProductCode,
                l.CustomerKey,
                l.Kind,
            })
            .ToListAsync(cancellation);
        await using var page = await zip.CreateEntry("contact.json").OpenAsync(cancellation);
        await JsonSerializer.SerializeAsync(
            page,
            new
            {
                found.Value.Email,
                ExportedAt = clock.GetCurrentInstant(),
                cases,
                licences,
                elsewhere,
            },
            Json,
            cancellation
        );
        return Result.Ok;
    }

    private async Task LogAsync(ContactPicture about, ClaimsPrincipal who)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        List<string> numbers = [.. about.Cases.Select(c => c.Number)];
        db.AdminLog()
            .Add(
                new AdminLogEntry(
                    clock.GetCurrentInstant(),
                    who.ToActor(),
                    ContactEraser.ActOf(AdminActs.ContactExported, ids.New(), numbers)
                )
            );
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task<object> CaseAsync(HelpdeskDb db, Case one, ZipArchive zip, CancellationToken cancellation)
    {
        var entries = await db.Timeline.AsNoTracking().Where(e => e.CaseId == one.Id).OrderBy(e => e.Id).ToListAsync(cancellation);
        var files = await db.Attachments()
            .AsNoTracking()
            .Where(a => a.CaseId == one.Id && a.CustomerMaySee)
            .OrderBy(a => a.Id)
            .ToListAsync(cancellation);
        List<object> kept = [];
        foreach (var file in files)
            kept.Add(
                new
                {
                    file.FileName,
                    file.Size,
                    file.AddedAt,
                    Path = await CopyAsync(file, one.Number, zip, cancellation),
                }
            );
        return new
        {
            one.Number,
            one.MovedFrom,
            one.OldNumber,
            one.Subject,
            one.Status,
            one.Severity,
            one.OpenedAt,
            one.ClosedAt,
            one.ProductCode,
            one.ProductVersion,
            one.SerialNumber,
            one.Contact,
            one.Answers,
            one.ConsentVersion,
            Messages = entries
                .Where(e => e.Event.CustomerMayRead || e.ActorKind == ActorKind.Customer)
                .Select(e => new
                {
                    e.At,
                    By = e.Voice == Voice.Customer || e.ActorKind == ActorKind.Customer ? "contact" : "support",
                    What = e.Event.GetType().Name,
                    Text = e.Words,
                }),
            Files = kept,
            Mails = await db.OutboxMails()
                .AsNoTracking()
                .Where(m => m.CaseId == one.Id)
                .OrderBy(m => m.Id)
                .Select(m => new
                {
                    m.CreatedAt,
                    m.To,
                    m.ToName,
                    m.Subject,
                    m.TextBody,
                })
                .ToListAsync(cancellation),
            Ratings = await db.Ratings()
                .AsNoTracking()
                .Where(r => r.CaseId == one.Id)
                .Select(r => new { r.At, r.Score })
                .ToListAsync(cancellation),
        };
    }

    // Null for one that the scanner holds back, or whose bytes are missing on the disk.
    private async Task<string?> CopyAsync(Attachment file, string number, ZipArchive zip, CancellationToken cancellation)
    {
        if (!ScanOutcome.MayLeave(file.Scan) || store.Open(file.Checksum) is not { } bytes)
            return null;
        var path = $"files/{number}/{file.Id}-{FileNames.Clean(file.FileName)}";
        await using (bytes)
        {
            await using var entry = await zip.CreateEntry(path).OpenAsync(cancellation);
            await bytes.CopyToAsync(entry, cancellation);
        }

        return path;
    }
}
