using System.Net.Mail;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Administration.GetReady;

/// <summary>One thing with how it stands.</summary>
public sealed record ReadinessLine(string Key, Readiness Now);

/// <summary>Asks every area what it has; those that ask other machines hold up nobody.</summary>
public sealed class GetReadyQuery(IEnumerable<IReadinessCheck> checks, ILogger<GetReadyQuery> log)
{
    // A server that says nothing for so long counts as not there.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The things there are, in their order.</summary>
    public IReadOnlyList<string> Keys { get; } = [.. ReadinessOrder.Keys.Where(k => checks.Any(c => c.Key == k))];

    /// <summary>Each line as soon as it is known, in any order; none for those who may not know.</summary>
    public async IAsyncEnumerable<ReadinessLine> RunAsync(ClaimsPrincipal who, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            yield break;
        await foreach (var line in Task.WhenEach(checks.Select(c => CheckAsync(c, cancellation))).WithCancellation(cancellation))
            yield return await line;
    }

    /// <summary>All lines in their order, for whoever runs the program itself.</summary>
    internal async Task<IReadOnlyList<ReadinessLine>> AllAsync(CancellationToken cancellation)
    {
        var lines = await Task.WhenAll(checks.Select(c => CheckAsync(c, cancellation)));
        return [.. Keys.Select(k => lines.Single(l => l.Key == k))];
    }

    private async Task<ReadinessLine> CheckAsync(IReadinessCheck check, CancellationToken cancellation)
    {
        try
        {
            // On a thread of its own: a check may ask the disk or a server, and the caller's may be a circuit's.
            return new(check.Key, await Task.Run(() => check.CheckAsync(cancellation), cancellation).WaitAsync(Patience, cancellation));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogWarning(e, "Whether {Key} is ready could not be found out", check.Key);
            return new(check.Key, Readiness.Missing("failed", null, e.Message));
        }
    }
}

/// <summary>Tries a thing out: sends a test mail, signs in, calls the pager.</summary>
/// <param name="Address">Whom to send to, where it asks for one.</param>
public sealed record TryOut(string Key, string Address = "");

public sealed class TryOutHandler(IEnumerable<IReadinessTrial> trials)
{
    public IReadinessTrial? Of(string key) => trials.FirstOrDefault(t => t.Key == key && t.IsOffered);

    /// <summary>Refusals: <c>auth.forbidden</c>, <c>ready.address-bad</c>, <c>ready.address-missing</c>, <c>ready.no-trial</c>.</summary>
    public async Task<Result<TriedOut>> HandleAsync(TryOut command, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<TriedOut>.Forbid();
        if (Of(command.Key) is not { } trial)
            return Result<TriedOut>.Refuse("ready.no-trial", "key", command.Key);
        var address = command.Address.Trim();
        if (trial.AsksForAddress && address.Length == 0)
            return Result<TriedOut>.Refuse("ready.address-missing", "address", address);
        if (trial.AsksForAddress && !(MailAddress.TryCreate(address, out var parsed) && parsed.Address == address))
            return Result<TriedOut>.Refuse("ready.address-bad", "address", address);
        return await trial.TryAsync(address, cancellation);
    }
}
