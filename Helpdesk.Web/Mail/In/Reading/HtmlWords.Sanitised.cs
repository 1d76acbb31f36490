using AngleSharp;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using Ganss.Xss;

namespace Helpdesk.Web.Mail.In.Reading;

/// <content>The sanitised document that the words are read from, within the mail's budget.</content>
internal static partial class HtmlWords
{
    private const int MostAttributes = 100;
    private const int LongestStyle = 5_000;

    private static readonly AngleSharp.IConfiguration WithStyles = Configuration.Default.WithCss(
        new CssParserOptions
        {
            IsIncludingUnknownDeclarations = true,
            IsIncludingUnknownRules = true,
            IsToleratingInvalidSelectors = true,
        }
    );

    // Away with all they hold; any other tag that is not known, such as Word's o:p, leaves its words.
    private static readonly HashSet<string> Dropped = new(
        [
            "script",
            "style",
            "title",
            "object",
            "embed",
            "applet",
            "iframe",
            "frame",
            "frameset",
            "noscript",
            "template",
            "svg",
            "math",
            "link",
            "meta",
            "base",
            "audio",
            "video",
            "canvas",
            "input",
            "button",
            "select",
            "textarea",
            "xml",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private static IHtmlDocument Sanitised(string html, ReadingBudget budget)
    {
        var sanitizer = new HtmlSanitizer { HtmlParserFactory = () => Parser(budget) };
        sanitizer.AllowedAttributes.UnionWith(["class", "id", "type", "alt", "start"]);
        sanitizer.RemovingTag += (_, tag) =>
        {
            budget.Check();
            tag.Cancel = !Dropped.Contains(tag.Tag.LocalName);
        };
        sanitizer.RemovingAttribute += (_, _) => budget.Check();
        return sanitizer.SanitizeDom(html);
    }

    // As the sanitiser's own, with a look at the budget at every piece.
    private static HtmlParser Parser(ReadingBudget budget) =>
        new(
            new HtmlParserOptions
            {
                IsScripting = true,
                SkipComments = true,
                OnToken = (token, _) => CheckToken(token, budget),
            },
            BrowsingContext.New(WithStyles)
        );

    // What is done for a tag grows with the square of its attributes, and of the declarations of its style.
    private static void CheckToken(HtmlToken token, ReadingBudget budget)
    {
        budget.Check();
        if (token is HtmlTagToken tag && (tag.Attributes.Count > MostAttributes || tag.GetAttribute("style").Length > LongestStyle))
            throw new OverBudgetException();
    }
}
