using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.CasePage;
using NodaTime;

namespace Helpdesk.Web.Cases.Acts.Outlook;

/// <summary>What becomes of something promised by an act that is not done yet.</summary>
public enum OutlookEnd
{
    GoesOn = 0,
    Kept = 1,
    KeptByWords = 2,

    /// <summary>Kept where words go along, else called off: the customer ends it themselves.</summary>
    KeptOrOff = 3,
    CalledOff = 4,

    /// <summary>The act is refused while it is open.</summary>
    Forbids = 5,
    Recounted = 6,
    Moves = 7,
    Ends = 8,

    /// <summary>Silence: the customer is asked, and waited for from then on.</summary>
    Asked = 9,

    /// <summary>The customer has confirmed: the case closes by itself.</summary>
    Confirmed = 10,

    /// <summary>Silence: begins only when the call that is owed was made.</summary>
    AfterTheCall = 11,
}

/// <summary>An act as far as it is known before it is done.</summary>
/// <param name="CustomersWord">The customer ends it themselves, so that what is owed is called off (spec C1, C2).</param>
/// <param name="ByCall">It was said on the telephone, which is an answer (spec H2).</param>
public sealed record OutlookAct(CaseAction Action, bool CustomersWord = false, bool ByCall = false);

/// <summary>One open promise and what the act makes of it.</summary>
/// <param name="Plan">What follows by itself when the customer stays silent afterwards.</param>
public sealed record OutlookRow(PromiseRow Promise, OutlookEnd End, SilencePlan? Plan = null);

/// <summary>Reads off the one table what an act makes of everything that is open, before it is done (spec P3, H2, I5, C8).</summary>
public static class OutlookRows
{
    // As the aggregate counts it: a call made this much before its time is that call.
    private static readonly Duration CallEarly = Duration.FromHours(1);

    public static IReadOnlyList<OutlookRow> Of(
        Case about,
        IReadOnlyList<TimelineEntry> record,
        OutlookAct act,
        SupportProgramme programme,
        Instant now
    )
    {
        List<PromiseRow> open = [.. PromiseRows.Of(about, record, programme, now).Where(r => r.IsOpen && r.Kind != PromiseRowKind.Silence)];
        List<OutlookRow> rows = [.. open.Where(r => r.Promise is not null).Select(r => new OutlookRow(r, EndOf(act, r, now)))];
        rows.AddRange(
            open.Where(r => r.Kind == PromiseRowKind.Page).Select(r => new OutlookRow(r, PageEnd(act, about, rows, programme, now)))
        );
        rows.AddRange(open.Where(r => r.Kind == PromiseRowKind.Vendor).Select(r => new OutlookRow(r, VendorEnd(act.Action))));
        if (SilenceAfter(act, about, rows, programme, now) is { } silence)
            rows.Add(silence);
        return rows;
    }

    private static OutlookEnd EndOf(OutlookAct act, PromiseRow row, Instant now)
    {
        var promise = row.Promise!.Value;
        var effect = PromiseTable.Effect(act.Action, promise);
        return act.ByCall && IsAnsweredByCall(promise, row, now)
            ? OutlookEnd.Kept
            : effect switch
            {
                PromiseEffect.Kept or PromiseEffect.KeptByThatCall or PromiseEffect.Renewed => OutlookEnd.Kept,
                PromiseEffect.KeptByWords => act.CustomersWord ? OutlookEnd.KeptOrOff : OutlookEnd.KeptByWords,
                PromiseEffect.Forbids => act.CustomersWord ? OutlookEnd.CalledOff : OutlookEnd.Forbids,
                PromiseEffect.CalledOff => OutlookEnd.CalledOff,
                PromiseEffect.Moves => OutlookEnd.Moves,
                PromiseEffect.Recounted => OutlookEnd.Recounted,
                PromiseEffect.Ends => OutlookEnd.Ends,
                // What comes over, or starts, stands beside what runs here already.
                _ => OutlookEnd.GoesOn,
            };
    }

    private static bool IsAnsweredByCall(Promise promise, PromiseRow row, Instant now) =>
        promise is Promise.FirstResponse or Promise.Callback || (promise == Promise.PromisedCall && now >= row.DueAt - CallEarly);

    // A page ends with what it is for: an answer or an escalation that goes on keeps it, one that moves takes it along (spec U3).
    private static OutlookEnd PageEnd(OutlookAct act, Case about, List<OutlookRow> rows, SupportProgramme programme, Instant now)
    {
        List<OutlookRow> owed = [.. rows.Where(r => NeedsSomebody(r.Promise, about, programme, now))];
        return act.Action switch
        {
            CaseAction.Close => OutlookEnd.Ends,
            CaseAction.MergeInto => owed.Exists(r => r.End == OutlookEnd.Moves) ? OutlookEnd.Moves : OutlookEnd.Ends,
            CaseAction.Resolve or CaseAction.Confirm => owed.Exists(r => r.End == OutlookEnd.GoesOn) ? OutlookEnd.GoesOn : OutlookEnd.Ends,
            _ => OutlookEnd.GoesOn,
        };
    }

    private static bool NeedsSomebody(PromiseRow row, Case about, SupportProgramme programme, Instant now) =>
        row.Promise switch
        {
            Promise.Escalation or Promise.Callback => true,
            Promise.FirstResponse => about.Severity == Severity.Emergency,
            // "Tomorrow at three" needs nobody before.
            Promise.PromisedCall => row.DueAt - programme.Target(about.Tier, about.Severity, ClockKind.Callback)?.Length <= now,
            _ => false,
        };

    private static OutlookEnd VendorEnd(CaseAction action) =>
        action switch
        {
            CaseAction.MergeInto => OutlookEnd.Moves,
            CaseAction.Close or CaseAction.Resolve or CaseAction.Confirm => OutlookEnd.Ends,
            _ => OutlookEnd.GoesOn,
        };

    private static OutlookRow? SilenceAfter(OutlookAct act, Case about, List<OutlookRow> rows, SupportProgramme programme, Instant now)
    {
        var (before, plan) = (about.SilentWait, about.SilencePlan(programme));
        var row = new PromiseRow(PromiseRowKind.Silence, Promise.Silence, before?.Since ?? now, plan?.ClosesAt);
        var callLeft = rows.Exists(r => r is { Promise.Promise: Promise.PromisedCall, End: OutlookEnd.GoesOn });
        return (PromiseTable.Effect(act.Action, Promise.Silence), act.Action) switch
        {
            (PromiseEffect.Ends or PromiseEffect.CountsAnew, CaseAction.Confirm or CaseAction.Resolve) when callLeft => new(
                row,
                OutlookEnd.AfterTheCall
            ),
            (PromiseEffect.Ends, CaseAction.Confirm) => new(row, OutlookEnd.Confirmed, Silence.Confirmed(now, programme)),
            (PromiseEffect.CountsAnew, CaseAction.Resolve) => new(
                row,
                OutlookEnd.Asked,
                Silence.Plan(OneMore(before, about, now), programme)
            ),
            (PromiseEffect.Ends, _) => plan is null && before is null ? null : new(row, OutlookEnd.Ends),
            _ => plan is null ? null : new(row, OutlookEnd.GoesOn, plan),
        };
    }

    // What stood still while an answer was owed begins anew with it; what was tried stays counted (spec C8).
    private static SilentWait OneMore(SilentWait? before, Case about, Instant now) =>
        before is null or { RemindedAt: not null } ? new(now, 1, now, null)
        : about.OwesAnswer || about.Owes(Promise.PromisedCall) ? new(now, before.Contacts + 1, now, null)
        : before with { Contacts = before.Contacts + 1, FirstContactAt = before.FirstContactAt ?? now };
}
