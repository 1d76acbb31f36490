using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.In;

/// <summary>Where every mail goes first: its bytes to the disk, then a row, once however often it is delivered and by however many nodes.</summary>
public sealed class InboundStore(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, RawMails raws, IClock clock, ILogger<InboundStore> log)
{
    /// <returns>The row to be decided, or null when that mail is here already and decided.</returns>
    public async Task<long?> KeepAsync(FetchedMail fetched, CancellationToken cancellation)
    {
        var checksum = RawMails.ChecksumOf(fetched.Raw);
        using var mail = TryRead(fetched.Raw);
        var content = mail is null ? checksum : ContentOf(mail);
        var key = Hash(mail?.MessageId is { } id ? "id:" + id : "raw:" + checksum);
        var (found, other) = await FindAsync(key, content, cancellation);
        if (found is not null)
            return Open(found);
        raws.Keep(fetched.Raw);
        var row = new InboundMail
        {
            // A second mail under the same id is another mail; it comes once, too.
            Key = other ? Hash($"id:{mail?.MessageId}\n{content}") : key,
            ContentHash = content,
            MessageId = mail?.MessageId,
            RawChecksum = checksum,
            Size = fetched.Size,
            IsWhole = fetched.IsWhole,
            ReceivedAt = clock.GetCurrentInstant(),
            FromAddress = mail?.FromAddress ?? "",
            FromName = mail?.FromName ?? "",
            Subject = mail?.Subject ?? "",
            SameIdOtherContent = other,
        };
        try
        {
            using var turn = await gate.EnterAsync(CancellationToken.None);
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            db.InboundMails().Add(row);
            await db.SaveChangesAsync(CancellationToken.None);
            return row.Id;
        }
        catch (DbUpdateException e)
        {
            // Another node was faster, and the key is taken.
            return (await FindAsync(row.Key, content, CancellationToken.None)).Found is { } theirs ? Open(theirs) : throw new IOException("the mail could not be kept", e);
        }
    }

    /// <summary>Null for bytes that are no mail.</summary>
    public ReadMail? TryRead(byte[] raw)
    {
        try
        {
            return MimeReader.Read(raw);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever somebody sends, it must not stop the next mail; it is held with its bytes.
            log.LogWarning("A mail of {Bytes} bytes could not be read: {Cause}", raw.Length, e.GetType().Name);
            return null;
        }
    }

    private static long? Open(InboundMail found) => found.State == InboundState.Received ? found.Id : null;

    private async Task<(InboundMail? Found, bool Other)> FindAsync(string key, string content, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var first = await db.InboundMails().AsNoTracking().SingleOrDefaultAsync(m => m.Key == key, cancellation);
        if (first is null || first.ContentHash == content)
            return (first, false);
        var second = await db.InboundMails().AsNoTracking().FirstOrDefaultAsync(m => m.MessageId == first.MessageId && m.ContentHash == content, cancellation);
        return (second, true);
    }

    /// <summary>What it says, whatever servers have added on its way: the same mail to two of our addresses is one.</summary>
    private static string ContentOf(ReadMail mail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{mail.FromAddress}\n{mail.Subject}\n{mail.Headers["Date"]}\n{string.Join(' ', mail.Text.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))}\n"));
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
