using Helpdesk.Domain.Cases;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>
/// A walk in which again and again two people act at once on one case, or on the two that are being merged. What comes out must be what
/// one of the two orders gives in the model: nothing is lost, and nothing is half done.
/// </summary>
internal sealed class PairedRun(Walk walk, HostConsole console)
{
    private readonly List<Step> _accepted = [];
    private List<ModelCase> _model = [];
    private int _pairs;

    public int Pairs => _pairs;

    /// <summary>Pairs of which one was refused.</summary>
    public int OneWon { get; private set; }

    /// <summary>Pairs of which both stand.</summary>
    public int BothStand { get; private set; }

    public async Task<Finding?> RunAsync()
    {
        _model = ModelOf([]);
        // Pairs keep to the cases that are there from the beginning.
        var steps = walk
            .Steps.Where(s => s.Case < walk.Cases.Count && (s.Other ?? 0) < walk.Cases.Count)
            .Where(s => s.Act is not (Act.Restart or Act.Away or Act.Holidays or Act.Split))
            .ToList();
        for (var i = 0; i + 1 < steps.Count; i++)
        {
            console.GoTo(steps[i].At);
            var found =
                i % 3 == 0
                    ? await PairAsync(Plain(steps[i]), With(Plain(steps[i]), Plain(steps[i + 1])))
                    : await AloneAsync(Plain(steps[i]));
            if (found is not null)
                return found;
            if (i % 3 == 0)
                i++;
        }

        return null;
    }

    private async Task<Finding?> AloneAsync(Step step)
    {
        var accepted = await console.DoByAsync(step);
        var expected = Does(_model, step);
        if (accepted)
            _accepted.Add(step);
        return accepted == expected && await DifferenceAsync(_model) is not { } difference
            ? null
            : new(_accepted.Count, step, $"console {accepted}, model {expected}");
    }

    private async Task<Finding?> PairAsync(Step one, Step other)
    {
        _pairs++;
        var asSeen = _pairs % 3 == 0;
        var (oneDone, otherDone) = await console.AtOnceAsync(one, other, asSeen);
        List<string> wrong = [];
        foreach (var (first, second, firstDone, secondDone) in new[] { (one, other, oneDone, otherDone), (other, one, otherDone, oneDone) })
        {
            var model = ModelOf(_accepted);
            var before = model[second.Case].Acts;
            var expected = (First: Does(model, first), Second: false);
            expected.Second = !(asSeen && model[second.Case].Acts != before) && Does(model, second);
            if (expected != (firstDone, secondDone))
            {
                wrong.Add($"{first.Act} first: console {(firstDone, secondDone)}, model {expected}");
                continue;
            }

            if (await DifferenceAsync(model) is { } difference)
            {
                wrong.Add($"{first.Act} first: {difference}");
                continue;
            }

            _model = model;
            _accepted.AddRange(new[] { (first, firstDone), (second, secondDone) }.Where(s => s.Item2).Select(s => s.Item1));
            BothStand += firstDone && secondDone ? 1 : 0;
            OneWon += firstDone != secondDone ? 1 : 0;
            return null;
        }

        return new(_accepted.Count, one, $"and {other} at once are neither of both orders\n{string.Join('\n', wrong)}");
    }

    // Both on one case; with a merge now and then the other of its two cases.
    private Step With(Step one, Step other) =>
        other with
        {
            At = one.At,
            Case = one.Act == Act.Merge && _pairs % 2 == 0 && one.Other is { } target ? target : one.Case,
        };

    // What only says what somebody saw is told by the version here.
    private static Step Plain(Step step) => step.What == "stale" ? step with { What = null } : step;

    private List<ModelCase> ModelOf(IReadOnlyList<Step> steps)
    {
        var house = new ModelHouse(walk.Zone, walk.TeamTargets) { Now = walk.Start };
        List<ModelCase> model = [.. walk.Cases.Select((opened, i) => new ModelCase(house, i, opened))];
        foreach (var step in steps)
            Does(model, step, house);
        _house = house;
        return model;
    }

    private ModelHouse _house = null!;

    private bool Does(List<ModelCase> model, Step step, ModelHouse? house = null)
    {
        house ??= _house;
        house.Now = step.At > house.Now ? step.At : house.Now;
        var other = step.Other is { } o && o != step.Case && o < model.Count ? model[o] : null;
        return (step.Other is null || other is not null) && model[step.Case].Does(step, other);
    }

    private async Task<string?> DifferenceAsync(List<ModelCase> model)
    {
        for (var i = 0; i < model.Count; i++)
        {
            if (View.Difference(await console.SeeAsync(i), model[i].See()) is { } difference)
                return $"case {i} differs\n{difference}";
        }

        return null;
    }
}
