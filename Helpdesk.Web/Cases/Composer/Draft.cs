using NodaTime;

namespace Helpdesk.Web.Cases.Composer;

/// <summary>Something half written: one a person, case and kind of text.</summary>
public sealed class Draft
{
    public required Guid PersonId { get; init; }

    public required long CaseId { get; init; }

    /// <summary>What it will become, e.g. <c>reply</c>, <c>note</c>, <c>close</c>.</summary>
    public required string Kind { get; init; }

    public required string Text { get; set; }

    /// <summary>The version of the case the writer had seen when the text was begun.</summary>
    public required int SeenVersion { get; set; }

    public required Instant KeptAt { get; set; }
}
