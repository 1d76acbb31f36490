using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>What a link of a question to the owner of a serial number says.</summary>
/// <param name="Until">When it stops working, in seconds since 1970.</param>
public sealed record OwnerLink(string Number, Guid Question, long Until);

/// <summary>Makes and reads the signed links by which the owner of a serial number answers one question, for 14 days.</summary>
public sealed class OwnerLinks(IDataProtectionProvider protection, IClock clock)
{
    public static readonly Duration Lifetime = Duration.FromDays(14);

    private readonly IDataProtector _protector = protection.CreateProtector("Helpdesk.OwnerLinks");

    public string Create(string number, Guid question, Instant until) =>
        Base64Url.EncodeToString(
            _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new OwnerLink(number, question, until.ToUnixTimeSeconds())))
        );

    /// <summary>Null for one that is forged, too old, or made for something else.</summary>
    public OwnerLink? Read(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 1000 || !Base64Url.IsValid(token))
            return null;
        try
        {
            var link = JsonSerializer.Deserialize<OwnerLink>(_protector.Unprotect(Base64Url.DecodeFromChars(token)));
            return link is not null && clock.GetCurrentInstant().ToUnixTimeSeconds() < link.Until ? link : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
