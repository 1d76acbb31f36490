using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Web.Platform.Data;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>What a link in a mail lets its holder do; a token for one thing is none for another.</summary>
public enum LinkPurpose
{
    /// <summary>Say whether an offered solution helped (spec H5): in mails of before the case had a page of its own.</summary>
    AnswerSolution = 0,

    /// <summary>See the case and act on it as its customer (spec U5).</summary>
    ViewCase = 1,
}

/// <summary>What a link to a case's page says: the case, and how often links had been revoked when it was made.</summary>
public sealed record ViewLink(string Number, int Stamp);

/// <summary>
/// Makes and reads the signed tokens of links in mails (spec U5): purpose, case, end of validity and a random part, under the
/// console's own keys. Whoever holds one is the customer as far as that one thing goes. The end is our own, not that of
/// ITimeLimitedDataProtector: it reads the machine's clock alone, and its purpose and form would make every link already sent worthless.
/// </summary>
public sealed class CustomerLinks(IDataProtectionProvider protection, IClock clock)
{
    public static readonly Duration Lifetime = Duration.FromDays(90);

    private const int Length = 8 + 8 + 16;

    private const int ViewHead = 8 + 4 + 12;

    public string Create(LinkPurpose purpose, long caseId)
    {
        Span<byte> content = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(content, caseId);
        BinaryPrimitives.WriteInt64BigEndian(content[8..], (clock.GetCurrentInstant() + Lifetime).ToUnixTimeSeconds());
        Chance.Fill(content[16..]);
        return Base64Url.EncodeToString(Protector(purpose).Protect(content.ToArray()));
    }

    /// <summary>The case a token opens, or null for one that is forged, spent by time, or made for something else.</summary>
    public long? CaseOf(LinkPurpose purpose, string? token) =>
        Open(purpose, token) is { Length: Length } content && Lasts(content.AsSpan(8))
            ? BinaryPrimitives.ReadInt64BigEndian(content)
            : null;

    /// <summary>A token for the page of a case; worthless as soon as the case's stamp moves on.</summary>
    public string CreateView(string number, int stamp)
    {
        Span<byte> content = stackalloc byte[8 + 4 + 12 + Encoding.ASCII.GetByteCount(number)];
        BinaryPrimitives.WriteInt64BigEndian(content, (clock.GetCurrentInstant() + Lifetime).ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt32BigEndian(content[8..], stamp);
        Chance.Fill(content[12..24]);
        Encoding.ASCII.GetBytes(number, content[ViewHead..]);
        return Base64Url.EncodeToString(Protector(LinkPurpose.ViewCase).Protect(content.ToArray()));
    }

    /// <summary>
    /// What a token for a case's page says, or null for one that is forged, spent by time,
    /// or made for something else. The stamp is for the caller to compare.
    /// </summary>
    public ViewLink? ReadView(string? token) =>
        Open(LinkPurpose.ViewCase, token) is { Length: > ViewHead } content && Lasts(content)
            ? new(Encoding.ASCII.GetString(content.AsSpan(ViewHead)), BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(8)))
            : null;

    private bool Lasts(ReadOnlySpan<byte> end) => clock.GetCurrentInstant().ToUnixTimeSeconds() < BinaryPrimitives.ReadInt64BigEndian(end);

    private byte[]? Open(LinkPurpose purpose, string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 1000 || !Base64Url.IsValid(token))
            return null;
        try
        {
            return Protector(purpose).Unprotect(Base64Url.DecodeFromChars(token));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(LinkPurpose purpose) => protection.CreateProtector("Helpdesk.CustomerLinks", purpose.ToString());
}
