using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Mail;

/// <summary>Whether a mail says nothing but thanks: it asks for nothing, and wakes no closed case (spec C9).</summary>
public static class MereThanks
{
    private const int Longest = 60;

    // Longer ones first: what is left when they are taken away has to be nothing.
    private static readonly string[] s_words =
    [
        .. (
            "thank you very much|thank you so much|thanks a lot|thank you|many thanks|thanks|cheers|great|"
            + "perfect|all good|have a nice day|"
            + "for your help|for the help|for your support|again|best regards|kind regards|regards|hello|hi|"
            + "vielen dank|besten dank|herzlichen "
            + "dank|danke schön|danke|für ihre hilfe|für die hilfe|mit freundlichen grüßen|viele grüße|"
            + "merci beaucoup|merci|cordialement|muchas "
            + "gracias|gracias|saludos|muito obrigado|muito obrigada|obrigado|obrigada|grazie mille|grazie|"
            + "dank u wel|dank je wel|hartelijk dank|"
            + "bedankt|dziękuję bardzo|dziękuję|спасибо большое|спасибо|дякую|tack så mycket|tack|tusen takk|"
            + "mange takk|takk|mange tak|tak|"
            + "非常感谢|谢谢您|谢谢|감사합니다|고맙습니다|ありがとうございました|ありがとうございます|"
            + "ありがとう|助かりました|承知しました|了解しました|了解です|お世話になりました|お世話になっております|"
            + "よろしくお願いいたします|よろしくお願いします|大変|誠に|迅速な|ご対応|ご対応いただき|早速の|"
            + "お礼申し上げます"
        )
            .Split('|')
            .OrderByDescending(w => w.Length),
    ];

    private static readonly string[] s_thanks = (
        "thank|cheers|dank|merci|gracias|obrigad|grazie|bedankt|dziękuję|спасибо|дякую|tack|takk|tak|谢|감사|고맙|ありがとう|助かりました"
        + "|承知しました|了解|お世話になりました|お礼"
    ).Split('|');

    /// <param name="text">The mail's words; what they quote and the signature do not count.</param>
    public static bool In(string text)
    {
        var own = CompatibleText.Of(MailParts.Own(text)).ToLowerInvariant();
        if (own.Length is 0 or > Longest)
            return false;
        // "Again!" is all but thanks.
        if (!s_thanks.Any(word => own.Contains(word, StringComparison.Ordinal)))
            return false;
        var rest = own;
        foreach (var words in s_words)
            rest = rest.Replace(words, " ", StringComparison.Ordinal);
        return !rest.Any(char.IsLetterOrDigit) && !rest.Contains('?', StringComparison.Ordinal);
    }
}
