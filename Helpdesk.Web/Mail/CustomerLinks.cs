using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace Helpdesk.Web.Mail;

/// <summary>What a link in a mail lets its holder do; a token for one thing is none for another.</summary>
public enum LinkPurpose
{
    /// <summary>Say whether an offered solution helped (spec H5).</summary>
    AnswerSolution = 0,
}

/// <summary>
/// Makes and reads the signed tokens of links in mails (spec U5): purpose, case, end of validity and a random part, under the
/// console's own keys. Whoever holds one is the customer as far as that one thing goes.
/// </summary>
public sealed class CustomerLinks(IDataProtectionProvider protection, IClock clock)
{
    public static readonly Duration Lifetime = Duration.FromDays(90);

    private const int Length = 8 + 8 + 16;

    public string Create(LinkPurpose purpose, long caseId)
    {
        Span<byte> content = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(content, caseId);
        BinaryPrimitives.WriteInt64BigEndian(content[8..], (clock.GetCurrentInstant() + Lifetime).ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(content[16..]);
        return Base64Url.EncodeToString(Protector(purpose).Protect(content.ToArray()));
    }

    /// <summary>The case a token opens, or null for one that is forged, spent by time, or made for something else.</summary>
    public long? CaseOf(LinkPurpose purpose, string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 1000 || !Base64Url.IsValid(token))
            return null;
        try
        {
            var content = Protector(purpose).Unprotect(Base64Url.DecodeFromChars(token));
            return content.Length == Length && clock.GetCurrentInstant().ToUnixTimeSeconds() < BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(8))
                ? BinaryPrimitives.ReadInt64BigEndian(content)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(LinkPurpose purpose) => protection.CreateProtector("Helpdesk.CustomerLinks", purpose.ToString());
}
