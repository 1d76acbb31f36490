using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>The aggregate, case by case, on a clock that only the walk moves.</summary>
internal sealed class DomainConsole : IConsoleUnderWalk
{
    private readonly SupportProgramme _programme;
    private readonly WalkProgramme _source;
    private readonly List<(WalkCase Opened, Case Case)> _cases = [];
    private readonly HashSet<Guid> _away = [];
    private readonly Instant _begun;
    private Instant _now;
    private int _version = 1;
    private bool _hasOtherTargets;

    public DomainConsole(Walk walk)
    {
        _source = WalkProgramme.Of(walk.Zone, walk.TeamTargets);
        _programme = _source.Fresh();
        _now = _begun = walk.Start;
        foreach (var (opened, i) in walk.Cases.Select((c, i) => (c, i)))
            _cases.Add((opened, Open(opened, i)));
    }

    public void GoTo(Instant now) => _now = now;

    public Task<View> SeeAsync(int number) => Task.FromResult(View.Of(_cases[number].Case, _programme));

    public Task<bool> DoAsync(Step step)
    {
        if (step.Act == Act.Holidays)
            return Task.FromResult(OtherHolidays());
        if (step.Act == Act.Away)
            return Task.FromResult(GoesOrComes(Person(step.What![0]).Id!.Value));
        if (step.Act == Act.Targets)
            return Task.FromResult(OtherTargets());
        if (step.Act == Act.Split)
            return Task.FromResult(Split(step));
        var actor =
            step.Act == Act.Keeper ? People.Console
            : People.IsCustomers(step.Act) ? People.Customer
            : step.Act == Act.Take ? People.Colleagues[step.What![0] - '0']
            : People.Colleagues[0];
        return Task.FromResult(Do(_cases[step.Case].Case, step, new(_now, actor, _programme) { IsAway = _away.Contains }).IsOk);
    }

    private Case Open(WalkCase opened, int number)
    {
        var intake = CaseFixture.Intake(opened.Severity);
        var records = CaseFixture.Records(
            opened.Tier,
            opened.Records == "trial" ? LicenceKind.Trial : LicenceKind.Purchased,
            opened.Records != "none"
        );
        if (opened.Records == "unknown serial")
            records = records with { Licence = null };
        // The records of a walk do not age: what is split later is judged by those it began with.
        var triage = Triage.Judge(intake, records, _programme, _begun);
        return Case.Open($"C-20261116-{number:0000}", intake, triage, new(_now, People.Customer, _programme));
    }

    private bool OtherTargets()
    {
        _hasOtherTargets = !_hasOtherTargets;
        _programme.Adopt(_source.Targets(_hasOtherTargets));
        return true;
    }

    // As the handler does it on a database: both are linked, or neither is.
    private bool Split(Step step)
    {
        var (opened, first) = _cases[step.Case];
        var asked = opened with { Severity = Enum.Parse<Severity>(step.What!) };
        var second = Open(asked, _cases.Count);
        var at = new CaseContext(_now, People.Colleagues[0], _programme);
        if (!first.Link(LinkKind.SplitInto, second.Number, at).IsOk || !second.Link(LinkKind.SplitFrom, first.Number, at).IsOk)
            return false;
        _cases.Add((asked, second));
        return true;
    }

    private bool GoesOrComes(Guid person) => _away.Remove(person) || _away.Add(person);

    private bool OtherHolidays()
    {
        _version++;
        _programme.Adopt(_programme.CalendarVersions.With(_source.Business(noWednesdays: _version % 2 == 0), _version));
        foreach (var one in _cases.Select(c => c.Case).Where(c => !c.IsClosed))
        {
            one.MoveToCalendar(
                SupportProgramme.BusinessCalendarId,
                _version,
                "Sakamoto",
                "other holidays",
                new(_now, People.Colleagues[0], _programme)
            );
            one.PlanSilenceAnew(_programme);
        }

        return true;
    }

    private Result Do(Case c, Step step, CaseContext at) =>
        step.Act switch
        {
            Act.Assign => c.Assign(Person(step.What![0]).Id!.Value, Person(step.What[0]).Name, at),
            Act.Take => c.Take(step.What![^1] == '-' ? OwnerSeen.Nobody : OwnerSeen.Of(Person(step.What[^1]).Id), at),
            Act.Unassign => c.Unassign(at),
            Act.Note => c.Note("text", at),
            Act.Link => c.Link(LinkKind.Related, $"C-20261116-{9000 + c.Version}", at),
            Act.Reply => c.Reply("text", step.What == "stale" ? c.Version - 1 : c.Version, at),
            Act.Ask => c.AskForMore([RequestedItem.Logs], "text", at),
            Act.Offer => c.OfferSolution("text", at),
            Act.Scope => c.MarkScope(OutOfScopeTopic.DataRecovery, "text", at),
            Act.DeclineEscalation => c.DeclineEscalation("text", at),
            Act.CallReached => c.LogCall(CallDirection.Outgoing, true, "text", at),
            Act.CallFailed => c.LogCall(CallDirection.Outgoing, false, "text", at),
            Act.RangAnswered => c.LogCall(CallDirection.Incoming, true, "text", at),
            Act.RangMissed => c.LogCall(CallDirection.Incoming, false, "text", at),
            Act.CallMe => c.RequestCallback(null, null, null, at),
            Act.PromiseCall => c.RequestCallback(null, _now + Duration.FromHours(Hours(step)), null, at),
            Act.ReleaseCall => c.ReleaseCall("reason", c.Clocks.Where(k => k.IsOpen).Min(k => k.PromisedFor), at),
            Act.Writes => c.CustomerMessage("text", at),
            Act.Escalates => c.RequestEscalation(step.What != "serious", step.What == "serious", "text", at),
            Act.Hotline => c.LogHotlineCall("text", at),
            _ => Decide(c, step, at),
        };

    private Result Decide(Case c, Step step, CaseContext at) =>
        step.Act switch
        {
            Act.Severity => c.ChangeSeverity(Enum.Parse<Severity>(step.What!), "reason", at),
            Act.KeepSeverity => c.KeepSeverity("reason", at),
            Act.Judge => c.JudgeAnew(c.ToIntake(), Judged(c, step), "reason", at),
            Act.Grant => c.GrantException(Enum.Parse<SupportTier>(step.What!), null, "reason", at),
            Act.Deny => c.DeclineException("reason", at),
            Act.WaitCustomer => c.WaitForCustomer(null, at),
            Act.WaitVendor => c.WaitForVendor(null, at),
            Act.Resume => c.Resume(null, at),
            Act.Resolve => c.Resolve(step.Words ? "text" : null, at),
            Act.Confirm => c.Confirm(Enum.Parse<ConfirmedBy>(step.What!), null, null, at),
            Act.Close => c.Close(Enum.Parse<ClosingReason>(step.What!), "detail", step.Words ? "text" : null, at),
            Act.Reopen => c.Reopen(null, at),
            Act.UndoClose => c.UndoClose(at),
            Act.Merge => c.MergeInto(_cases[step.Other!.Value].Case, at),
            Act.UndoMerge => c.UndoMerge(_cases[step.Other!.Value].Case, at),
            Act.Keeper => Keep(c, at),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Act, "a new act needs a row here"),
        };

    // As the console's own keeper does it; the walk on a database runs that one.
    private Result Keep(Case c, CaseContext at)
    {
        if (c.SilenceActsAt > at.Now || c.SilencePlan(_programme) is not { } plan || plan.At > at.Now)
            return Result.Refuse("silence.not-due");
        var reason = c.ConfirmedAt is null ? ClosingReason.NoAnswer : ClosingReason.Confirmed;
        return plan.IsClosing ? c.Close(reason, null, null, at) : c.Remind(at);
    }

    private static TriageOutcome Judged(Case c, Step step)
    {
        var (kind, tier, cap) = ModelCase.JudgedKinds(step.What);
        VerdictReason[] reasons = step.What == "trial" ? [new("E4", "trial", [])] : [];
        return new(new(kind, tier, reasons, cap, c.Verdict.ContractNumber), c.Severity, []);
    }

    private static Actor Person(char number) => People.Colleagues[number - '0'];

    private static int Hours(Step step) => int.Parse(step.What!, CultureInfo.InvariantCulture);
}
