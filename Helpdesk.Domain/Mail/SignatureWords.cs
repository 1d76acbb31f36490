using System.Buffers;

namespace Helpdesk.Domain.Mail;

/// <summary>Tells the lines of signatures, in the languages that mails come in.</summary>
internal static class SignatureWords
{
    private const int LongestName = 40;

    private static readonly SearchValues<char> s_ofSentences = SearchValues.Create(":;?!。？！");

    private static readonly SearchValues<string> s_reaches = SearchValues.Create(
        (
            "@|tel:|tel.|tel |tél|fax|phone|mobile|mobil:|mob.|telefon|teléfono|telefone|handy|тел|電話|携帯|〒|"
            + "http://|https://|www.|株式会社"
            + "|有限会社|(株)|㈱|公司|电话|手机|주식회사|전화| ltd| inc.| gmbh|s.a.|s.r.l| b.v.| sp. z o.o| llc|"
            + "ооо|+49|+33|+44|+1 |+81"
        ).Split('|'),
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly string[] s_sentFrom = (
        "sent from my |sent from outlook|sent from mail|sent from yahoo|sent from samsung|sent from proton|"
        + "sent with proton|sent via |"
        + "get outlook for |von meinem |gesendet von |gesendet mit |diese nachricht wurde von meinem |"
        + "holen sie sich outlook|outlook für "
        + "|envoyé de mon |envoyé à partir de |envoyé depuis |télécharger outlook|obtenir outlook|"
        + "obtenez outlook|enviado desde |obtener "
        + "outlook|enviado do |enviado de meu |enviado a partir de |obter o outlook|obtenha o outlook|"
        + "inviato da |inviato dal |scarica outlook|"
        + "ottieni outlook|verzonden vanaf |verstuurd vanaf |verzonden met |outlook voor |download outlook|"
        + "wysłane z |wysłano z |pobierz "
        + "outlook|отправлено с |отправлено из |отправлено от |надіслано з |надіслано від |skickat från |"
        + "hämta outlook|sendt fra |sendt med "
        + "|hent outlook|发自我的|發自我的|从我的|發送自|取得 outlook|获取 outlook|从 ios 版 outlook|"
        + "나의 iphone|내 iphone|iphone에서 보냄|android용 outlook|ios용 outlook|"
        + "outlook for ios|outlook for android|yahoo mail"
    ).Split('|');

    private static readonly string[] s_closings = (
        "best regards|kind regards|regards|best wishes|best,|sincerely|cheers|thanks|thank you|many thanks|"
        + "yours |warm regards|mit freundlichen"
        + "|freundliche grüße|viele grüße|beste grüße|gruß|grüße|liebe grüße|mfg|cordialement|bien cordialement|"
        + "bien à vous|salutations|saludos|"
        + "un saludo|atentamente|atenciosamente|cumprimentos|abraços|cordiali saluti|distinti saluti|saluti|"
        + "met vriendelijke|groeten|mvg|"
        + "pozdrawiam|z poważaniem|с уважением|з повагою|med vänlig|vänliga hälsningar|mvh|hälsningar|"
        + "med vennlig|vennlig hilsen|med venlig|"
        + "venlig hilsen|hilsen|此致|谢谢|祝好|감사합니다|よろしくお願い|宜しくお願い|以上"
    ).Split('|');

    public static bool IsSentFrom(string flat) =>
        flat.Length is > 0 and <= 110
        && (
            s_sentFrom.Any(words => flat.StartsWith(words, StringComparison.Ordinal))
            || (flat.Length <= 40 && flat.EndsWith("から送信", StringComparison.Ordinal))
            || (flat.Length <= 40 && flat.EndsWith("から送信されました", StringComparison.Ordinal))
            || (flat.Length <= 60 && flat.EndsWith(" gesendet", StringComparison.Ordinal))
            || (
                flat.Length <= 90 && flat.Contains("outlook", StringComparison.Ordinal) && flat.Contains("を入手", StringComparison.Ordinal)
            )
        );

    /// <summary>"Best regards," and its like, alone on a line.</summary>
    public static bool IsClosing(string flat) =>
        flat.Length is > 0 and <= 45 && s_closings.Any(words => flat.StartsWith(words, StringComparison.Ordinal));

    /// <summary>Whether a line says how or where somebody is reached.</summary>
    public static bool Reaches(string line) => line.Length <= 200 && (line.AsSpan().ContainsAny(s_reaches) || HasPhone(line));

    /// <summary>A name or a firm: short, a capital or no alphabet of capitals first, nothing that a sentence has.</summary>
    public static bool IsName(string line)
    {
        var name = line.AsSpan().Trim(" \t*_>\u3000");
        return name.Length is > 1 and <= LongestName
            && char.IsLetter(name[0])
            && !char.IsLower(name[0])
            && !name.ContainsAny(s_ofSentences)
            && name.IndexOfAnyInRange('0', '9') < 0
            && Words(name) <= 6;
    }

    /// <summary>Ends as a sentence does, or is a quote of one.</summary>
    public static bool IsSentence(string line)
    {
        var words = line.AsSpan().Trim();
        return words.ContainsAny("?？！。") || (words is [.., '.' or '!'] && Words(words) > 3) || Words(words) > 12;
    }

    private static int Words(ReadOnlySpan<char> text)
    {
        var words = 1;
        foreach (var c in text)
            words += c == ' ' ? 1 : 0;
        return words;
    }

    // "+49 511 123", "03-5550-0101": at least eight digits in groups, and hardly anything else.
    private static bool HasPhone(string line)
    {
        var (digits, letters) = (0, 0);
        foreach (var c in line)
        {
            // A time or a date, not a number to call.
            if (c is ':' or '：' or '/')
                return false;
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            letters += char.IsLetter(c) ? 1 : 0;
        }

        return digits is >= 8 and <= 16 && letters <= 6;
    }
}
