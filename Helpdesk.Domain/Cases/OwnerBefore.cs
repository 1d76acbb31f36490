using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>Whose a case was before it was given to somebody else, and how it stood: what an undo brings back.</summary>
/// <param name="Owner">Null is nobody.</param>
/// <param name="Status">Null in older records: the table of moves says it.</param>
/// <param name="HandedOverAt">Since when they had not touched it; null when they had.</param>
/// <param name="InVersion">The version that the giving made; what was done since is not undone along with it.</param>
public sealed record OwnerBefore(Owner? Owner, CaseStatus? Status, Instant? HandedOverAt, int InVersion);
