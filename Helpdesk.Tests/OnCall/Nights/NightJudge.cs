using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Cases.Walks;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Nights;

/// <summary>What a planted fault makes of what the console shows at a stop.</summary>
/// <param name="Before">Case by case, at the stop before.</param>
internal delegate NightView NightMisreport(Step step, int seen, IReadOnlyList<NightView> before, NightView after);

/// <summary>
/// The model of a night beside what the console shows: the same promises, and somebody is asked for exactly the cases that need
/// somebody whom nobody has. Knows nothing of the console but what is shown.
/// </summary>
internal sealed class NightJudge
{
    private static readonly Duration s_patience = Duration.FromMinutes(5);
    private readonly ModelHouse _house;
    private readonly NightHouse _duty = new();
    private readonly List<NightStory> _stories = [];
    private readonly NightMisreport? _fault;
    private List<NightView> _before = [];
    private int _acts,
        _stops,
        _inNeed,
        _held,
        _pages;

    public NightJudge(Walk walk, NightMisreport? fault = null)
    {
        _fault = fault;
        _house = new(walk.Zone, walk.TeamTargets) { Now = walk.Start, IsNight = true };
        foreach (var (opened, i) in walk.Cases.Select((c, i) => (c, i)))
            _stories.Add(new(new(_house, i, opened), _house, _duty));
    }

    public NightFigures Figures => new(_acts, _stops, _inNeed, _held, _pages);

    public Instant Now => _house.Now;

    /// <summary>Who does it, where the walk says only "whoever has it".</summary>
    public Step Resolve(Step step)
    {
        var owner = _stories[step.Case].Promises.State.Owner;
        if (step is { Act: Act.SwitchOff, What: "9" })
            // The supervisor stays: somebody has to be there who lets the others in again.
            return step with { What = $"{(owner is null or NightHouse.Mori ? NightHouse.Ueda : owner)}" };
        return ByWhoeverIsThere(step.Who == NightWalks.WhoeverHasIt ? step with { Who = owner ?? NightHouse.Ueda } : step);
    }

    private Step ByWhoeverIsThere(Step step) => step.Who is { } who && _duty.IsOff(who) ? new(step.At, 0, Act.Look) : step;

    /// <summary>The next instant at which time alone may change who has to be asked.</summary>
    public Instant Next()
    {
        var pages = _before
            .Where(v => v.PageSince > Now - Duration.FromMinutes(25))
            .Select(v => v.NextAt ?? Instant.MaxValue)
            .Where(at => at > Now);
        var closing = _house.Business.IsOpen(Now) ? NextClosing() : Instant.MaxValue;
        return _stories.SelectMany(s => s.Ahead).Concat(pages).Append(closing).Append(_duty.NextShift(Now)).Min();
    }

    /// <summary>Does the step in the model and compares.</summary>
    public Finding? Judge(NightStop stop)
    {
        _stops++;
        _house.Now = stop.Step.At;
        var did = Does(stop.Step, stop.Accepted);
        if (did is not null)
            return new(_stops, stop.Step, did);
        foreach (var story in _stories)
            story.GoesOn();
        List<NightView> seen = [.. stop.Seen.Select((v, i) => _before.Count == 0 ? v : _fault?.Invoke(stop.Step, i, _before, v) ?? v)];
        for (var i = 0; i < _stories.Count; i++)
        {
            Count(_stories[i], i, seen[i]);
            if (Difference(stop.Step, _stories[i], i, seen[i]) is { } difference)
                return new(_stops, stop.Step, $"case {i}: {difference}");
        }

        _before = seen;
        return null;
    }

    private string? Does(Step step, bool accepted)
    {
        if (step.Act is Act.Look or Act.Restart)
            return null;
        if (step.Act is Act.Role or Act.SwitchOff or Act.Shift)
        {
            ChangesDuty(step, accepted);
            return null;
        }

        _acts++;
        var story = _stories[step.Case];
        var other = step.Other is { } o && o != step.Case && o < _stories.Count ? _stories[o] : null;
        if (step.Other is not null && other is null)
            return null;
        var (ours, othersOurs) = (story.Promises.State.WeHaveTheBall, other?.Promises.State.WeHaveTheBall ?? false);
        // Whoever says yes to a page has the case from then on.
        var meant = step.Act == Act.Acknowledge ? step with { What = $"{step.Who}" } : step;
        var expected = MayAcknowledge(step, story) && story.Promises.Does(meant, other?.Promises);
        if (expected != accepted)
            return $"console {(accepted ? "accepts" : "refuses")}, model {(expected ? "accepts" : "refuses")}";
        if (!accepted)
            return null;
        story.Did(step, ours);
        other?.Did(step, othersOurs);
        return null;
    }

    private void ChangesDuty(Step step, bool accepted)
    {
        var person = step.What![0] - '0';
        if (step.Act == Act.Role)
            _duty.ChangesRole(person);
        else if (step.Act == Act.SwitchOff)
        {
            _duty.IsSwitched(person);
            // Nobody lays a case on the desk of somebody who does not come any more.
            if (!_house.Away.Remove(person))
                _house.Away.Add(person);
        }
        else if (accepted)
            _duty.TakesShift(step.At, step.At + NightWalks.MinutesOf(step), person);
    }

    // Whoever was asked may say yes, and whoever may be asked at all.
    private bool MayAcknowledge(Step step, NightStory story) =>
        step.Act != Act.Acknowledge
        || (
            story.IsAsking
            && _duty.MayHave(step.Who!.Value)
            && (step.Who is NightHouse.Ueda or NightHouse.Mori || _before[step.Case].EverAsked.Contains(step.Who.Value))
        );

    private void Count(NightStory story, int number, NightView seen)
    {
        _inNeed += story.IsNight && story.Need is not null ? 1 : 0;
        _held += story.IsNight && story.IsHeld ? 1 : 0;
        _pages += seen.IsAsking && (_before.Count == 0 || _before[number].PageSince != seen.PageSince) ? 1 : 0;
    }

    private string? Difference(Step step, NightStory story, int number, NightView seen)
    {
        if (View.Difference(seen.Case, story.Promises.See()) is { } promises)
            return "differs\n" + promises;
        if (seen.IsAsking != story.IsAsking)
            return story.IsAsking ? "needs somebody, and nobody is asked" : "somebody is asked, though nobody is needed";
        return seen.IsAsking ? Askings(step, number, seen) : null;
    }

    // Whom the console asks, and how it goes on.
    private string? Askings(Step step, int number, NightView seen)
    {
        if (seen.Asked.Count == 0)
            return "a page runs and asks nobody";
        if (
            step.Act is not (Act.Role or Act.SwitchOff)
            && seen.AskedAt == Now
            && seen.Asked.FirstOrDefault(p => !_duty.MayHave(p), -1) is var lost and >= 0
        )
            return $"asks {lost}, who lost the role";
        if (seen.PageSince > Now - Duration.FromMinutes(25) && seen.AskedAt <= Now - s_patience)
            return $"nobody was asked since {seen.AskedAt}";
        if (seen.PageSince == Now && IsFirstOfItsNeed(number) && step.Act is not (Act.Assign or Act.HandOver) && Primary(seen) is { } late)
            return late;
        return seen.AskedAt >= seen.PageSince + (4 * s_patience) && !seen.EverAsked.Contains(NightHouse.Mori)
            ? "for twenty minutes nobody answers, and the supervisor was not asked"
            : null;
    }

    private string? Primary(NightView seen) =>
        _duty.Primary(Now) is { } primary && !seen.FirstAsked.Contains(primary) ? $"a new need, and {primary} is not asked first" : null;

    private bool IsFirstOfItsNeed(int number) => _stories[number].Need?.Since == Now;

    private Instant NextClosing()
    {
        var at = Now;
        while (_house.Business.IsOpen(at))
            at = Instant.FromUnixTimeSeconds((at.ToUnixTimeSeconds() / 60 * 60) + 60);
        return at;
    }
}
