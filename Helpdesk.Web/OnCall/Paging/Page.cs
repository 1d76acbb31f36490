using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Web.Mail.Out;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>One call for somebody to take a case; it goes on, step after step, until it ends (spec U3).</summary>
public sealed class Page
{
    private readonly List<PageStepRow> _steps = [];

    public required Guid Id { get; init; }

    public long CaseId { get; private set; }

    /// <summary>Set when it is written: the case may not have its id yet.</summary>
    public Case Case { get; init; } = null!;

    public required PageCause Cause { get; init; }

    public required Instant OpenedAt { get; init; }

    /// <summary>The opening that ends the closed time it was opened in.</summary>
    public required Instant Night { get; init; }

    /// <summary>When the next are asked; null once it has ended.</summary>
    public Instant? NextStepAt { get; private set; }

    public Instant? EndedAt { get; private set; }

    public PageEnd? End { get; private set; }

    public Guid? TakenById { get; private set; }

    public string? TakenBy { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<PageStepRow> Steps => _steps;

    /// <summary>The steps so far as the rules see them.</summary>
    public IReadOnlyList<PageStep> ToSteps() =>
        [.. _steps.OrderBy(s => s.Number).Select(s => new PageStep(s.Number, s.Stage, s.At, [.. s.Asks.Select(a => a.PersonId)], []))];

    /// <summary>Whether the last step asks somebody already.</summary>
    public bool HasJustAsked(Guid person) => _steps.MaxBy(s => s.Number)?.Asks.Exists(a => a.PersonId == person) == true;

    public PageStepRow Add(PageStep step, Func<Guid, string> nameOf, Duration acknowledgeWithin)
    {
        var row = new PageStepRow
        {
            PageId = Id,
            Number = step.Number,
            Stage = step.Stage,
            At = step.At,
        };
        foreach (var person in step.People)
            row.Asks.Add(
                new PageAsk
                {
                    PageId = Id,
                    Number = step.Number,
                    PersonId = person,
                    Person = nameOf(person),
                }
            );
        _steps.Add(row);
        (NextStepAt, Version) = (Escalation.DueAfter(step, acknowledgeWithin), Version + 1);
        return row;
    }

    public void Close(PageEnd how, Actor? by, Instant now)
    {
        (EndedAt, End, NextStepAt, Version) = (now, how, null, Version + 1);
        if (how == PageEnd.Taken)
            (TakenById, TakenBy) = (by?.Id, by?.Name);
    }

    /// <summary>Goes on as if it had never ended: what ended it was undone.</summary>
    /// <param name="nextStepAt">When the next are asked.</param>
    public void GoOn(Instant nextStepAt) => (EndedAt, End, NextStepAt, Version) = (null, null, nextStepAt, Version + 1);
}

/// <summary>A step as it is kept: stored before anything of it is sent.</summary>
public sealed class PageStepRow
{
    public required Guid PageId { get; init; }

    public required int Number { get; init; }

    public required PageStage Stage { get; init; }

    public required Instant At { get; init; }

    public List<PageAsk> Asks { get; } = [];
}

/// <summary>One person asked in one step; the database itself holds that it is once.</summary>
public sealed class PageAsk
{
    public required Guid PageId { get; init; }

    public required int Number { get; init; }

    public required Guid PersonId { get; init; }

    public required string Person { get; init; }

    /// <summary>What became of it on their screens; null until somebody has looked.</summary>
    public PageOutcome? Screen { get; set; }

    public Instant? ScreenAt { get; set; }
}

/// <summary>A call of the web hook, with the words it will have however often it is tried.</summary>
public sealed class PageHook
{
    /// <summary>The <c>webhook-id</c>: the same with each try, so that a receiver takes it once.</summary>
    public required string Id { get; init; }

    public required Guid PageId { get; init; }

    public Page Page { get; init; } = null!;

    /// <summary>The step it tells of; 0 tells that the page is over.</summary>
    public required int Number { get; init; }

    public required string Body { get; init; }

    public OutboxState State { get; private set; }

    public int Attempts { get; private set; }

    public required Instant NextAttemptAt { get; set; }

    public required Instant GiveUpAt { get; init; }

    public string? LastError { get; private set; }

    public Instant? SentAt { get; private set; }

    public void MarkSent(Instant now) => (State, SentAt, LastError, Attempts) = (OutboxState.Sent, now, null, Attempts + 1);

    /// <summary>Notes a try that may go better later, or the end of trying.</summary>
    public void Postpone(string cause, Instant now)
    {
        Attempts++;
        LastError = cause;
        var next = now + HookRetry.PauseAfter(Attempts);
        if (next > GiveUpAt)
            State = OutboxState.Failed;
        else
            NextAttemptAt = next;
    }

    public void Cancel()
    {
        if (State == OutboxState.Waiting)
            State = OutboxState.Cancelled;
    }
}

/// <summary>How a web hook that was not taken is tried again: quickly, as somebody waits, and for as long as it is worth it.</summary>
public static class HookRetry
{
    public static readonly Duration GiveUpAfter = Duration.FromMinutes(30);

    private static readonly int[] Seconds = [5, 15, 30, 60, 120, 300];

    /// <summary>The pause after so many failed tries.</summary>
    public static Duration PauseAfter(int attempts) => Duration.FromSeconds(Seconds[Math.Clamp(attempts, 1, Seconds.Length) - 1]);
}
