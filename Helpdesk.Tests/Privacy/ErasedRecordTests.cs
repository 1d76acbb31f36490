using Helpdesk.Domain.Cases;
using Helpdesk.Web.Privacy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Privacy;

/// <summary>The record after an erasure: tombstones cover what was erased and nothing else, by hand or by age (spec I7).</summary>
public sealed class ErasedRecordTests : IAsyncLifetime
{
    private readonly PrivacyHost _host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("UPDATE Redactions SET Digest = x'00' WHERE EntryId = (SELECT max(EntryId) FROM Redactions)")]
    [InlineData("UPDATE Timeline SET ActorName = 'Somebody else' WHERE Id = (SELECT max(EntryId) FROM Redactions)")]
    [InlineData("UPDATE Timeline SET Event = replace(Event, 'C-', 'D-'), At = At + 1 WHERE Id = (SELECT min(EntryId) FROM Redactions)")]
    [InlineData("DELETE FROM Redactions WHERE EntryId = (SELECT max(EntryId) FROM Redactions)")]
    [InlineData(
        "UPDATE Redactions SET Erasure = 'E0000000-0000-0000-0000-000000000000' WHERE EntryId = (SELECT max(EntryId) FROM Redactions)"
    )]
    public async Task Tombstones_CoverNothingElse(string tampering)
    {
        await _host.ClosedAsync();
        (await _host.EraseAsync(PrivacyHost.Mail, PrivacyHost.Mail, PrivacyHost.Admin)).IsOk.ShouldBeTrue();
        _host.Check()[0].Broken.ShouldBeNull();

        _host.Check(tampering)[0].Broken.ShouldNotBeNull();
    }

    [Fact]
    public async Task Database_RefusesToEmptyAnEntryWithoutATombstone()
    {
        await _host.ClosedAsync();
        await Should.ThrowAsync<SqliteException>(() =>
            _host.ReadAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE Timeline SET ActorName = ''"))
        );
    }

    [Fact]
    public async Task Retention_EmptiesWhatIsOldEnough_AndOnlyThat()
    {
        var old = await _host.ClosedAsync();
        _host.Host.Time.Advance(TimeSpan.FromDays(1824));
        var retention = _host.Services.GetRequiredService<RetentionWorker>();
        await retention.RunAsync(Cancel);
        (await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == old.Id))).ErasedAt.ShouldBeNull();
        var young = await _host.ClosedAsync();
        _host.Host.Time.Advance(TimeSpan.FromDays(2));

        (await retention.RunAsync(Cancel)).ShouldBeGreaterThanOrEqualTo(1);

        (await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == old.Id))).ErasedAt.ShouldBe(_host.Host.Now);
        (await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == young.Id))).ErasedAt.ShouldBeNull();
        (await retention.RunAsync(Cancel)).ShouldBe(0);
        _host.Check().ShouldAllBe(chain => chain.Broken == null);
    }
}
