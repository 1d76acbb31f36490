using Helpdesk.Domain.Cases;
using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>A closing, in the week in which it happened, whatever became of the case later (spec C).</summary>
public readonly record struct ClosingFact(Instant At, ClosingReason? Reason);

/// <summary>What a case that came back no longer tells of itself, as its time line does.</summary>
/// <param name="Closings">Closings that a reopening ended; one that was taken back in time, a merging too, never was one.</param>
/// <param name="HasEnded">It was resolved, or closed for longer than that minute.</param>
public sealed record CaseHistory(IReadOnlyList<ClosingFact> Closings, bool HasEnded)
{
    public static readonly CaseHistory None = new([], false);

    /// <param name="entries">What happened and when, oldest first.</param>
    public static CaseHistory Of(IEnumerable<(Instant At, CaseEvent What)> entries)
    {
        var (closings, last, ended) = (new List<ClosingFact>(), (ClosingFact?)null, false);
        foreach (var (at, what) in entries)
        {
            switch (what)
            {
                case CaseClosed closed:
                    last = new(at, closed.Reason);
                    break;
                case CaseMerged { Kind: LinkKind.MergedInto }:
                    last = new(at, ClosingReason.Merged);
                    break;
                case OldCaseClosed:
                    last = new(at, null);
                    break;
                case CloseUndone or MergeUndone:
                    last = null;
                    break;
                case CaseResolved:
                    ended = true;
                    break;
                // What nothing brought back stands on the case itself.
                case CaseReopened when last is { } closing:
                    closings.Add(closing);
                    last = null;
                    break;
            }
        }

        return closings.Count == 0 && !ended ? None : new(closings, ended || closings.Count > 0);
    }
}
