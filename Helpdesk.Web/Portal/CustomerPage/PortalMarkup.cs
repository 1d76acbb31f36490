using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace Helpdesk.Web.Portal.CustomerPage;

/// <summary>
/// Sentences in which something is more than plain words: a number to ring by a touch, a case's number that is never broken.
/// </summary>
public static class PortalMarkup
{
    /// <summary>A telephone number as a link that rings it.</summary>
    public static MarkupString Phone(string number) =>
        new($"<a href=\"tel:{string.Concat(number.Where(c => char.IsAsciiDigit(c) || c == '+'))}\">{Encode(number)}</a>");

    /// <summary>A case's number in one piece, whatever the width.</summary>
    public static MarkupString Number(string number) => new($"<span class=\"portal-id\">{Encode(number)}</span>");

    /// <summary>Fills a sentence's placeholders; the sentence itself holds words only.</summary>
    public static MarkupString Fill(string sentence, params MarkupString[] pieces) =>
        new(
            pieces
                .Index()
                .Aggregate(
                    Encode(sentence),
                    (said, piece) => said.Replace($"{{{piece.Index}}}", piece.Item.Value, StringComparison.Ordinal)
                )
        );

    private static string Encode(string words) => HtmlEncoder.Default.Encode(words);
}
