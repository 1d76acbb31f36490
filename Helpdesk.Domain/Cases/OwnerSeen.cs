namespace Helpdesk.Domain.Cases;

/// <summary>Whom somebody saw owning a case when they decided about it; unless told otherwise, nobody (spec H1).</summary>
public readonly record struct OwnerSeen
{
    private readonly bool _anybody;

    private OwnerSeen(Guid? id, bool anybody) => (Id, _anybody) = (id, anybody);

    /// <summary>The case was in the queue.</summary>
    public static OwnerSeen Nobody => default;

    /// <summary>Whoever has it: it is taken over on purpose.</summary>
    public static OwnerSeen Anybody => new(null, true);

    public Guid? Id { get; }

    public static OwnerSeen Of(Guid? owner) => new(owner, false);

    public bool Is(Guid? owner) => _anybody || owner == Id;
}
