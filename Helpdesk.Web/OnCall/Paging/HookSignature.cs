using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>
/// Signs a web hook as Standard Webhooks say: HMAC-SHA256 over id, time and body, so that neither can be changed or played again later.
/// </summary>
public static class HookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>The key in a secret, or null when it is none.</summary>
    public static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length is >= 24 and <= 64
            ? key[..length]
            : null;
    }

    /// <param name="unixSeconds">When it is sent: a new time with each try.</param>
    public static string Of(byte[] key, string id, long unixSeconds, string body) =>
        "v1,"
        + Convert.ToBase64String(
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{unixSeconds}.{body}")))
        );
}
