using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Acts.JudgeAnew;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.ServiceLevels.Calendars;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Cases.Timeline;

/// <summary>Says an entry of the record in the reader's language: who, and what they did.</summary>
public sealed class TimelineWords(IStringLocalizer<CaseText> text, DomainWords domain, SupportProgramme programme)
{
    /// <summary>Always somebody: a person by name, the customer by name, a rule or job by what it is.</summary>
    public string Who(TimelineEntry entry, Case about) =>
        entry.ActorKind switch
        {
            _ when entry.Event is CaseOpened or CustomerWrote or EscalationRequested or AutoReplyCame or ThanksCame => Voiced(entry, about),
            ActorKind.Person => entry.ActorName,
            ActorKind.Customer => about.ErasedAt is null ? $"{about.Contact.Name} ({text["by.Customer"]})" : text["by.erased"],
            ActorKind.System => Rule(entry.ActorName),
            _ => $"{entry.ActorName} ({text["by." + entry.ActorKind]})",
        };

    public string Said(TimelineEntry entry, ReaderTime time) =>
        entry.Event is CaseAssigned a && a.OwnerId == entry.ActorId ? text["ev.CaseTaken"] : Said(entry.Event, time);

    public string Said(CaseEvent happened, ReaderTime time) =>
        happened switch
        {
            CaseAssigned a => text["ev.CaseAssigned", a.OwnerName],
            CaseUnassigned u => text["ev.CaseUnassigned", u.FromName],
            AssignmentLapsed lapsed => text["ev.AssignmentLapsed", lapsed.FromName, time.Short(lapsed.Since)],
            AssignmentUndone undone => undone.OwnerName is { } back ? text["ev.AssignmentUndone", back] : text["ev.AssignmentUndone.queue"],
            ReplySent { Language: { } language } => text["ev.ReplySent.in", domain["Language." + language]],
            CallLogged call => text[call.Reached ? "ev.CallLogged.reached" : "ev.CallLogged.missed", domain.Of(call.Direction)],
            CallbackRequested callback => text["ev.CallbackRequested", callback.PhoneNumber ?? "–"]
                + (callback.PromisedFor is { } at ? " · " + time.Short(at) : null),
            SeverityChanged s => text["ev.SeverityChanged", domain.Of(s.From), domain.Of(s.To)]
                + (s.OldDueAt is { } o && s.NewDueAt is { } n ? $" ({time.Short(o)} → {time.Short(n)})" : null),
            SeverityExplained s => text["ev.SeverityExplained", domain.Of(s.To)],
            WaitStarted w => text["ev.WaitStarted", domain.Of(w.On)],
            MoreRequested m => text["ev.MoreRequested", string.Join(", ", m.Items.Select(i => domain.Of(i)))],
            ScopeMarked scope => text["ev.ScopeMarked", domain.Of(scope.Topic)],
            EscalationRequested e => text[
                "ev.EscalationRequested",
                text[e.WorkaroundExists ? "yes" : "no"],
                text[e.EffectIsSerious ? "yes" : "no"]
            ],
            EscalationRaised e => text["ev.EscalationRaised", domain.Of(e.From), domain.Of(e.To)],
            HotlineCalled h => text[h.ResponseMissed ? "ev.HotlineCalled.late" : "ev.HotlineCalled"],
            SilenceReminderSent r => text["ev.SilenceReminderSent", time.Long(r.ClosesAt)],
            CloseUndone u => text["ev.CloseUndone", domain.Of(u.BackTo)],
            ExceptionGranted g => g.Until is { } end
                ? text["ev.ExceptionGranted.until", domain.Of(g.Tier), time.Long(end)]
                : text["ev.ExceptionGranted", domain.Of(g.Tier)],
            OwnerAnswered answered => text[answered.ActsForThem ? "ev.OwnerAnswered.yes" : "ev.OwnerAnswered.no"],
            CaseJudgedAnew judged => JudgedWords.Said(text, domain, judged, time),
            BreachExcused b => text["ev.BreachExcused", domain.Of(b.Kind), b.DueAt is { } due ? time.Long(due) : "–"],
            PageSent p => text[
                "ev.PageSent",
                domain.Of(p.Cause),
                p.Step,
                p.People.Count == 0 ? text["ev.PageSent.nobody"].Value : string.Join(", ", p.People),
                domain.Of(p.Stage)
            ] + (p.Gaps.Count == 0 ? null : " · " + text["ev.PageSent.gaps", string.Join(", ", p.Gaps.Select(gap => domain.Of(gap)))]),
            PageTold p => text[
                "ev.PageTold." + p.Outcome,
                p.Step,
                domain.Of(p.Channel),
                p.Person ?? text["page.receiver"].Value,
                p.Detail ?? ""
            ],
            PageAcknowledged p => text["ev.PageAcknowledged", p.Step],
            PageOver p => text["ev.PageOver", domain.Of(p.How)],
            PageHoldOver p => text["ev.PageHoldOver", p.Name, time.Short(p.LastAct)],
            CaseHandedOver h => text["ev.CaseHandedOver", h.FromName ?? text["page.nobody"].Value, h.ToName],
            HandOverLate h => text["ev.HandOverLate", time.Short(h.ShiftAt), h.ToName ?? text["page.nobody"].Value],
            CaseLinked l => text["ev.CaseLinked", domain.Of(l.Kind), l.OtherNumber],
            CaseMerged l => text["ev.CaseLinked", domain.Of(l.Kind), l.OtherNumber],
            DueTimesMoved moved => MovedWords.Said(text, CalendarNames.Of(domain, programme, moved.CalendarId), domain, moved, time),
            VendorAnswered => text["ev.VendorAnswered"],
            PromiseRestored p => text["ev.PromiseRestored." + p.Gap, p.From ?? ""],
            ParticipantsJoined { LeftOut: > 0 } p => text["ev.ParticipantsJoined.left-out", p.Count, domain.Of(p.Source), p.LeftOut],
            ParticipantsJoined p => text["ev.ParticipantsJoined", p.Count, domain.Of(p.Source)],
            MergeUndone m => text["ev.MergeUndone", m.OtherNumber],
            SeverityKept kept => text["ev.SeverityKept", domain.Of(kept.Severity), kept.From, domain.Of(kept.Proposed)],
            CaseResolved { How: { } how } r => r.By is { } by
                ? text["ev.CaseResolved.how", by, domain.Of(how)]
                : text["ev.CaseResolved.confirmed"] + $" ({domain.Of(how)})",
            CaseClosed closed => text["ev.CaseClosed", domain.Of(closed.Reason)] + (closed.Detail is { } detail ? $" ({detail})" : null),
            CaseReopened again => text["ev.CaseReopened", again.Count]
                + (again.Stated is { } stated ? " · " + text["ev.CaseReopened.stated", domain.Of(stated)] : null),
            ClockEnded clock => text["ev.ClockEnded", domain.Of(clock.Kind), domain.Of(clock.State)],
            MovedIn moved => text[moved.Verdict is null ? "ev.MovedIn" : "ev.MovedIn.open", moved.From, moved.OldNumber],
            MailSent mail => text["ev.MailSent", domain.Of(mail.Kind), mail.To],
            MailFailed mail => text["ev.MailFailed", domain.Of(mail.Kind), mail.To, CauseOf(mail)],
            MailGivenUp mail => text["ev.MailGivenUp", domain.Of(mail.Kind), mail.To],
            _ => text["ev." + happened.GetType().Name],
        };

    /// <summary>A fate under its own message: what the message was need not be said again.</summary>
    public string Said(MailFate fate) =>
        fate.Entry.Event switch
        {
            MailSent mail => text["fate.sent", mail.To],
            MailFailed mail => text[fate.Kind == TimelineKind.MailBounced ? "fate.bounced" : "fate.failed", mail.To, CauseOf(mail)],
            MailGivenUp mail => text["fate.given-up", mail.To],
            PageTold { Outcome: PageOutcome.Unavailable } p => text[
                $"fate.page.Unavailable.{p.Channel}",
                p.Person ?? text["page.receiver"].Value
            ],
            PageTold p => text["fate.page." + p.Outcome, domain.Of(p.Channel), p.Person ?? text["page.receiver"].Value, p.Detail ?? ""],
            _ => "",
        };

    // What the server's line means, in words of an agent; the line itself behind it.
    private string CauseOf(MailFailed mail) =>
        mail.Reason is { } reason and not BounceReason.Unknown ? text["bounce." + reason, mail.Cause] : mail.Cause;

    // The customer's words, and whoever wrote them down.
    private string Voiced(TimelineEntry entry, Case about)
    {
        var name =
            about.ErasedAt is not null ? text["by.erased"].Value
            // In another help desk several people of a customer wrote in one case.
            : about.MovedFrom is not null && entry is { ActorKind: ActorKind.Customer, ActorName.Length: > 0 } ? entry.ActorName
            : about.Contact.Name;
        return entry.ActorKind == ActorKind.Person ? text["by.written", name, entry.ActorName] : name;
    }

    private string Rule(string name)
    {
        var known = text["rule." + name];
        return known.ResourceNotFound ? $"{name} ({text["by.System"]})" : known.Value;
    }
}
