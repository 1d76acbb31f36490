using Helpdesk.Web.Files;
using NodaTime;

namespace Helpdesk.Web.Knowledge;

/// <summary>How far an article has come in one language; the values are stored.</summary>
public enum ArticleState
{
    Draft = 0,
    Published = 1,

    /// <summary>Shown to nobody outside any more, and kept.</summary>
    Retired = 2,
}

/// <summary>Something worth knowing, written once for everybody: one article, a body in each language.</summary>
public sealed class Article
{
    public long Id { get; private set; }

    /// <summary>What the administrative log knows it by.</summary>
    public required Guid Key { get; init; }

    /// <summary>True while colleagues alone may read it, in whatever state it is.</summary>
    public required bool IsInternal { get; set; }

    /// <summary>Codes of the products it is about; none means all.</summary>
    public required IReadOnlyList<string> ProductCodes { get; set; }

    /// <summary>Versions it is about, e.g. <c>5.2.7</c>; none means all.</summary>
    public required IReadOnlyList<string> Versions { get; set; }

    /// <summary>Further words it is to be found by, in both languages.</summary>
    public required IReadOnlyList<string> Keywords { get; set; }

    /// <summary>The case it was drafted from.</summary>
    public string? FromCase { get; init; }

    public required Instant MadeAt { get; init; }

    public required string MadeBy { get; init; }

    /// <summary>How often it was the answer, and how often not; <see cref="ArticleAnswer"/> has each.</summary>
    public int Helped { get; private set; }

    public int NotHelped { get; private set; }

    /// <summary>Grows with every change of these facts; whoever decided on older ones is refused.</summary>
    public int Version { get; set; } = 1;

    public List<ArticleBody> Bodies { get; } = [];

    public ArticleBody? In(string language) => Bodies.Find(b => b.Language == language);

    public bool IsAbout(string productCode) =>
        ProductCodes.Count == 0 || ProductCodes.Contains(productCode, StringComparer.OrdinalIgnoreCase);
}

/// <summary>An article in one language: as it is being written, and as it was last published.</summary>
public sealed class ArticleBody
{
    public long ArticleId { get; private set; }

    /// <summary>"ja" or "en".</summary>
    public required string Language { get; init; }

    public required ArticleState State { get; set; }

    public required string Title { get; set; }

    /// <summary>Markdown.</summary>
    public required string Text { get; set; }

    /// <summary>Number of the <see cref="ArticleRevision"/> that <see cref="Text"/> is.</summary>
    public required int Revision { get; set; }

    /// <summary>What readers outside see; null before it was first published.</summary>
    public string? PublishedTitle { get; set; }

    public string? PublishedText { get; set; }

    public int? PublishedRevision { get; set; }

    public Instant? PublishedAt { get; set; }

    public string? PublishedBy { get; set; }

    public required Instant ChangedAt { get; set; }

    public required string ChangedBy { get; set; }

    /// <summary>When somebody asked for it to be published; null once that was done.</summary>
    public Instant? AskedAt { get; set; }

    public string? AskedBy { get; set; }

    public int Version { get; set; } = 1;

    /// <summary>True when there is something that readers outside do not see yet.</summary>
    public bool Waits => State == ArticleState.Draft || (State == ArticleState.Published && PublishedRevision != Revision);
}

/// <summary>What an article said at a time; appended, never changed.</summary>
public sealed class ArticleRevision
{
    public long Id { get; private set; }

    public required long ArticleId { get; init; }

    public required string Language { get; init; }

    /// <summary>From 1, in each language.</summary>
    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required Instant At { get; init; }

    public required string ByName { get; init; }

    /// <summary>The earlier revision that was taken up again.</summary>
    public int? RestoredFrom { get; init; }
}

/// <summary>Somebody said whether an article was the answer; nothing about a reader outside is kept.</summary>
public sealed class ArticleAnswer
{
    public long Id { get; private set; }

    public required long ArticleId { get; init; }

    public required string Language { get; init; }

    public required bool Helped { get; init; }

    /// <summary>The colleague who said so; null for a reader outside.</summary>
    public Guid? PersonId { get; init; }

    public required Instant At { get; init; }
}

/// <summary>A picture of an article; its bytes lie in the <see cref="AttachmentStore"/>.</summary>
public sealed class ArticlePicture
{
    public long Id { get; private set; }

    public required long ArticleId { get; init; }

    public required string FileName { get; init; }

    public required FileKind Kind { get; init; }

    public required long Pixels { get; init; }

    public required long Size { get; init; }

    public required string Checksum { get; init; }

    public required ScanState Scan { get; set; }

    public required Instant AddedAt { get; init; }

    public required string AddedBy { get; init; }
}

/// <summary>An article half written: one a person and place, so that a lost circuit, a reload or another desk bring it back.</summary>
public sealed class ArticleDraft
{
    public required Guid PersonId { get; init; }

    /// <summary>Article and language, e.g. <c>12:en</c>; <c>new:en</c> or a case's number where there is no article yet.</summary>
    public required string Slot { get; init; }

    /// <summary>The form as JSON; what it holds is the form's own affair.</summary>
    public required string Form { get; set; }

    public required Instant KeptAt { get; set; }
}
