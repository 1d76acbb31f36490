using System.Security.Claims;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.CustomerPage;

/// <summary>Makes of two customers that are one the one: everything of the first becomes the other's (spec U4).</summary>
/// <param name="Version">The version in which the first was seen.</param>
public sealed record JoinCustomers(string Key, int Version, string Into);

/// <summary>How much joining moves.</summary>
public sealed record JoinCounts(int Contacts, int Contracts, int Licences, int Cases);

public sealed class JoinCustomersHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    RecordActs acts,
    ICustomerCases cases,
    CurrentPerson person
)
{
    /// <summary>
    /// Each record moves by a change of its own, so that each history tells it; all of them and the cases in one transaction.
    /// Refusals: <c>auth.forbidden</c>, <c>customer.unknown</c>, <c>customer.join-itself</c>, <c>customer.joined</c>, those of a change.
    /// </summary>
    public async Task<Result<RecordDone>> HandleAsync(JoinCustomers command)
    {
        if (!person.IsIn(Policies.ManageRecords))
            return Result<RecordDone>.Forbid();
        IReadOnlyList<long> moved = [];
        return await acts.TogetherAsync(
            async unit =>
            {
                var found = await unit
                    .Db.Customers()
                    .AsNoTracking()
                    .Where(c => c.Key == command.Key || c.Key == command.Into)
                    .ToListAsync(CancellationToken.None);
                if (WrongWith(command, found) is { } wrong)
                    return wrong;
                var (from, into) = (Find(found, command.Key)!, Find(found, command.Into)!);
                List<UndoStep> done = [];
                foreach (var (kind, texts, expected) in await MovesAsync(unit.Db, command, from, into))
                {
                    var put = await acts.PutAsync(unit, kind, texts, expected);
                    if (!put.IsOk)
                        return put;
                    done.AddRange(put.Value.Steps);
                }

                moved = await cases.MoveAsync(unit.Db, from, into, null);
                var mine = moved;
                return new RecordDone(into.Key, done) { AlsoUndo = () => MoveBackAsync(into, from, mine) };
            },
            () => cases.TellAsync(moved)
        );
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
    private static async Task<List<(string Kind, Dictionary<string, string> Texts, int? Expected)>> MovesAsync(
        HelpdeskDb db,
        JoinCustomers command,
        Customer from,
        Customer into
    )
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
            .. contacts.Select(key => (RecordKinds.Contacts.Name, Texts(("key", key), ("customer", into.Key)), (int?)null)),
            .. contracts.Select(key => (RecordKinds.Contracts.Name, Texts(("number", key), ("customer", into.Key)), (int?)null)),
            .. licences.Select(key => (RecordKinds.Licences.Name, Texts(("serial", key), ("customer", into.Key)), (int?)null)),
            (RecordKinds.Customers.Name, Texts(("key", into.Key), ("mailDomains", domains)), null),
            (RecordKinds.Customers.Name, Texts(("key", from.Key), ("joinedInto", into.Key)), command.Version),
        ];
    }

    private static Dictionary<string, string> Texts(params (string Column, string Text)[] texts) =>
        texts.ToDictionary(t => t.Column, t => t.Text, StringComparer.Ordinal);

    private async Task MoveBackAsync(Customer from, Customer to, IReadOnlyList<long> moved)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await cases.TellAsync(await cases.MoveAsync(db, from, to, moved));
    }
}
