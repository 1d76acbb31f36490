using CsCheck;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Tests.Customers.Import;

/// <summary>Whatever stands in a file: importing it twice is importing it once, and taking it back leaves what was there before.</summary>
public sealed class ImportPropertyTests : IAsyncLifetime
{
    private const int Rounds = 25;

    private static readonly Gen<string> Row = Gen.Select(
        Gen.Int[1, 12],
        Gen.OneOf<string>("One", "大和", "", "\"a, b\"", "ﾅﾏｴ", "x;y"),
        Gen.OneOf<string>("", "Asia/Tokyo", "Europe/Berlin", "Nowhere"),
        Gen.OneOf<string>("", "a.example", "a.example; b.example", "gmail.com"),
        // Partners have smaller numbers, so that nobody serves in a circle.
        Gen.Int[0, 12],
        (key, name, zone, domains, partner) => $"C-{key},{name},{zone},{domains},{(partner == 0 || partner >= key ? "" : $"C-{partner}")}"
    );

    private static readonly Gen<string> File = Row.List[0, 15]
        .Select(rows => "key,name,zone,mailDomains,servedBy\n" + string.Join('\n', rows));

    private readonly ImportHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Twice_IsOnce_AndTakenBack_IsAsBefore() =>
        await Gen.Select(File, File)
            .SampleAsync(
                async files =>
                {
                    await EmptyAsync();
                    await _host.ImportAsync("customers", files.Item1);
                    var before = await PictureAsync();

                    var once = await _host.ImportAsync("customers", files.Item2);
                    var after = await PictureAsync();
                    var twice = await _host.ImportAsync("customers", files.Item2);
                    (twice.New, twice.Changed).ShouldBe((0, 0), files.Item2);
                    (twice.Unchanged, twice.Refused).ShouldBe((once.New + once.Changed + once.Unchanged, once.Refused), files.Item2);
                    (await PictureAsync()).ShouldBe(after);

                    var back = await _host.TakeBackAsync(once.Id);
                    (back.Returned, back.Kept).ShouldBe((once.New + once.Changed, 0));
                    (await PictureAsync()).ShouldBe(before);
                },
                iter: Rounds,
                threads: 1
            );

    private Task<int> EmptyAsync() =>
        _host.ReadAsync(async db =>
            await db.Customers().ExecuteDeleteAsync() + await db.MailOwners().ExecuteDeleteAsync() + await db.Imports().ExecuteDeleteAsync()
        );

    /// <summary>Every record and every address that leads to one.</summary>
    private async Task<string> PictureAsync()
    {
        var customers = await _host.ReadAsync(db => db.Customers().AsNoTracking().OrderBy(c => c.Key).ToListAsync());
        var owners = await _host.ReadAsync(db => db.MailOwners().AsNoTracking().OrderBy(o => o.Key).ThenBy(o => o.Address).ToListAsync());
        return string.Join('\n', customers.Select(c => $"{c.Key}|{c.Name}|{c.Zone}|{string.Join(',', c.MailDomains)}|{c.ServedBy}"))
            + "\n"
            + string.Join('\n', owners.Select(o => $"{o.Address} {o.Key}"));
    }
}
