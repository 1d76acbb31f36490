using System.Text.Json.Serialization;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>By what way a page reaches somebody (spec U3).</summary>
public enum PageChannel
{
    /// <summary>The console, open in a browser.</summary>
    Screen = 0,
    Mail = 1,

    /// <summary>A pager service or chat.</summary>
    WebHook = 2,
}

/// <summary>What became of a page on one channel.</summary>
public enum PageOutcome
{
    Delivered = 0,
    Failed = 1,

    /// <summary>The channel is not there: no open screen, no address, no web hook.</summary>
    Unavailable = 2,
}

/// <summary>What the console says of paging and hand-over; it moves nothing, so the case's version stays.</summary>
public abstract record OnCallEvent : CaseEvent;

/// <summary>Somebody was asked to take the case (spec U3).</summary>
/// <param name="Gaps">Layers of the rota that nobody has at that moment.</param>
public sealed record PageSent(PageCause Cause, int Step, PageStage Stage, IReadOnlyList<string> People, IReadOnlyList<OnCallLayer> Gaps)
    : OnCallEvent;

/// <summary>What became of a step on one channel.</summary>
/// <param name="Person">Null where the channel reaches nobody by name.</param>
/// <param name="Detail">What stood in the way.</param>
public sealed record PageTold(int Step, PageChannel Channel, string? Person, PageOutcome Outcome, string? Detail = null) : OnCallEvent;

/// <summary>Somebody acknowledged the page and has the case (spec U3).</summary>
public sealed record PageAcknowledged(int Step) : CaseEvent;

/// <summary>The page ended without anybody's acknowledgement.</summary>
public sealed record PageOver(PageEnd How) : OnCallEvent;

/// <summary>Whoever had acknowledged did nothing more in time, or the promise is at risk: the next are asked (spec U3).</summary>
/// <param name="LastAct">What they did last, the acknowledgement included.</param>
public sealed record PageHoldOver(string Name, Instant LastAct) : OnCallEvent;

/// <summary>The case went over to the next person on call with the shift (spec U3).</summary>
/// <param name="FromName">Null when nobody had the shift before.</param>
public sealed record CaseHandedOver(string? FromName, string ToName, [property: JsonIgnore] string Text) : CaseEvent
{
    public override string Words => Text;
}

/// <summary>The hand-over of the shift was not accepted in time; a supervisor hears of it.</summary>
public sealed record HandOverLate(string? ToName, Instant ShiftAt) : OnCallEvent;
