namespace Helpdesk.Domain.Customers;

/// <summary>What the part behind the @ of an address says about whoever writes from it.</summary>
public static class MailHosts
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

    /// <summary>True where anybody can have an address; such a host never tells who somebody works for.</summary>
    public static bool IsOpenToAll(string host) => OpenToAll.Contains(host);

    /// <summary>The host of an address in lower case, or null when it is none.</summary>
    public static string? Of(string? address)
    {
        var text = (address ?? "").Trim();
        var at = text.LastIndexOf('@');
        return at <= 0 || at == text.Length - 1 || text.IndexOfAny([' ', '<', '>', ',', ';']) >= 0
            ? null
            : text[(at + 1)..].TrimEnd('.').ToLowerInvariant();
    }
}
