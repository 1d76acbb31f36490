using FluentValidation;
using Helpdesk.Web.Administration.OrderedLists;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Knowledge.HelpLinks;

/// <summary>Makes a link, or changes the one whose <see cref="Id"/> is given.</summary>
/// <param name="Version">The one that was edited; a newer one refuses.</param>
/// <param name="Language">What is spoken or written there.</param>
public sealed record SaveHelpLink(
    Guid? Id,
    int Version,
    HelpLinkKind Kind,
    string TitleEn,
    string TitleJa,
    string Address,
    string Language,
    IReadOnlyList<string> ProductCodes
) : ISaveOrdered;

public sealed class SaveHelpLinkRules : AbstractValidator<SaveHelpLink>
{
    public const int LongestTitle = 120,
        LongestAddress = 500;

    public SaveHelpLinkRules(Catalogue catalogue)
    {
        RuleFor(l => l.Kind).IsInEnum().WithErrorCode("value.required");
        RuleFor(l => l.TitleEn).Required().AtMost(LongestTitle).OneLine();
        RuleFor(l => l.TitleJa).Required().AtMost(LongestTitle).OneLine();
        RuleFor(l => l.Address).Required().AtMost(LongestAddress).OneLine();
        // Whoever follows it leaves our page: never to a script, and never unprotected.
        RuleFor(l => l.Address)
            .Must(a =>
                Uri.TryCreate(a.Trim(), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0
            )
            .WithErrorCode("link.https")
            .When(l => !string.IsNullOrWhiteSpace(l.Address));
        RuleFor(l => l.Language).Must(l => l is "ja" or "en").WithErrorCode("article.language");
        RuleForEach(l => l.ProductCodes)
            .Must(code => catalogue.Find(code) is not null)
            .WithErrorCode("product.unknown")
            .WithState((_, code) => new object?[] { code, string.Join(", ", catalogue.Products.Select(p => p.Code)) });
    }
}
