using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Workforce;
using NodaTime;

namespace Helpdesk.Web.Supervision.Board;

/// <summary>One engineer on the board; equal rows look the same, so only those that differ are drawn again.</summary>
/// <param name="Here">Whether they have the console open.</param>
/// <param name="AwayUntil">When they are back, if that was entered.</param>
/// <param name="Present">Who is there instead.</param>
/// <param name="Next">The case of theirs that falls due next.</param>
/// <param name="Missed">How many of theirs are missed.</param>
public sealed record EngineerRow(
    Guid Id,
    string UserName,
    string Name,
    bool Here,
    bool IsAway,
    Instant? AwayUntil,
    string? Present,
    AgentKnowledge Knows,
    Workload Load,
    QueueEntry? Next,
    int Missed
);

/// <summary>The whole board at an instant; made once for everybody who looks.</summary>
public sealed record BoardModel(
    Instant At,
    IReadOnlyList<EngineerRow> Engineers,
    IReadOnlyList<QueueEntry> Unassigned,
    int AllUnassigned,
    IReadOnlyList<QueueEntry> AtRisk,
    IReadOnlyList<QueueEntry> Missed,
    int AllMissed
)
{
    public static readonly BoardModel Empty = new(Instant.MinValue, [], [], 0, [], [], 0);
}
