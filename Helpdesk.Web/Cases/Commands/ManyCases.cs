using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Cases.Commands;

/// <summary>Something done to each of several cases.</summary>
public interface IManyCommand
{
    ICaseCommand For(QueueEntry entry, ClaimsPrincipal who);
}

public sealed record TakeMany : IManyCommand
{
    public ICaseCommand For(QueueEntry entry, ClaimsPrincipal who) => new AssignCase(who.ActorId(), who.DisplayName());
}

public sealed record UnassignMany : IManyCommand
{
    public ICaseCommand For(QueueEntry entry, ClaimsPrincipal who) => new UnassignCase();
}

/// <param name="Refused">One sentence for each case that was refused.</param>
public sealed record ManyReport(int Done, IReadOnlyList<string> Refused);

/// <summary>Runs a command on several cases, each in its own transaction; one refusal does not stop the next.</summary>
public sealed class ManyCases(CaseCommandRunner runner, ErrorWords words)
{
    public async Task<ManyReport> RunAsync(
        IReadOnlyList<QueueEntry> cases,
        IManyCommand command,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        var refused = new List<string>();
        foreach (var entry in cases)
        {
            // The runner picks the rules by the command's own type.
            var result = command.For(entry, who) switch
            {
                AssignCase assign => await runner.RunAsync(entry.Number, null, assign, who, cancellation),
                UnassignCase unassign => await runner.RunAsync(entry.Number, null, unassign, who, cancellation),
                var other => throw new InvalidOperationException("No way to run " + other.GetType().Name),
            };
            if (!result.IsOk)
                refused.Add($"{entry.Number}: {words.Of(result.Errors)}");
        }

        return new(cases.Count - refused.Count, refused);
    }
}
