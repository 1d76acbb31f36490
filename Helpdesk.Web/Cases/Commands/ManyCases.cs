using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Cases.Commands;

/// <summary>Something done to each of several cases, as its reader saw them.</summary>
public interface IManyCommand
{
    ICaseCommand For(QueueEntry entry);
}

/// <summary>Each is taken if it still belongs to whom the reader saw: nobody, or the colleague they take it over from (spec H1).</summary>
public sealed record TakeMany : IManyCommand
{
    public ICaseCommand For(QueueEntry entry) => new TakeCase(OwnerSeen.Of(entry.OwnerId));
}

/// <summary>Each goes back into the queue if it still belongs to whom the reader saw.</summary>
public sealed record UnassignMany : IManyCommand
{
    public ICaseCommand For(QueueEntry entry) => new UnassignCase(OwnerSeen.Of(entry.OwnerId));
}

/// <param name="Refused">Why it stayed as it was; null when it was done.</param>
public sealed record ManyLine(string Number, string? Refused)
{
    /// <summary>How it stood before; null when it stayed as it was.</summary>
    public OwnerBefore? Before { get; init; }
}

/// <summary>What became of each of them.</summary>
public sealed record ManyReport(IReadOnlyList<ManyLine> Lines)
{
    public int Done => Lines.Count(l => l.Refused is null);
}

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
        var lines = new List<ManyLine>();
        foreach (var entry in cases)
        {
            // The runner picks the rules by the command's own type.
            var act = command.For(entry);
            var result = act switch
            {
                TakeCase take => await runner.RunAsync(entry.Number, null, take, who, cancellation),
                UnassignCase unassign => await runner.RunAsync(entry.Number, null, unassign, who, cancellation),
                var other => throw new InvalidOperationException("No way to run " + other.GetType().Name),
            };
            lines.Add(new(entry.Number, result.IsOk ? null : words.Of(result.Errors)) { Before = (act as IChangesOwner)?.Before });
        }

        return new(lines);
    }
}
