using AngleSharp.Dom;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>What the HTML of mail programs says of its parts: which are quoted, where history begins, which is a signature.</summary>
internal static class HtmlClues
{
    /// <summary>Stands before history that nothing marks.</summary>
    public const string Rule = "________________________________";

    private const int SiblingsLookedAt = 20;
    private const int LongestSignature = 1_500;

    private static readonly string[] s_quotes =
    [
        "gmail_quote",
        "gmail_quote_container",
        "protonmail_quote",
        "tutanota_quote",
        "zmail_extra",
        "yahoo_quoted",
        "moz-email-quote",
    ];

    private static readonly string[] s_signatures =
    [
        "gmail_signature",
        "moz-signature",
        "protonmail_signature_block-user",
        "zmail_signature",
    ];

    public static bool IsQuote(IElement element) =>
        element.TagName == "BLOCKQUOTE" ? IsQuotedBlock(element)
        : element.ClassList.Contains("yahoo_quoted") || Id(element).StartsWith("yahoo_quoted", StringComparison.Ordinal) ? true
        // The line above it, in whatever language; above a forwarded mail nothing is quoted.
        : (element.ClassList.Contains("gmail_attr") || element.ClassList.Contains("moz-cite-prefix"))
            && Next(element)?.TagName == "BLOCKQUOTE";

    private static bool IsQuotedBlock(IElement element) =>
        element.GetAttribute("type") == "cite"
        || s_quotes.Any(element.ClassList.Contains)
        || (element.ParentElement is { } parent && s_quotes.Any(parent.ClassList.Contains))
        || element.GetAttribute("style")?.Contains("border-left", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Outlook's block over what it quotes: on the web, on phones, and as Word draws it.</summary>
    public static bool BeginsHistory(IElement element) =>
        Id(element) is { Length: > 0 } id
            ? id.EndsWith("divRplyFwdMsg", StringComparison.Ordinal)
                || id.EndsWith("mail-editor-reference-message-container", StringComparison.Ordinal)
            : element.TagName == "DIV"
                && element.GetAttribute("style") is { Length: > 0 } style
                && style.Contains("border-top", StringComparison.OrdinalIgnoreCase)
                && style.Contains("solid", StringComparison.OrdinalIgnoreCase)
                && style.Contains("padding", StringComparison.OrdinalIgnoreCase)
                && element.FirstElementChild is { TagName: "P" } first
                && first.QuerySelector("b") is { } label
                && label.TextContent.TrimEnd().EndsWith(':');

    /// <summary>A signature with nothing but quotes behind it: whoever writes below it writes no signature.</summary>
    public static bool IsSignature(IElement element) =>
        (s_signatures.Any(element.ClassList.Contains) || Id(element) is "Signature" or "signature" or "ms-outlook-mobile-signature")
        && element.TextContent.Trim() is { Length: > 0 and <= LongestSignature } words
        && !words.StartsWith("--", StringComparison.Ordinal)
        && IsLast(element);

    private static bool IsLast(IElement element)
    {
        var at = element;
        for (var (level, looked) = (0, 0); level < 4 && at is not null && at.TagName != "BODY"; level++)
        {
            for (var next = at.NextSibling; next is not null; next = next.NextSibling)
            {
                if (++looked > SiblingsLookedAt)
                    return false;
                if (next is IElement other && (IsQuote(other) || BeginsHistory(other) || IsContainer(other)))
                    return true;
                if (!string.IsNullOrWhiteSpace(next.TextContent))
                    return false;
            }

            at = at.ParentElement;
        }

        return true;
    }

    private static bool IsContainer(IElement element) => s_quotes.Any(element.ClassList.Contains);

    private static IElement? Next(IElement element)
    {
        var next = element.NextElementSibling;
        while (next?.TagName == "BR")
            next = next.NextElementSibling;
        return next;
    }

    private static string Id(IElement element) => element.Id ?? "";
}
