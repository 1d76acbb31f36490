namespace Helpdesk.Domain.Cases;

/// <summary>One end of a link; the other case holds the other end.</summary>
public sealed class CaseLink
{
    private CaseLink() { }

    internal CaseLink(LinkKind kind, string otherNumber) => (Kind, OtherNumber) = (kind, otherNumber);

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public LinkKind Kind { get; private set; }

    public string OtherNumber { get; private set; } = "";

    /// <summary>What the other case calls the same link.</summary>
    public static LinkKind Opposite(LinkKind kind) =>
        kind switch
        {
            LinkKind.SplitInto => LinkKind.SplitFrom,
            LinkKind.SplitFrom => LinkKind.SplitInto,
            LinkKind.MergedInto => LinkKind.MergedFrom,
            LinkKind.MergedFrom => LinkKind.MergedInto,
            LinkKind.FollowedBy => LinkKind.FollowUpOf,
            LinkKind.FollowUpOf => LinkKind.FollowedBy,
            _ => LinkKind.Related,
        };
}
