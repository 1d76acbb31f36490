using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>What every command leaves behind: the move along the table, the entry in the record, what the queue shows.</content>
public sealed partial class Case
{
    private const int LastLineLength = 160;

    /// <summary>Moves along the table, or refuses with the state and the action named.</summary>
    private Result Move(CaseAction action, CaseContext context)
    {
        if (CaseTransitions.Next(Status, action) is not { } to)
            return NotAllowed(action);
        var (before, wasResolved) = (Ball, Status == CaseStatus.Resolved);
        Status = to;
        if (Ball != before)
        {
            BallSince = context.Now;
            // Silence counts while the customer has the ball, and begins when they get it (spec C8).
            ForgetSilence(context);
        }

        if (to is not (CaseStatus.Resolved or CaseStatus.Closed))
            ConfirmedAt = null;

        // A customer who is not content yet: work goes on (spec H5), and so do the
        // team's own targets; the first response of this cycle was given.
        if (wasResolved && to == CaseStatus.InProgress && action != CaseAction.Reopen)
            FollowTeamTargets(context);
        return Result.Ok;
    }

    private void Record(CaseContext context, CaseEvent happened)
    {
        _timeline.Add(new TimelineEntry(context.Now, context.Actor, happened, Version + 1, context.MailTo));
        if (happened is not SeverityChanged and not CaseOpened && happened.Words is { Length: > 0 } words)
            (LastLine, LastLineBy) = (FirstLine(words), context.Actor.Kind);
        // The command counts the version up when it ends.
        if (
            happened
            is ReplySent
                or SolutionOffered
                or MoreRequested
                or ScopeMarked
                or EscalationDeclined
                or ConfirmationAsked
                or CustomerWrote
                or EscalationRequested
        )
            (LastMessageVersion, LastMessageBy) = (Version + 1, context.Actor.Name);
    }

    private void Touch(CaseContext context)
    {
        Version++;
        LastActivityAt = context.Now;
        // Whatever the owner does shows that they know of the case.
        if (context.Actor.Id is { } actor && actor == OwnerId)
            HandedOverAt = null;
        SilenceActsAt = SilencePlan(context.Programme)?.At;
        NextClock = FirstDue();
    }

    private NextClock? FirstDue() =>
        _clocks.Where(c => c.IsOpen).Select(c => c.AsNext()).OrderBy(c => c.DueAt ?? Instant.MaxValue).ThenBy(c => c.Kind).FirstOrDefault();

    private static string FirstLine(string text)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        if (end >= 0)
            line = line[..end];
        if (line.Length <= LastLineLength)
            return line.ToString();
        // Half a surrogate pair would be no text any more.
        var cut = char.IsHighSurrogate(line[LastLineLength - 2]) ? LastLineLength - 2 : LastLineLength - 1;
        return string.Concat(line[..cut], "…");
    }
}
