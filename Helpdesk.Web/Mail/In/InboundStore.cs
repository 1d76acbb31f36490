using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.In;

/// <summary>
/// Where every mail goes first: its bytes to the disk, then a row, once however often it is delivered and by however many nodes.
/// </summary>
/// <param name="read">How bytes become a mail; null reads them as MIME.</param>
public sealed class InboundStore(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    RawMails raws,
    IClock clock,
    ILogger<InboundStore> log,
    Func<byte[], ReadMail>? read = null
)
{
    /// <returns>The row to be decided, or null when that mail is here already and decided.</returns>
    public async Task<long?> KeepAsync(FetchedMail fetched, CancellationToken cancellation)
    {
        using var kept = await TakeAsync(fetched, cancellation);
        return kept?.Id;
    }

    /// <summary>Keeps a mail and hands on what was read of it, so that nobody reads it again.</summary>
    /// <returns>Null when that mail is here already and decided.</returns>
    public async Task<KeptMail?> TakeAsync(FetchedMail fetched, CancellationToken cancellation)
    {
        var (mail, content) = Read(fetched.Raw);
        KeptMail? kept = null;
        try
        {
            // One that was kept earlier is decided by the bytes that were kept.
            if (await KeepAsync(fetched, mail, content, cancellation) is { } row)
                kept = row.IsNew ? new(row.Id, WasRead: true, mail) : new(row.Id, WasRead: false, null);
            return kept;
        }
        finally
        {
            if (kept?.Mail is null)
                mail?.Dispose();
        }
    }

    /// <summary>Null for bytes that are no mail, or that cannot be read to their end.</summary>
    public ReadMail? TryRead(byte[] raw) => Read(raw).Mail;

    /// <summary>A mail counts as read when its files can be read as well: what cannot be is known here, and nowhere later.</summary>
    private (ReadMail? Mail, string Content) Read(byte[] raw)
    {
        ReadMail? mail = null;
        try
        {
            mail = (read ?? MimeReader.Read)(raw);
            return (mail, ContentOf(mail));
        }
        catch (Exception e)
        {
            // Whatever somebody sends, and whatever a library makes of it, must not stop the next mail; it is held with its bytes.
            mail?.Dispose();
            log.LogWarning("A mail of {Bytes} bytes could not be read: {Cause}", raw.Length, e.GetType().Name);
            return (null, RawMails.ChecksumOf(raw));
        }
    }

    private async Task<(long Id, bool IsNew)?> KeepAsync(
        FetchedMail fetched,
        ReadMail? mail,
        string content,
        CancellationToken cancellation
    )
    {
        var checksum = RawMails.ChecksumOf(fetched.Raw);
        var key = Hash(mail?.MessageId is { } id ? "id:" + id : "raw:" + checksum);
        var (found, other) = await FindAsync(key, content, cancellation);
        if (found is not null)
            return Open(found);
        raws.Keep(fetched.Raw);
        // A second mail under the same id is another mail; it comes once, too.
        var row = RowOf(fetched, mail, content, other ? Hash($"id:{mail?.MessageId}\n{content}") : key, other);
        try
        {
            using var turn = await gate.EnterAsync(CancellationToken.None);
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            db.InboundMails().Add(row);
            await db.SaveChangesAsync(CancellationToken.None);
            return (row.Id, true);
        }
        catch (DbUpdateException e)
        {
            // Another node was faster, and the key is taken.
            return (await FindAsync(row.Key, content, CancellationToken.None)).Found is { } theirs
                ? Open(theirs)
                : throw new IOException("the mail could not be kept", e);
        }
    }

    private InboundMail RowOf(FetchedMail fetched, ReadMail? mail, string content, string key, bool other) =>
        new()
        {
            Key = key,
            ContentHash = content,
            MessageId = mail?.MessageId,
            ThreadRoot = mail?.ThreadRoot,
            RawChecksum = RawMails.ChecksumOf(fetched.Raw),
            Size = fetched.Size,
            IsWhole = fetched.IsWhole,
            ReceivedAt = clock.GetCurrentInstant(),
            FromAddress = mail?.FromAddress ?? "",
            FromName = mail?.FromName ?? "",
            Subject = mail?.Subject ?? "",
            SameIdOtherContent = other,
        };

    private static (long Id, bool IsNew)? Open(InboundMail found) => found.State == InboundState.Received ? (found.Id, false) : null;

    private async Task<(InboundMail? Found, bool Other)> FindAsync(string key, string content, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var first = await db.InboundMails().AsNoTracking().SingleOrDefaultAsync(m => m.Key == key, cancellation);
        if (first is null || first.ContentHash == content)
            return (first, false);
        var second = await db.InboundMails()
            .AsNoTracking()
            .FirstOrDefaultAsync(m => m.MessageId == first.MessageId && m.ContentHash == content, cancellation);
        return (second, true);
    }

    /// <summary>What it says, whatever servers have added on its way: the same mail to two of our addresses is one.</summary>
    private static string ContentOf(ReadMail mail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(
            Encoding.UTF8.GetBytes(
                $"{mail.FromAddress}\n{mail.Subject}\n{mail.Headers["Date"]}\n"
                    + $"{string.Join(' ', mail.Text.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))}\n"
            )
        );
        foreach (var file in mail.Files)
        {
            using var bytes = new MemoryStream();
            file.WriteTo(bytes);
            hash.AppendData(Encoding.UTF8.GetBytes(file.Name + "\n"));
            hash.AppendData(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
