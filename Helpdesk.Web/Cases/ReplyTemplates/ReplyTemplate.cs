using Helpdesk.Web.Administration.OrderedLists;

namespace Helpdesk.Web.Cases.ReplyTemplates;

/// <summary>What part of a reply a template is.</summary>
public enum ReplyTemplateKind
{
    Greeting = 0,

    /// <summary>How the case stands.</summary>
    Status = 1,
    Question = 2,
    Guidance = 3,
    Closing = 4,
}

/// <summary>Words that agents use again and again, in both languages; switched off, never deleted (spec U4).</summary>
public sealed class ReplyTemplate : IOrdered
{
    public required Guid Id { get; init; }

    public required ReplyTemplateKind Kind { get; set; }

    public required string NameEn { get; set; }

    public required string NameJa { get; set; }

    /// <summary>With placeholders, see <c>ReplyPlaceholders</c>.</summary>
    public required string BodyEn { get; set; }

    public required string BodyJa { get; set; }

    /// <summary>Codes of the products it is about; none means all.</summary>
    public required IReadOnlyList<string> ProductCodes { get; set; }

    public required int Place { get; set; }

    public bool IsActive { get; set; } = true;

    public int Version { get; set; } = 1;

    public string NameIn(string language) => language == "ja" ? NameJa : NameEn;

    public string BodyIn(string language) => language == "ja" ? BodyJa : BodyEn;

    public bool IsAbout(string productCode) =>
        ProductCodes.Count == 0 || ProductCodes.Contains(productCode, StringComparer.OrdinalIgnoreCase);
}
