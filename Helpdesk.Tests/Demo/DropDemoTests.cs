using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Cases;
using Helpdesk.Tests.Platform.Audit;
using Helpdesk.Tests.ServiceLevels;
using Helpdesk.Web.Demo.Drop;
using Helpdesk.Web.Platform.Audit;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Demo;

/// <summary>The invented cases go, the others stay, and the record of those can be proved as before.</summary>
public sealed class DropDemoTests : IDisposable
{
    private const string Own = "OWN-1";
    private readonly ChainFixture _fixture = new();
    private int _opened;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task OwnCasesBetweenInventedOnes_StayWithTheirRecord_AndItGoesOn()
    {
        await _fixture.SaveAsync(NewCase("SPX-SERVER"), NewCase(Own), NewCase("SPX-DESKTOP"), NewCase(Own), NewCase("SPX-SERVER"));
        var before = _fixture.Number("SELECT count(*) FROM Timeline");
        var own = Texts(
            $"SELECT group_concat(t.Id || hex(t.Hash)) FROM Timeline t JOIN Cases c ON c.Id = t.CaseId WHERE ProductCode = '{Own}'"
        );
        _fixture.Timeline().Broken.ShouldBeNull();

        var what = await DropAsync();

        (what.Cases, what.OwnCases).ShouldBe((3, 2));
        Texts($"SELECT group_concat(t.Id || hex(t.Hash)) FROM Timeline t JOIN Cases c ON c.Id = t.CaseId").ShouldBe(own);
        Texts("SELECT group_concat(DISTINCT ProductCode) FROM Cases").ShouldBe(Own);
        _fixture.Number("SELECT count(*) FROM CustomerWords").ShouldBe(2);
        var chain = _fixture.Timeline();
        (chain.Broken, chain.Entries).ShouldBe((null, before));
        _fixture.AdminLog().Broken.ShouldBeNull();

        // The last entry was an invented case's: what comes goes on from its place.
        await _fixture.SaveAsync(NewCase(Own));
        _fixture.Timeline().Broken.ShouldBeNull();
        _fixture.Timeline().Entries.ShouldBeGreaterThan(before);
        (await DropAsync()).IsEmpty.ShouldBeTrue("a second time nothing is the demo's");
    }

    [Theory]
    [InlineData("DELETE FROM Timeline WHERE Id = (SELECT min(Id) FROM Timeline)", Misfit.Gap)]
    [InlineData("DELETE FROM DroppedEntries WHERE EntryId = (SELECT max(EntryId) FROM DroppedEntries)", Misfit.Gap)]
    [InlineData("UPDATE DroppedEntries SET Hash = zeroblob(32) WHERE EntryId = 1", Misfit.Previous)]
    [InlineData(
        "INSERT INTO DroppedEntries SELECT Id, PreviousHash, Hash, (SELECT max(Dropping) FROM DroppedEntries) FROM Timeline; "
            + "DELETE FROM Timeline",
        Misfit.Gap
    )]
    [InlineData(
        "INSERT INTO DroppedEntries SELECT Id, PreviousHash, Hash, '00000000-0000-0000-0000-000000000001' FROM Timeline; "
            + "DELETE FROM Timeline",
        Misfit.Gap
    )]
    public async Task WhoeverTakesMoreThanTheDemo_IsFound(string tampering, Misfit what)
    {
        await _fixture.SaveAsync(NewCase("SPX-SERVER"), NewCase(Own), NewCase("SPX-SERVER"));
        await DropAsync();

        _fixture.Tamper(tampering);

        _fixture.Timeline().Broken.ShouldNotBeNull().What.ShouldBe(what);
    }

    [Fact]
    public async Task AnOwnCaseThatLiesWithSomebodyOfTheDemo_IsNamed()
    {
        var (one, other) = (NewCase(Own), NewCase(Own));
        await _fixture.SaveAsync(one, other);
        _fixture.Tamper($"UPDATE Cases SET OwnerId = '0DE40000-0000-4000-8000-000000000001' WHERE Number = '{other.Number}'");

        await using var db = _fixture.Open();
        await DemoMarks.MakeAsync(db, Token);
        (await DemoMarks.CountAsync(db, Token)).WithDemoPeople.ShouldBe([other.Number]);
    }

    private async Task<DemoRemains> DropAsync()
    {
        await using var db = _fixture.Open();
        await DemoMarks.MakeAsync(db, Token);
        var what = await DemoMarks.CountAsync(db, Token);
        if (!what.IsEmpty)
            await DemoRemoval.RunAsync(db, what, CaseFixture.Opened, Token);
        return what;
    }

    private Case NewCase(string product)
    {
        var intake = CaseFixture.Intake(Severity.High) with { ProductCode = product };
        var triage = Triage.Judge(intake, CaseFixture.Records(SupportTier.Standard), SampleProgramme.Programme, CaseFixture.Opened);
        return Case.Open($"C-20261116-{++_opened:D4}", intake, triage, ChainFixture.Context, null);
    }

    private string? Texts(string sql) => _fixture.Scalar(sql)?.ToString();
}
