using System.Text.Json;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>An article as it is being written; kept as JSON while it is.</summary>
public sealed record ArticleForm
{
    public string Title { get; set; } = "";

    public string Text { get; set; } = "";

    public bool IsInternal { get; set; }

    public List<string> Products { get; set; } = [];

    /// <summary>Separated by commas.</summary>
    public string Versions { get; set; } = "";

    /// <summary>Separated by commas, Japanese ones too.</summary>
    public string Keywords { get; set; } = "";

    /// <summary>The revision it began from; 0 where there was none.</summary>
    public int Revision { get; set; }

    public string? FromCase { get; set; }

    public static ArticleForm Of(Article article, string language) =>
        new()
        {
            Title = article.In(language)?.Title ?? "",
            Text = article.In(language)?.Text ?? "",
            IsInternal = article.IsInternal,
            Products = [.. article.ProductCodes],
            Versions = string.Join(", ", article.Versions),
            Keywords = string.Join(", ", article.Keywords),
            Revision = article.In(language)?.Revision ?? 0,
            FromCase = article.FromCase,
        };

    /// <summary>Null when what was kept is no form any more.</summary>
    public static ArticleForm? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ArticleForm>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this);

    public SaveArticle ToCommand(long? id, string language) =>
        new(id, language, Revision, Title, Text)
        {
            IsInternal = IsInternal,
            ProductCodes = Products,
            Versions = Words(Versions),
            Keywords = Words(Keywords),
            FromCase = FromCase,
        };

    private static string[] Words(string text) =>
        text.Split([',', '、', '，', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
