using System.Text.Json;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Portal.Form;

/// <summary>
/// The product's own questions on the form (spec I3). The draft keeps what was asked beside the answers, so that a question changed
/// meanwhile takes no answer to another one.
/// </summary>
public static class ProductPrompts
{
    /// <summary>The hidden fields that bring back what a page asked; the draft keeps all of them under this name.</summary>
    public const string Asked = "asked";

    private const string Prefix = Enquiry.AnswerPrefix + "ofProduct.";

    /// <summary>The field of an answer: another one for another wording, so no answer comes to stand under it.</summary>
    public static string NameOf(ProductQuestion question) => Prefix + question.ToKey();

    /// <summary>What a hidden field says of a question.</summary>
    public static string Written(ProductQuestion question) => JsonSerializer.Serialize(question, StoredJson.Options);

    /// <summary>The product's questions, and after them those that were answered before they were changed.</summary>
    public static IReadOnlyList<ProductQuestion> ToAsk(Product? product, PortalDraft? draft)
    {
        IReadOnlyList<ProductQuestion> now = [.. product?.Questions ?? []];
        return draft is null ? now : [.. now.Union(AskedIn(draft).Where(q => draft[NameOf(q)].Length > 0)).Take(AnswerRules.MostOfProduct)];
    }

    /// <summary>Takes what a page asked about a product, and what was answered, among the fields that the draft keeps.</summary>
    public static void Take(IFormCollection form, string product, Dictionary<string, string> into)
    {
        var asked = form[Asked]
            .OfType<string>()
            .Take(AnswerRules.MostOfProduct)
            .Select(Read)
            .OfType<ProductQuestion>()
            .Distinct()
            .ToArray();
        foreach (var question in asked)
            into[NameOf(question)] = form[NameOf(question)].ToString().ReplaceLineEndings("\n");
        into[Asked] = asked.Length == 0 ? "" : JsonSerializer.Serialize(new AskedOf(product, asked), StoredJson.Options);
    }

    /// <summary>The answers in the order asked, empty ones too.</summary>
    public static ValueList<ProductAnswer> AnswersOf(PortalDraft draft) =>
        [.. AskedIn(draft).Select(q => new ProductAnswer(q, draft[NameOf(q)].Trim()))];

    /// <summary>The form's name of a field that a rule names; null for none of the product's answers.</summary>
    public static string? FieldOf(PortalDraft draft, string? path) =>
        AskedIn(draft)
            .Where((_, at) => path?.StartsWith(AnswerRules.FieldOf(at), StringComparison.OrdinalIgnoreCase) == true)
            .Select(NameOf)
            .FirstOrDefault();

    // What was asked of another product is no matter of this one.
    private static ProductQuestion[] AskedIn(PortalDraft draft) =>
        draft[Asked] is { Length: > 0 } text
        && JsonSerializer.Deserialize<AskedOf>(text, StoredJson.Options) is { } asked
        && string.Equals(asked.Product, draft[Enquiry.Product], StringComparison.OrdinalIgnoreCase)
            ? asked.Questions
            : [];

    // A browser may send anything: what no page wrote was not asked.
    private static ProductQuestion? Read(string written)
    {
        try
        {
            return
                JsonSerializer.Deserialize<ProductQuestion>(written, StoredJson.Options) is { En: not null, Ja: not null } read
                && !read.IsEmpty()
                ? read
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record AskedOf(string Product, ProductQuestion[] Questions);
}
