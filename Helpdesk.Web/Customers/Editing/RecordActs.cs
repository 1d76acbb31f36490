using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Customers.Editing;

/// <summary>Saves records as the person at the screen, and undoes what was saved; the writer authorises.</summary>
public sealed class RecordActs(
    RecordWriter writer,
    CurrentPerson person,
    RecordTable<Product> products,
    RecordTable<ProductVersion> versions,
    RecordTable<Customer> customers,
    RecordTable<Contact> contacts,
    RecordTable<Contract> contracts,
    RecordTable<Licence> licences
)
{
    public Task<Result<RecordDone>> ProductAsync(IReadOnlyDictionary<string, string> texts, int? expected) =>
        SaveAsync(products, texts, expected);

    public Task<Result<RecordDone>> VersionAsync(IReadOnlyDictionary<string, string> texts, int? expected) =>
        SaveAsync(versions, texts, expected);

    public Task<Result<RecordDone>> CustomerAsync(IReadOnlyDictionary<string, string> texts, int? expected) =>
        SaveAsync(customers, texts, expected);

    public Task<Result<RecordDone>> ContactAsync(IReadOnlyDictionary<string, string> texts, int? expected) =>
        SaveAsync(contacts, texts, expected);

    public Task<Result<RecordDone>> ContractAsync(IReadOnlyDictionary<string, string> texts, int? expected) =>
        SaveAsync(contracts, texts, expected);

    public Task<Result<RecordDone>> LicenceAsync(IReadOnlyDictionary<string, string> texts, int? expected) =>
        SaveAsync(licences, texts, expected);

    /// <summary>Adds the contract that takes another's place, and names it there; both or neither, in one transaction.</summary>
    /// <param name="version">The version in which the one before was seen.</param>
    public Task<Result<RecordDone>> RenewAsync(string number, int version, IReadOnlyDictionary<string, string> texts) =>
        TogetherAsync(async unit =>
        {
            var added = await PutAsync(unit, contracts, texts, 0);
            if (!added.IsOk)
                return added;
            var named = await PutAsync(
                unit,
                contracts,
                new Dictionary<string, string> { ["number"] = number, ["successor"] = added.Value.Key },
                version
            );
            return named.IsOk ? new RecordDone(added.Value.Key, [.. added.Value.Steps, .. named.Value.Steps]) : named;
        });

    /// <summary>Makes several changes one: all of them or none.</summary>
    /// <param name="afterwards">Runs once they are committed, still inside the gate.</param>
    internal async Task<Result<RecordDone>> TogetherAsync(Func<RecordUnit, Task<Result<RecordDone>>> changes, Func<Task>? afterwards = null)
    {
        var begun = await writer.BeginAsync(person.Principal);
        if (!begun.IsOk)
            return Result<RecordDone>.Refuse(begun.Errors);
        await using var unit = begun.Value;
        var done = await changes(unit);
        if (done.IsOk)
            await unit.CommitAsync(afterwards);
        return done;
    }

    /// <summary>One change of several, by the name of its kind.</summary>
    internal Task<Result<RecordDone>> PutAsync(
        RecordUnit unit,
        string kind,
        IReadOnlyDictionary<string, string> texts,
        int? expected = null
    ) =>
        kind switch
        {
            _ when kind == contacts.Kind.Name => PutAsync(unit, contacts, texts, expected),
            _ when kind == contracts.Kind.Name => PutAsync(unit, contracts, texts, expected),
            _ when kind == licences.Kind.Name => PutAsync(unit, licences, texts, expected),
            _ when kind == customers.Kind.Name => PutAsync(unit, customers, texts, expected),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>The last change first; stops at the first that cannot be undone.</summary>
    public async Task<Result> UndoAsync(IReadOnlyList<UndoStep> steps)
    {
        foreach (var step in steps.Reverse())
        {
            if (await UndoAsync(step) is { IsOk: false } refused)
                return refused;
        }

        return Result.Ok;
    }

    private Task<Result> UndoAsync(UndoStep step) =>
        step.Kind switch
        {
            _ when step.Kind == products.Kind.Name => writer.UndoAsync(products, step.ChangeId, person.Principal),
            _ when step.Kind == versions.Kind.Name => writer.UndoAsync(versions, step.ChangeId, person.Principal),
            _ when step.Kind == customers.Kind.Name => writer.UndoAsync(customers, step.ChangeId, person.Principal),
            _ when step.Kind == contacts.Kind.Name => writer.UndoAsync(contacts, step.ChangeId, person.Principal),
            _ when step.Kind == contracts.Kind.Name => writer.UndoAsync(contracts, step.ChangeId, person.Principal),
            _ => writer.UndoAsync(licences, step.ChangeId, person.Principal),
        };

    private async Task<Result<RecordDone>> SaveAsync<T>(RecordTable<T> table, IReadOnlyDictionary<string, string> texts, int? expected)
        where T : class
    {
        var saved = await writer.SaveAsync(table, texts, expected, person.Principal);
        return DoneOf(table, saved);
    }

    private static async Task<Result<RecordDone>> PutAsync<T>(
        RecordUnit unit,
        RecordTable<T> table,
        IReadOnlyDictionary<string, string> texts,
        int? expected
    )
        where T : class => DoneOf(table, await unit.PutAsync(table, texts, expected));

    private static Result<RecordDone> DoneOf<T>(RecordTable<T> table, Result<SavedRecord<T>> saved)
        where T : class =>
        saved.IsOk
            ? new RecordDone(
                table.Kind.KeyOf(saved.Value.Record),
                saved.Value.ChangeId is { } id ? [new UndoStep(table.Kind.Name, id)] : []
            )
            : Result<RecordDone>.Refuse(saved.Errors);
}
