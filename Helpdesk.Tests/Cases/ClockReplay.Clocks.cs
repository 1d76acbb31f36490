using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases;

/// <content>What starting, ending and pausing means to a clock.</content>
internal sealed partial class ClockReplay
{
    private void Reclassified(SeverityChanged changed, Instant at)
    {
        foreach (var place in CountedAnew())
        {
            var clock = _clocks[place];
            if (
                programme.Target(_tier, changed.To, clock.Kind) is not { } target
                || (target.Length == clock.Target && target.CalendarId == clock.CalendarId)
            )
                continue;
            var change =
                changed.To < changed.From ? Reclassify.Raise(clock, target, programme, at) : Reclassify.Lower(clock, target, programme, at);
            if (change.New is not { } next)
                continue;
            _clocks[place] = Ended(clock, at, ClockEnd.Superseded);
            _clocks.Add(next);
        }

        _severity = changed.To;
        // Of a closed one it is the customer's own, with which it comes back: the new cycle starts its clocks.
        if (_status is CaseStatus.Resolved or CaseStatus.Closed)
            return;
        if (_severity == Severity.Emergency)
            AnswerAnew(at);
        TeamTargets(at);
    }

    private void AwaitAnswer(Instant at)
    {
        if (!Enumerable.Range(0, _clocks.Count).Any(i => _clocks[i].EndedAs is null && IsContactAnswer(i)))
            Start(ClockKind.Callback, at);
    }

    // Only a call that is owed already, or an Emergency's first response, stands for the one that whoever rings waits for (spec P11).
    private void AwaitCall(Instant at)
    {
        var owed = Enumerable.Range(0, _clocks.Count).Where(i => _clocks[i].EndedAs is null && IsContactAnswer(i));
        if (!owed.Any(i => _clocks[i].Kind == ClockKind.Callback || _severity == Severity.Emergency))
            Start(ClockKind.Callback, at);
    }

    // Unless an answer is owed that can still come in time.
    private void AnswerAnew(Instant at)
    {
        var owed = Enumerable.Range(0, _clocks.Count).Where(i => _clocks[i].EndedAs is null && IsContactAnswer(i));
        if (!owed.Any(i => _clocks[i].Kind == ClockKind.Callback || Due(_clocks[i]) > at))
            Start(ClockKind.Callback, at);
    }

    private Instant? Due(SlaClock clock) => clock.DueAt(programme.Calendar(clock.CalendarId, clock.CalendarVersion));

    private void JudgedAnew(CaseJudgedAnew judged, Instant at)
    {
        // What is promised to the same tier and severity stays promised.
        var (isSame, servedBefore) = ((judged.After.Tier, judged.Severity) == (_tier, _severity), _entitled);
        var onlyTier = judged.After.Tier != _tier && judged.Severity == _severity;
        (_tier, _entitled, _severity) = (judged.After.Tier, judged.After.Kind != VerdictKind.NotEntitled, judged.Severity);
        foreach (var place in CountedAnew())
        {
            var clock = _clocks[place];
            if (!_entitled || programme.Target(_tier, _severity, clock.Kind) is not { } target)
            {
                _clocks[place] = Ended(clock, at, ClockEnd.Cancelled);
                continue;
            }

            if (isSame || (target.Length == clock.Target && target.CalendarId == clock.CalendarId))
                continue;
            var next = Reclassify.Lower(clock, target, programme, at).New ?? Reclassify.Raise(clock, target, programme, at).New;
            if (next is null)
                continue;
            _clocks[place] = Ended(clock, at, ClockEnd.Superseded);
            _clocks.Add(next);
        }

        if (_status == CaseStatus.Resolved)
            return;
        foreach (var kind in (ClockKind[])[ClockKind.FirstResponse, .. s_team])
        {
            if (!_clocks.Exists(c => c.Kind == kind && c.Cycle == _cycle && c.EndedAs is null or ClockEnd.Met))
                Start(kind, at);
        }

        if (onlyTier && _severity == Severity.Emergency && _clocks.Exists(c => c.Kind == ClockKind.FirstResponse && c.EndedAs is null))
            AnswerAnew(at);
        if (!servedBefore && CaseTransitions.BallIn(_status) == Ball.Us)
            AwaitAnswer(at);
    }

    // By their places: a promised call may look just like a callback of the same instant.
    private List<int> CountedAnew() =>
        [.. Enumerable.Range(0, _clocks.Count).Where(i => _clocks[i].EndedAs is null && !_promisedFor.ContainsKey(i))];

    private void TeamTargets(Instant at)
    {
        foreach (var kind in s_team)
        {
            if (programme.Target(_tier, _severity, kind) is null)
                Replace(c => c.Kind == kind, c => Ended(c, at, ClockEnd.Superseded));
            else if (!_clocks.Exists(c => c.Kind == kind && c.EndedAs is null))
                Start(kind, at);
        }
    }

    private void Start(ClockKind kind, Instant at)
    {
        if (_entitled && programme.Target(_tier, _severity, kind) is { } target)
            _clocks.Add(SlaClock.Start(target, at, _cycle, programme.CalendarVersionOf(target.CalendarId)));
    }

    private void Pauses(Instant at)
    {
        var stopped = CaseTransitions.BallIn(_status) == Ball.Customer;
        Replace(
            c => s_team.Contains(c.Kind),
            c =>
                stopped
                    ? c.Pauses.Any(p => p.End is null)
                        ? c
                        : c with
                        {
                            Pauses = [.. c.Pauses, new Pause(at, null)],
                        }
                    : Resumed(c, at)
        );
    }

    private void Replace(Func<SlaClock, bool> which, Func<SlaClock, SlaClock> by)
    {
        for (var i = 0; i < _clocks.Count; i++)
        {
            if (_clocks[i].EndedAs is null && which(_clocks[i]))
                _clocks[i] = by(_clocks[i]);
        }
    }

    private static SlaClock Resumed(SlaClock c, Instant at) =>
        c with
        {
            Pauses = [.. c.Pauses.Select(p => p.End is null ? p with { End = at } : p)],
        };

    private static SlaClock Ended(SlaClock c, Instant at, ClockEnd how) => Resumed(c, at) with { StoppedAt = at, EndedAs = how };
}
