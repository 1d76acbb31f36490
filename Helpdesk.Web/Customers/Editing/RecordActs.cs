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

    /// <summary>Adds the contract that takes another's place, and names it there; both or neither.</summary>
    /// <param name="version">The version in which the one before was seen.</param>
    public async Task<Result<RecordDone>> RenewAsync(string number, int version, IReadOnlyDictionary<string, string> texts)
    {
        var added = await ContractAsync(texts, 0);
        if (!added.IsOk)
            return added;
        var named = await ContractAsync(new Dictionary<string, string> { ["number"] = number, ["successor"] = added.Value.Key }, version);
        if (named.IsOk)
            return new RecordDone(added.Value.Key, [.. added.Value.Steps, .. named.Value.Steps]);
        await UndoAsync(added.Value.Steps);
        return named;
    }

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
        return saved.IsOk
            ? new RecordDone(
                table.Kind.KeyOf(saved.Value.Record),
                saved.Value.ChangeId is { } id ? [new UndoStep(table.Kind.Name, id)] : []
            )
            : Result<RecordDone>.Refuse(saved.Errors);
    }
}
