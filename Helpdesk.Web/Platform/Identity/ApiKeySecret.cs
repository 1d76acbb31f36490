using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>
/// The form of a key: <c>hd_</c> and 32 random bytes in base64url. 256 random bits need no slow hash: nobody can try them out.
/// </summary>
public static class ApiKeySecret
{
    private const string Mark = "hd_";
    private const int Length = 46;
    private const int PrefixLength = 8;

    public static string New() => Mark + Base64Url.EncodeToString(Chance.Secret(32));

    public static bool IsWellFormed(string key) => key.Length == Length && key.StartsWith(Mark, StringComparison.Ordinal);

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static string Prefix(string key) => key[..PrefixLength];
}
