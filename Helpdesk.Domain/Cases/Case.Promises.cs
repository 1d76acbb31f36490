using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>What an act does to the promises of the case, as <see cref="PromiseTable"/> says.</content>
public sealed partial class Case
{
    /// <summary>A call made this much before the promised time is that call.</summary>
    internal static readonly Duration CallEarly = Duration.FromHours(1);

    /// <summary>Since when the customer has the ball with nothing heard; null while somebody else has it (spec C8).</summary>
    public Instant? SilentSince { get; private set; }

    /// <summary>Since when the makers of the product owe an answer, whoever has the ball meanwhile; null when they owe none.</summary>
    public Instant? VendorSince { get; private set; }

    /// <summary>When the customer confirmed that it is solved; null unless it is resolved so (spec H5).</summary>
    public Instant? ConfirmedAt { get; private set; }

    /// <summary>The wait for the customer's word, or null while nobody waits for it.</summary>
    public SilentWait? SilentWait
    {
        get
        {
            if (Ball != Ball.Customer || ConfirmedAt is not null || (Status == CaseStatus.Resolved && SilentSince is null))
                return null;
            // Records of older versions know no beginning, and counted contacts of before the customer had the ball.
            var since = SilentSince ?? BallSince;
            return new(
                since,
                UnansweredContacts,
                FirstUnansweredAt is { } first ? Instant.Max(first, since) : null,
                RemindedAt >= since ? RemindedAt : null
            );
        }
    }

    /// <summary>What happens by itself when the customer stays silent, or null (spec C8).</summary>
    public SilencePlan? SilencePlan(SupportProgramme programme) =>
        Status == CaseStatus.Resolved && ConfirmedAt is { } confirmed && !Owes(Promise.PromisedCall)
            ? Silence.Confirmed(confirmed, programme)
        : SilentWait is { } wait && !SilenceStands ? Silence.Plan(wait, programme)
        : null;

    /// <summary>True while the customer waits for an answer that was promised to them.</summary>
    public bool OwesAnswer => Owes(Promise.FirstResponse) || Owes(Promise.Callback) || EscalatedAt is not null;

    /// <summary>Whether silence stands still: we owe an answer, a call or a decision, so nobody waits for the customer (spec C8).</summary>
    private bool SilenceStands => OwesAnswer || Owes(Promise.PromisedCall) || Proposal is not null;

    /// <summary>A graver severity of a merged case has to be decided about first: that is our move (spec I5, S8).</summary>
    private bool IsGraver(Severity severity) =>
        severity < Severity && !(severity < Verdict.MostSevere) && !(severity >= Proposal?.Severity);

    /// <summary>Whether a promise that a clock watches is open.</summary>
    public bool Owes(Promise promise) => _clocks.Exists(c => c.IsOpen && c.Promise == promise);

    /// <param name="words">Whether the act carries words to the customer.</param>
    /// <param name="stoodStill">Whether silence stood still before the act.</param>
    private void Follow(CaseAction action, CaseContext context, bool words, bool stoodStill)
    {
        foreach (var promise in Enum.GetValues<Promise>())
        {
            var effect = PromiseTable.Effect(action, promise);
            switch (promise)
            {
                case Promise.Silence:
                    var reminded = RemindedAt is not null;
                    WaitAnew(stoodStill, context);
                    FollowSilence(effect, context, reminded);
                    break;
                case Promise.Escalation:
                    if (effect is PromiseEffect.Kept or PromiseEffect.KeptByWords or PromiseEffect.CalledOff)
                        EndEscalation();
                    break;
                default:
                    FollowClocks(promise, effect, context, words);
                    break;
            }
        }

        PauseOrResumeClocks(context);
    }

    private void FollowClocks(Promise promise, PromiseEffect effect, CaseContext context, bool words)
    {
        switch (effect)
        {
            case PromiseEffect.Kept:
                EndClocks(promise, ClockEnd.Met, context, clock => clock.StartedAt <= context.CountsAt);
                break;
            case PromiseEffect.KeptByWords:
                EndClocks(promise, words ? ClockEnd.Met : ClockEnd.Cancelled, context);
                break;
            case PromiseEffect.KeptByThatCall:
                EndClocks(promise, ClockEnd.Met, context, ThatCall(context).Contains);
                break;
            case PromiseEffect.CalledOff or PromiseEffect.Forbids:
                EndClocks(
                    promise,
                    ClockEnd.Cancelled,
                    context,
                    c => c.PromisedFor is null || c.PromisedFor == (context.Released ?? c.PromisedFor)
                );
                break;
            case PromiseEffect.Renewed:
                EndClocks(promise, ClockEnd.Met, context);
                if (!IsOver)
                    StartClock(ClockKind.NextUpdate, context);
                break;
            // A call at a named time is started by the act, which knows the time.
            case PromiseEffect.Starts when promise != Promise.PromisedCall:
                StartClock(ClockOf(promise), context);
                break;
            case PromiseEffect.StartsUnlessOwed:
                AnswerContact(context);
                break;
            // Who rings waits for a call, not for the business days of a first answer (spec P3, P11).
            case PromiseEffect.StartsUnlessCallOwed when Severity != Severity.Emergency || !Owes(Promise.FirstResponse):
                if (!Owes(Promise.Callback))
                    StartClock(ClockKind.Callback, context);
                break;
        }
    }

    private void FollowSilence(PromiseEffect effect, CaseContext context, bool reminded)
    {
        switch (effect)
        {
            case PromiseEffect.Ends or PromiseEffect.BeginsAnew:
                ForgetSilence(context);
                break;
            // What we say or ask after the reminder begins a wait of its own: nobody is closed minutes after a new question.
            case PromiseEffect.CountsAnew when Ball == Ball.Customer && reminded:
                ForgetSilence(context);
                Count(context);
                break;
            case PromiseEffect.Counts or PromiseEffect.CountsAnew when Ball == Ball.Customer:
                Count(context);
                break;
        }
    }

    private void Count(CaseContext context)
    {
        UnansweredContacts++;
        FirstUnansweredAt ??= context.Now;
    }

    // What we owed is given or gone: the two weeks begin only now, with a reminder of their own, however often was tried before.
    private void WaitAnew(bool stoodStill, CaseContext context)
    {
        if (stoodStill && !SilenceStands && Ball == Ball.Customer)
            (SilentSince, FirstUnansweredAt, RemindedAt) = (context.Now, FirstUnansweredAt is null ? null : context.Now, null);
    }

    /// <summary>Something is to be answered (spec P3, P11), unless an answer is owed already.</summary>
    private void AwaitAnswer(CaseContext context)
    {
        if (!Owes(Promise.FirstResponse) && !Owes(Promise.Callback))
            StartClock(ClockKind.Callback, context);
    }

    /// <summary>A word of the customer is to be answered, unless an answer is owed already (spec P3, P11).</summary>
    private void AnswerContact(CaseContext context)
    {
        // Where words are answered around the clock, the business days of a first answer are no answer to them.
        var stands = Severity == Severity.Emergency || !IsAnsweredAroundTheClock(context.Programme);
        if (!Owes(Promise.Callback) && !(stands && Owes(Promise.FirstResponse)))
            StartClock(ClockKind.Callback, context);
    }

    /// <summary>
    /// What became an Emergency is to be answered anew, from the change on, unless an answer is owed that can still come in time (spec
    /// S8, P2).
    /// </summary>
    /// <returns>The clock that starts, or null.</returns>
    private CaseClock? AnswerAnew(CaseContext context)
    {
        if (IsAnswerAhead(context.Now))
            return null;
        StartClock(ClockKind.Callback, context);
        return _clocks.FindLast(c => c.IsOpen && c.Promise == Promise.Callback);
    }

    private bool IsAnswerAhead(Instant now) =>
        Owes(Promise.Callback) || _clocks.Exists(c => c.IsOpen && c.Promise == Promise.FirstResponse && c.DueAt > now);

    private bool IsAnsweredAroundTheClock(SupportProgramme programme) =>
        programme.Target(Tier, Severity, ClockKind.Callback) is { } target && programme.Calendar(target.CalendarId).IsAlwaysOpen;

    // A call keeps whatever was promised for a time that has come; before that only the next one, from an hour ahead.
    private List<CaseClock> ThatCall(CaseContext context)
    {
        if (!context.IsPromisedCall)
            return [];
        var at = context.CountsAt;
        List<CaseClock> open = [.. _clocks.Where(c => c.IsOpen && c.PromisedFor is not null && c.StartedAt <= at)];
        List<CaseClock> come = open.FindAll(c => c.PromisedFor <= at);
        return come.Count > 0 ? come : [.. open.Where(c => c.PromisedFor - CallEarly <= at).OrderBy(c => c.PromisedFor).Take(1)];
    }

    private void EndClocks(Promise promise, ClockEnd how, CaseContext context, Func<CaseClock, bool>? which = null)
    {
        foreach (var clock in _clocks.Where(c => c.IsOpen && c.Promise == promise && which?.Invoke(c) != false).ToList())
            EndClock(clock, how, context);
    }

    private void ForgetSilence(CaseContext context)
    {
        (UnansweredContacts, FirstUnansweredAt, RemindedAt) = (0, null, null);
        SilentSince = Ball == Ball.Customer ? context.Now : null;
    }

    private static ClockKind ClockOf(Promise promise) =>
        promise switch
        {
            Promise.FirstResponse => ClockKind.FirstResponse,
            Promise.NextUpdate => ClockKind.NextUpdate,
            Promise.Resolution => ClockKind.Resolution,
            _ => ClockKind.Callback,
        };
}
