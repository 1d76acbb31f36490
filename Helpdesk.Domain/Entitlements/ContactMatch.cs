namespace Helpdesk.Domain.Entitlements;

/// <summary>
/// Whether somebody who asks about a serial number is known to belong to it: strangers learn nothing about others' contracts.
/// </summary>
public static class ContactMatch
{
    // Anybody can have an address there: the part behind the @ says nothing about who they work for.
    private static readonly HashSet<string> OpenToAll = new(StringComparer.OrdinalIgnoreCase)
    {
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "outlook.jp",
        "hotmail.com",
        "hotmail.co.jp",
        "live.com",
        "live.jp",
        "msn.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "yahoo.com",
        "yahoo.co.jp",
        "ymail.ne.jp",
        "aol.com",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "mail.com",
        "mail.ru",
        "yandex.com",
        "yandex.ru",
        "qq.com",
        "163.com",
        "126.com",
        "naver.com",
        "proton.me",
        "protonmail.com",
        "zoho.com",
        "fastmail.com",
        "docomo.ne.jp",
        "ezweb.ne.jp",
        "au.com",
        "softbank.ne.jp",
        "i.softbank.jp",
        "nifty.com",
        "biglobe.ne.jp",
        "ocn.ne.jp",
        "so-net.ne.jp",
        "dion.ne.jp",
        "plala.or.jp",
        "excite.co.jp",
        "rakuten.jp",
        "tiki.ne.jp",
        "eonet.ne.jp",
        "infoweb.ne.jp",
        "t-online.de",
        "orange.fr",
        "free.fr",
        "btinternet.com",
        "comcast.net",
    };

    /// <param name="asking">The address of whoever asks.</param>
    /// <param name="onRecord">The contact's address that the licence has; null when it has none.</param>
    public static bool Knows(string? asking, string? onRecord)
    {
        var (a, b) = (Parts(asking), Parts(onRecord));
        if (a is not { } one || b is not { } other || !string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase))
            return false;
        return string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase) || !OpenToAll.Contains(one.Host);
    }

    private static (string Name, string Host)? Parts(string? address)
    {
        var text = (address ?? "").Trim();
        var at = text.LastIndexOf('@');
        return at <= 0 || at == text.Length - 1 || text.IndexOfAny([' ', '<', '>', ',', ';']) >= 0
            ? null
            : (text[..at], text[(at + 1)..].TrimEnd('.'));
    }
}
