using System.Security.Claims;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.CustomerPage;

/// <summary>Makes of two customers that are one the one: everything of the first becomes the other's (spec U4).</summary>
/// <param name="Version">The version in which the first was seen.</param>
public sealed record JoinCustomers(string Key, int Version, string Into);

/// <summary>How much joining moves.</summary>
public sealed record JoinCounts(int Contacts, int Contracts, int Licences, int Cases);

public sealed class JoinCustomersHandler(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, RecordActs acts, CurrentPerson person)
{
    /// <summary>
    /// Each record moves by a change of its own, so that each history tells it; when one is refused, those before are taken back.
    /// Refusals: <c>auth.forbidden</c>, <c>customer.unknown</c>, <c>customer.join-itself</c>, <c>customer.joined</c>, those of a change.
    /// </summary>
    public async Task<Result<RecordDone>> HandleAsync(JoinCustomers command)
    {
        if (!person.IsIn(Policies.ManageRecords))
            return Result<RecordDone>.Forbid();
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var found = await db.Customers()
            .AsNoTracking()
            .Where(c => c.Key == command.Key || c.Key == command.Into)
            .ToListAsync(CancellationToken.None);
        if (WrongWith(command, found) is { } wrong)
            return wrong;
        var (from, into) = (Find(found, command.Key)!, Find(found, command.Into)!);
        List<UndoStep> done = [];
        foreach (var move in await MovesAsync(db, command, from, into))
        {
            var moved = await move();
            if (moved.IsOk)
            {
                done.AddRange(moved.Value.Steps);
                continue;
            }

            await acts.UndoAsync(done);
            return moved;
        }

        var cases = await MoveCasesAsync(from, into, null);
        return new RecordDone(into.Key, done) { AlsoUndo = () => MoveCasesAsync(into, from, cases) };
    }

    public async Task<JoinCounts> CountAsync(string key, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.ReadRecords, who))
            return new(0, 0, 0, 0);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return new(
            await db.Contacts().CountAsync(c => c.CustomerKey == key, cancellation),
            await db.Contracts().CountAsync(c => c.CustomerKey == key, cancellation),
            await db.Licences().CountAsync(l => l.CustomerKey == key, cancellation),
            await db.Cases.CountAsync(c => c.CustomerKey == key, cancellation)
        );
    }

    private static Error? WrongWith(JoinCustomers command, List<Customer> found) =>
        string.Equals(command.Key, command.Into, StringComparison.OrdinalIgnoreCase) ? new Error("customer.join-itself", "joinedInto")
        : Find(found, command.Key) is null ? new Error("customer.unknown", "key", command.Key)
        : Find(found, command.Into) is null ? new Error("customer.unknown", "joinedInto", command.Into)
        : found.Find(c => c.JoinedInto is not null) is { } joined ? new Error("customer.joined", "joinedInto", joined.Key)
        : null;

    private static Customer? Find(List<Customer> found, string key) =>
        found.Find(c => string.Equals(c.Key, key, StringComparison.OrdinalIgnoreCase));

    // Contracts and contacts before licences, which must be of the same customer as those they name; the customer itself last.
    private async Task<List<Func<Task<Result<RecordDone>>>>> MovesAsync(HelpdeskDb db, JoinCustomers command, Customer from, Customer into)
    {
        var contacts = await db.Contacts().Where(c => c.CustomerKey == from.Key).Select(c => c.Key).ToListAsync(CancellationToken.None);
        var contracts = await db.Contracts()
            .Where(c => c.CustomerKey == from.Key)
            .Select(c => c.Number)
            .ToListAsync(CancellationToken.None);
        var licences = await db.Licences().Where(l => l.CustomerKey == from.Key).Select(l => l.Serial).ToListAsync(CancellationToken.None);
        var domains = string.Join("; ", into.MailDomains.Concat(from.MailDomains).Distinct(StringComparer.OrdinalIgnoreCase));
        return
        [
            .. contacts.Select(key => Move(acts.ContactAsync, ("key", key), ("customer", into.Key))),
            .. contracts.Select(key => Move(acts.ContractAsync, ("number", key), ("customer", into.Key))),
            .. licences.Select(key => Move(acts.LicenceAsync, ("serial", key), ("customer", into.Key))),
            Move(acts.CustomerAsync, ("key", into.Key), ("mailDomains", domains)),
            () => acts.CustomerAsync(Texts(("key", from.Key), ("joinedInto", into.Key)), command.Version),
        ];
    }

    private static Func<Task<Result<RecordDone>>> Move(
        Func<IReadOnlyDictionary<string, string>, int?, Task<Result<RecordDone>>> save,
        params (string Column, string Text)[] texts
    ) => () => save(Texts(texts), null);

    private static Dictionary<string, string> Texts(params (string Column, string Text)[] texts) =>
        texts.ToDictionary(t => t.Column, t => t.Text, StringComparer.Ordinal);

    private async Task<IReadOnlyList<long>> MovedAsync(HelpdeskDb db, Customer from, IReadOnlyList<long>? only) =>
        await db
            .Cases.Where(c => c.CustomerKey == from.Key && (only == null || only.Contains(c.Id)))
            .Select(c => c.Id)
            .ToListAsync(CancellationToken.None);

    /// <summary>Cases keep their words, times and verdict; only whose they are changes.</summary>
    private async Task<IReadOnlyList<long>> MoveCasesAsync(Customer from, Customer to, IReadOnlyList<long>? only)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var moved = await MovedAsync(db, from, only);
        await db
            .Cases.Where(c => moved.Contains(c.Id))
            .ExecuteUpdateAsync(
                c => c.SetProperty(x => x.CustomerKey, to.Key).SetProperty(x => x.CustomerName, to.Name),
                CancellationToken.None
            );
        return moved;
    }
}
