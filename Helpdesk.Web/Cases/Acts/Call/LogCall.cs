using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Validation;
using NodaTime;

namespace Helpdesk.Web.Cases.Acts.Call;

/// <summary>A call and its outcome; reaching the customer meets the first response and callbacks (spec H2, P3).</summary>
/// <param name="At">When it began, where that is some time ago; what it keeps is judged by that.</param>
/// <param name="Promised">False when it was about something else than the call that was promised; null takes it for that one.</param>
public sealed record LogCall(CallDirection? Direction, bool? Reached, string Text, Instant? At = null, bool? Promised = null) : ICaseCommand
{
    /// <summary>How long ago a call may have begun that is written down now.</summary>
    public static readonly Duration Longest = Duration.FromHours(12);

    public Result Apply(Case target, CaseContext context) =>
        At switch
        {
            { } at when at > context.Now => Result.Refuse("call.in-the-future", "at", at),
            { } at when at < context.Now - Longest || at < target.OpenedAt => Result.Refuse("call.too-long-ago", "at", at, Longest.Hours),
            _ => target.LogCall(
                Direction!.Value,
                Reached!.Value,
                Text.Trim(),
                context with
                {
                    HappenedAt = At,
                    IsPromisedCall = Promised != false,
                }
            ),
        };
}

public sealed class LogCallRules : AbstractValidator<LogCall>
{
    public LogCallRules()
    {
        RuleFor(c => c.Direction).NotNull().WithErrorCode("value.required");
        RuleFor(c => c.Reached).NotNull().WithErrorCode("value.required");
        RuleFor(c => c.Text).Required().AtMost(Rules.LongText).Readable();
    }
}

/// <summary>The customer does not need the promised call any more (spec P3).</summary>
/// <param name="PromisedFor">Which one, where several are promised.</param>
public sealed record ReleaseCall(string Reason, Instant? PromisedFor = null) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.ReleaseCall(Reason.Trim(), PromisedFor, context);
}

public sealed class ReleaseCallRules : AbstractValidator<ReleaseCall>
{
    public ReleaseCallRules() => RuleFor(c => c.Reason).Required().AtMost(Rules.LongText).Readable();
}

/// <summary>The customer rang the reception number because no answer came in time; a supervisor hears of it at once (spec H4).</summary>
public sealed record LogHotlineCall(string Text) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.LogHotlineCall(Text.Trim(), context);
}

public sealed class LogHotlineCallRules : AbstractValidator<LogHotlineCall>
{
    public LogHotlineCallRules() => RuleFor(c => c.Text).Required().AtMost(Rules.LongText).Readable();
}

/// <summary>The customer asks to be called (spec P11); the clock is the programme's, the promised time is the agent's word.</summary>
public sealed record RequestCallback(string? PhoneNumber, Instant? PromisedFor, string? Text) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) =>
        PromisedFor switch
        {
            { } at when at > BusinessCalendar.Latest => Result.Refuse(
                "instant.out-of-range",
                "promisedFor",
                at,
                BusinessCalendar.Earliest,
                BusinessCalendar.Latest
            ),
            { } at when at < context.Now => Result.Refuse("callback.in-the-past", "promisedFor", at),
            _ => target.RequestCallback(PhoneNumber?.Trim(), PromisedFor, Text?.Trim(), context),
        };
}

public sealed class RequestCallbackRules : AbstractValidator<RequestCallback>
{
    public RequestCallbackRules()
    {
        RuleFor(c => c.PhoneNumber).AtMost(50).OneLine();
        RuleFor(c => c.Text).AtMost(Rules.LongText).Readable();
    }
}
