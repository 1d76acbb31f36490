using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>Where a walk saw console and model differ, or an invariant broken.</summary>
internal sealed record Finding(int Steps, Step At, string What)
{
    public override string ToString() => $"step {Steps}, {At}: {What}";
}

/// <summary>What a planted fault makes of what the console says after an act.</summary>
/// <param name="Before">Case by case, before the act.</param>
internal delegate View Misreport(Step step, int seen, IReadOnlyList<View> before, View after);

/// <summary>One walk: each act is done by the console and by the model, and both are looked at after it.</summary>
internal sealed class WalkRun
{
    private readonly Walk _walk;
    private readonly IConsoleUnderWalk _console;
    private readonly ModelHouse _house;
    private readonly List<ModelCase> _model = [];
    private readonly List<WalkRules> _rules = [];
    private readonly List<WalkCase> _opened;
    private readonly Misreport? _fault;
    private List<View> _before = [];

    public WalkRun(Walk walk, IConsoleUnderWalk console, Misreport? fault = null)
    {
        (_walk, _console, _fault, _opened) = (walk, console, fault, [.. walk.Cases]);
        _house = new(walk.Zone, walk.TeamTargets) { Now = walk.Start };
        foreach (var (opened, i) in walk.Cases.Select((c, i) => (c, i)))
        {
            _model.Add(new(_house, i, opened));
            _rules.Add(new());
        }
    }

    /// <summary>Acts done, those of the console by itself among them.</summary>
    public int Done { get; private set; }

    public int Accepted => AcceptedSteps.Count;

    public List<Step> AcceptedSteps { get; } = [];

    public static Task<Finding?> OfAsync(Walk walk, Misreport? fault = null) =>
        new WalkRun(walk, new DomainConsole(walk), fault).RunAsync();

    public async Task<Finding?> RunAsync()
    {
        for (var i = 0; i < _model.Count; i++)
            _before.Add(await _console.SeeAsync(i));
        if (Compare(new(_walk.Start, 0, Act.Note, "opened"), _before) is { } atOnce)
            return atOnce;
        foreach (var step in _walk.Steps)
        {
            // What the console does by itself until then, each at its instant.
            while (
                _model.Select((m, i) => (m.Plan, i)).Where(m => m.Plan?.At <= step.At).OrderBy(m => m.Plan!.Value.At).ToList()
                    is [var due, ..]
            )
            {
                if (await StepAsync(new(due.Plan!.Value.At > _house.Now ? due.Plan.Value.At : _house.Now, due.i, Act.Keeper)) is { } early)
                    return early;
            }

            if (await StepAsync(step) is { } found)
                return found;
        }

        return null;
    }

    private async Task<Finding?> StepAsync(Step step)
    {
        Done++;
        _house.Now = step.At > _house.Now ? step.At : _house.Now;
        _console.GoTo(_house.Now);
        var other = step.Other is { } o && o != step.Case && o < _model.Count ? _model[o] : null;
        if (step.Other is not null && other is null)
            return null;
        var accepted = await _console.DoAsync(step);
        var expected = ModelDoes(step, other);
        if (accepted != expected)
            return new(Done, step, $"console {(accepted ? "accepts" : "refuses")}, model {(expected ? "accepts" : "refuses")}");
        if (accepted)
            AcceptedSteps.Add(step);
        List<View> after = [];
        for (var i = 0; i < _model.Count; i++)
        {
            var seen = await _console.SeeAsync(i);
            // A case that came out of another one just now was nothing before.
            after.Add(_fault is null || !accepted ? seen : _fault(step, i, i < _before.Count ? _before : [.. _before, seen], seen));
        }

        if (Compare(step, after) is { } found)
            return found;
        for (var i = 0; accepted && i < _before.Count; i++)
        {
            if (_rules[i].Broken(step, i == step.Case, _before[i], after[i], _model[i].State.IsServed, _house.Now) is { } broken)
                return new(Done, step, $"case {i}: {broken}");
        }

        _before = after;
        return null;
    }

    private bool ModelDoes(Step step, ModelCase? other)
    {
        switch (step.Act)
        {
            case Act.Restart:
                return true;
            case Act.Away:
                var person = step.What![0] - '0';
                return _house.Away.Remove(person) || _house.Away.Add(person);
            case Act.Targets:
                _house.OtherTargets = !_house.OtherTargets;
                return true;
            case Act.Split:
                return Splits(step);
            case Act.Holidays:
                _house.OtherHolidays();
                foreach (var one in _model.Where(m => m.State.Status != CaseStatus.Closed))
                    one.CountsAnew();
                return true;
            default:
                return _model[step.Case].Does(step, other);
        }
    }

    // The first goes on as it was; the second is a new case of the same customer and product (I5).
    private bool Splits(Step step)
    {
        var asked = _opened[step.Case] with { Severity = Enum.Parse<Severity>(step.What!) };
        var second = new ModelCase(_house, _model.Count, asked);
        _model[step.Case].IsLinked();
        second.IsLinked();
        _opened.Add(asked);
        _model.Add(second);
        _rules.Add(new());
        return true;
    }

    private Finding? Compare(Step step, List<View> seen)
    {
        for (var i = 0; i < _model.Count; i++)
        {
            if (View.Difference(seen[i], _model[i].See()) is { } difference)
                return new(Done, step, $"case {i} differs\n{difference}");
        }

        return null;
    }
}
