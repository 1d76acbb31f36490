using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Customers;

/// <summary>How keys are written, and made where nobody gave one.</summary>
public static class RecordKeys
{
    /// <summary>
    /// The key of a contact that came without one: the same for the same customer and address, and nobody reads the address off it.
    /// </summary>
    public static string OfContact(string customerKey, string nameOrAddress) =>
        "c-"
        + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(customerKey.ToUpperInvariant() + '\n' + nameOrAddress.Trim().ToLowerInvariant()))
        )[..16];

    /// <summary>As a Japanese keyboard writes it: ５．２．７ is 5.2.7, and whatever stands for a hyphen is one.</summary>
    public static string Plain(string typed) =>
        string.Concat(CompatibleText.Of(typed.Trim()).Select(c => c is 'ー' or '‐' or '‑' or '–' or '—' or '−' ? '-' : c));
}
