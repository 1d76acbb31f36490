using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Cases.Walks;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Nights;

/// <summary>
/// One Premium case through the night, in plain words and from the acts alone: whether it needs somebody, whether somebody has it by
/// their own yes, and so whether anybody is to be asked (spec U3, P1, P2, P3, P13, H3). Knows no rule of the console.
/// </summary>
internal sealed class NightStory(ModelCase promises, ModelHouse house, NightHouse duty)
{
    private static readonly Duration s_quarter = Duration.FromMinutes(15);
    private static readonly Duration s_hour = Duration.FromHours(1);
    private readonly List<Said> _said = [];
    private Instant _oursSince = house.Now,
        _oursBefore = house.Now;
    private bool _handed;
    private int _merged = -1;

    private enum Kind
    {
        Act,
        Yes,
        Laid,
        MadeGraver,
    }

    // What somebody did: an act, their yes to having it, or laying it on somebody's desk.
    private sealed record Said(Instant At, Kind Kind, int? By);

    public ModelCase Promises => promises;

    /// <summary>A page is to run.</summary>
    public bool IsAsking { get; private set; }

    private CaseState State => promises.State;

    private Instant Now => house.Now;

    public bool IsNight => !house.Business.IsOpen(Now);

    /// <summary>Since when it needs somebody, whether a promise waits, and until when whoever has it may keep it to themselves.</summary>
    public (Instant Since, bool Waits, IReadOnlyList<Instant> Limits)? Need
    {
        get
        {
            if (State.Status == CaseStatus.Closed)
                return null;
            var waiting = Waiting;
            if (waiting.Count == 0 && !IsServedByNight)
                return null;
            var since = waiting.Select(o => WakesAt(o)!.Value).Concat(State.Escalated is { } e ? [e] : []).ToList();
            if (since.Count > 0)
                return (since.Max(), true, [.. waiting.Where(o => !IsAhead(o)).Select(o => o.From + ((o.Due!.Value - o.From) * 0.7))]);
            // That of a duplicate is one until somebody says otherwise.
            var gravest = State.Severity == Severity.Emergency || State.Proposal == Severity.Emergency;
            return gravest && State.WeHaveTheBall ? (_oursSince, false, []) : null;
        }
    }

    private bool IsPremium => State is { Tier: SupportTier.Premium, IsServed: true };

    // Whoever has a duplicate of a Premium customer in their case has what was promised there.
    private bool IsServedByNight => IsPremium || State.TookInPremium;

    private List<Owed> Waiting =>
        State
            .Owed.FindAll(o =>
                o.IsOpen
                && WakesAt(o) <= Now
                && (IsPremium || (State.TookIn && o.What != Promise.FirstResponse && (o.What == Promise.Callback || State.TookInPremium)))
            )
            .ToList();

    // A call for which it is still early.
    private bool IsAhead(Owed o) => o.At > Now;

    /// <summary>Until when its owner has it by their own yes; null when they gave none.</summary>
    public Instant? HeldUntil
    {
        get
        {
            if (Need is not { } need || State.Owner is not { } owner || !duty.MayHave(owner))
                return null;
            // By day somebody worked at their desk; that is no yes to the night, unless the night is theirs.
            var from = IsNight && !duty.IsOnCall(owner, Now) && NightBegan > need.Since ? NightBegan : need.Since;
            var heard = _said.FindAll(s => s.At >= from);
            var changed = heard.FindLastIndex(s => s.Kind is Kind.Laid or Kind.MadeGraver || (s.Kind == Kind.Yes && s.By == owner));
            var own = heard.Skip(changed < 0 ? 0 : changed).Where(s => s.By == owner && s.Kind is Kind.Act or Kind.Yes).ToList();
            if (own.Count == 0)
                return null;
            var last = own[^1].At;
            var until = last + (own.Exists(s => s.Kind == Kind.Act) && !need.Waits ? s_hour : s_quarter);
            // Who said yes to a call has it until shortly before.
            if (State.Escalated is null && Waiting is { Count: > 0 } waiting && waiting.TrueForAll(IsAhead))
                until = Instant.Max(until, waiting.Min(o => o.At!.Value) - s_quarter);
            return need.Limits.Where(limit => limit > last).Append(until).Min();
        }
    }

    public bool IsHeld => HeldUntil > Now;

    /// <summary>Somebody is to be asked from now on, if nobody is asked yet.</summary>
    public bool CallsForSomebody => IsNight && Need is not null && !IsHeld;

    /// <summary>The next instant at which time alone may change whether somebody is to be asked.</summary>
    public IEnumerable<Instant> Ahead =>
        State
            .Owed.Where(o => o.IsOpen)
            .Select(o => WakesAt(o) ?? Instant.MinValue)
            .Append(HeldUntil ?? Instant.MinValue)
            .Where(at => at > Now && at < Instant.MaxValue);

    /// <summary>An act on this case, after the model of the promises has done it.</summary>
    public void Did(Step step, bool wasOurs)
    {
        if (step.Act is Act.Close or Act.Merge)
            _oursBefore = _oursSince;
        if (step.Act is Act.UndoClose or Act.UndoMerge)
            _oursSince = _oursBefore;
        else if (State.WeHaveTheBall && !wasOurs)
            _oursSince = Now;
        var kind = step.Act switch
        {
            Act.Acknowledge or Act.Take => Kind.Yes,
            Act.Assign or Act.HandOver => step.What![0] - '0' == step.Who ? Kind.Yes : Kind.Laid,
            Act.Unassign => Kind.Laid,
            Act.Merge when promises.WokeByMerging && step.Who != State.Owner => Kind.MadeGraver,
            Act.Severity when step.What == nameof(Severity.Emergency) && step.Who != State.Owner => Kind.MadeGraver,
            _ => Kind.Act,
        };
        // What came over and went back again was never there.
        if (step.Act == Act.UndoMerge && _said.FindLastIndex(s => s.Kind == Kind.MadeGraver) is var made and >= 0 && made == _merged)
            _said.RemoveAt(made);
        _said.Add(new(Now, kind, step.Who));
        if (step.Act == Act.Merge)
            _merged = kind == Kind.MadeGraver ? _said.Count - 1 : -1;
        if (step.Act == Act.HandOver && kind == Kind.Laid && !IsAsking)
            (IsAsking, _handed) = (true, true);
        else if (IsAsking && IsOver(step, kind))
            (IsAsking, _handed) = (false, false);
    }

    /// <summary>Time went by.</summary>
    public void GoesOn() => IsAsking |= CallsForSomebody;

    private bool IsOver(Step step, Kind kind)
    {
        if (kind == Kind.Yes || State.Status == CaseStatus.Closed)
            return true;
        if (_handed)
            return State.Owner is { } owner ? step.Who == owner || (step.Act is Act.Resolve or Act.Confirm && Need is null) : Need is null;
        return Need is null || IsHeld;
    }

    // What waits around the clock: the first answer to an Emergency, a callback, and a call promised for a time, from as long before on
    // as a callback takes.
    private Instant? WakesAt(Owed o) =>
        o.Calendar != PlainPromises.Always ? null
        : o.What == Promise.PromisedCall
            ? house.Promised(State.Tier, State.Severity, Promise.Callback) is { } usual && o.At - usual.Length > o.From
                    ? o.At - usual.Length
                : o.From
        : o.What == Promise.Callback || (o.What == Promise.FirstResponse && State.Severity == Severity.Emergency) ? o.From
        : null;

    private Instant NightBegan
    {
        get
        {
            // Doors open and close on whole minutes.
            var at = Instant.FromUnixTimeSeconds(Now.ToUnixTimeSeconds() / 60 * 60);
            while (!house.Business.IsOpen(at - Duration.FromMinutes(1)))
                at -= Duration.FromMinutes(1);
            return at;
        }
    }
}
