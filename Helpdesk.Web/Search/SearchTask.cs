using NodaTime;

namespace Helpdesk.Web.Search;

/// <summary>
/// Something that changed and is not in the search index yet; triggers write it in the transaction of the change, whoever changes.
/// </summary>
public sealed class SearchTask
{
    /// <summary>Grows with each change; the index keeps the last one it has.</summary>
    public long Seq { get; private set; }

    public required int Kind { get; init; }

    public required long Key { get; init; }
}

/// <summary>One row: how far the index has come. An index that is behind it was lost or put back, and is made anew.</summary>
public sealed class SearchProgress
{
    /// <summary>Asks for a rebuild.</summary>
    public const long Anew = -1;

    public required int Id { get; init; }

    public required long Done { get; set; }
}
