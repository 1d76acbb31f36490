using FluentValidation;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>Writes an article in one language: a new one, the other language of one, or a further revision.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Revision">The revision that was edited; a newer one refuses. 0 where there is none yet.</param>
public sealed record SaveArticle(long? Id, string Language, int Revision, string Title, string Text)
{
    public bool IsInternal { get; init; }

    public IReadOnlyList<string> ProductCodes { get; init; } = [];

    public IReadOnlyList<string> Versions { get; init; } = [];

    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The case it was drafted from; counts only for a new one.</summary>
    public string? FromCase { get; init; }
}

public sealed class SaveArticleRules : AbstractValidator<SaveArticle>
{
    public const int LongestTitle = 160,
        LongestText = 60_000,
        LongestWord = 60,
        MostWords = 30;

    public SaveArticleRules(Catalogue catalogue)
    {
        RuleFor(a => a.Language).Must(l => l is "ja" or "en").WithErrorCode("article.language");
        RuleFor(a => a.Title).Required().AtMost(LongestTitle).OneLine();
        RuleFor(a => a.Text).Required().AtMost(LongestText).Readable();
        RuleForEach(a => a.ProductCodes)
            .Must(code => catalogue.Find(code) is not null)
            .WithErrorCode("product.unknown")
            .WithState((_, code) => new object?[] { code, string.Join(", ", catalogue.Products.Select(p => p.Code)) });
        RuleFor(a => a.Versions)
            .Must(words => words.Count <= MostWords)
            .WithErrorCode("article.too-many-words")
            .WithState(_ => new object?[] { MostWords });
        RuleFor(a => a.Keywords)
            .Must(words => words.Count <= MostWords)
            .WithErrorCode("article.too-many-words")
            .WithState(_ => new object?[] { MostWords });
        RuleForEach(a => a.Versions).AtMost(LongestWord).OneLine();
        RuleForEach(a => a.Keywords).AtMost(LongestWord).OneLine();
    }
}
