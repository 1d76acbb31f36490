using Helpdesk.Web.Administration.OrderedLists;

namespace Helpdesk.Web.Knowledge.HelpLinks;

/// <summary>What kind of help a link leads to (spec P7).</summary>
public enum HelpLinkKind
{
    Forum = 0,
    Video = 1,
}

/// <summary>An address outside that an administrator keeps: the forum, a video tutorial (spec P7).</summary>
public sealed class HelpLink : IOrdered
{
    public required Guid Id { get; init; }

    public required HelpLinkKind Kind { get; set; }

    public required string TitleEn { get; set; }

    public required string TitleJa { get; set; }

    /// <summary>https only.</summary>
    public required string Address { get; set; }

    /// <summary>What is spoken or written there: "ja" or "en".</summary>
    public required string Language { get; set; }

    public required IReadOnlyList<string> ProductCodes { get; set; }

    public required int Place { get; set; }

    public bool IsActive { get; set; } = true;

    public int Version { get; set; } = 1;

    public string NameIn(string language) => language == "ja" ? TitleJa : TitleEn;

    public bool IsAbout(string productCode) =>
        ProductCodes.Count == 0 || ProductCodes.Contains(productCode, StringComparer.OrdinalIgnoreCase);
}
