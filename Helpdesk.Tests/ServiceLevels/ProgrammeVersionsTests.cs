using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Tests.Supervision;
using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Reports;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.ServiceLevels.Programme;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>Versions of the targets on a real database: looked at, put into force, planned, withdrawn, taken over from the file.</summary>
public sealed class ProgrammeVersionsTests : IAsyncLifetime
{
    private readonly MailHost _host = new() { HistoryWeeks = 3 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ProgrammeBook Book => _host.Services.GetRequiredService<ProgrammeBook>();

    private ProgrammeTurn Turn => _host.Services.GetRequiredService<ProgrammeTurn>();

    private SupportProgramme Programme => _host.Services.GetRequiredService<SupportProgramme>();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        await _host.Services.GetRequiredService<CaseFeed>().Loaded.WaitAsync(Token);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Seed_IsTheFirstVersion_AndChangesNothing()
    {
        var first = Book.Versions.ShouldHaveSingleItem();
        (first.Number, first.Origin, first.IsWithdrawn).ShouldBe((1, ProgrammeOrigin.File, false));
        (Book.FileIsUnheard, Book.Planned).ShouldBe((false, null));
        await _host.Services.GetRequiredService<ProgrammeStart>().RunAsync(Token);
        Book.Versions.ShouldHaveSingleItem("the same file is the same version");
    }

    [Fact]
    public async Task SameTargets_SayTheReportsOwnFigures_AndAreNoVersion()
    {
        var preview = await PreviewAsync(Book.InForce!.Content);
        var report = preview.Report;
        (report.Period.Days, report.Before.Kept + report.Before.Missed).ShouldSatisfyAllConditions(
            x => x.Item1.ShouldBe(91),
            x => x.Item2.ShouldBeGreaterThan(50)
        );
        report.After.ShouldBe(report.Before);
        report.Unknown.ShouldBe(0, "every clock of the demo has a promise of the programme");
        await using var scope = _host.Services.CreateAsyncScope();
        var answer = await scope
            .ServiceProvider.GetRequiredService<ReportsQuery>()
            .RunAsync(new(ReportName.Attainment, report.Period, ReportDimension.Clock, ReportFilter.None), SupervisionHost.Mori, Token);
        double Figure(string key) => answer.Value.Figures.Single(f => f.Key == key).Cell.Value!.Value;
        (Figure("Met"), Figure("Missed"), Figure("Excused"), Figure("Superseded"), Figure("CalledOff")).ShouldBe(
            (report.Before.Kept, report.Before.Missed, report.Before.Excused, report.Before.Superseded, report.Before.CalledOff)
        );
        Figure("attainment").ShouldBe(report.Before.Attainment!.Value);
        (await PutAsync(Book.InForce.Content)).Errors.ShouldHaveSingleItem().Code.ShouldBe("programme.same");
    }

    [Fact]
    public async Task Version_IsPutIntoForce_NewCasesHaveIt_RunningOnesTheirOwn_AndItIsInTheLog()
    {
        var running = await _host.OpenAsync();
        var shorter = With("Targets:Standard:Medium:FirstResponse", "15 min");
        (await PutAsync(shorter)).Errors.ShouldHaveSingleItem().Code.ShouldBe("programme.no-preview");
        var preview = await PreviewAsync(shorter);
        preview.Report.After.Missed.ShouldBeGreaterThan(preview.Report.Before.Missed);
        preview.Report.Missed.Count.ShouldBe(preview.Report.After.Missed - preview.Report.Before.Missed);
        preview.Cases[preview.Report.Missed[0].CaseId].Number.ShouldStartWith("C-");

        (await PutAsync(shorter)).Value.ShouldBe(2);

        Programme.Target(SupportTier.Standard, Severity.Medium, ClockKind.FirstResponse)!.Length.ShouldBe(Duration.FromMinutes(15));
        var stored = await _host.ReadAsync(db => db.Clocks.AsNoTracking().Where(c => c.CaseId == running.Id).ToListAsync());
        stored.Select(c => (c.Target, c.DueAt)).ShouldBe(running.Clocks.Select(c => (c.Target, c.DueAt)), ignoreOrder: true);
        var log = await LogAsync(AdminActs.ProgrammeMade);
        log.Details.ShouldContain("Targets:Standard:Medium:FirstResponse: 2 business days (business) → 15 min (business)");
        log.Details.ShouldContain("to answer sooner");
        // Undone: the first version's content, as a third.
        await PreviewAsync(Book.Versions[^1].Content);
        (await PutAsync(Book.Versions[^1].Content, basedOn: 1)).Errors.ShouldHaveSingleItem().Code.ShouldBe("programme.stale");
        (await PutAsync(Book.Versions[^1].Content)).Value.ShouldBe(3);
        Programme.Target(SupportTier.Standard, Severity.Medium, ClockKind.FirstResponse)!.Length.ShouldBe(Duration.FromHours(16));
        Book.FileIsUnheard.ShouldBeFalse("the file was never changed");
    }

    [Fact]
    public async Task Planned_ComesIntoForceAtItsInstant_OrIsWithdrawn()
    {
        var at = _host.Now + Duration.FromHours(30);
        var hotline = Book.InForce!.Content with { Hotline = "03-0000-1111" };
        await PreviewAsync(hotline);
        (await PutAsync(hotline, _host.Now)).Errors.ShouldHaveSingleItem().Code.ShouldBe("programme.past");
        (await PutAsync(hotline, at)).Value.ShouldBe(2);
        (await Turn.NextAsync(Token)).ShouldBe(at);
        (await PutAsync(hotline)).Errors.ShouldHaveSingleItem().Code.ShouldBe("programme.waits");
        (await WithdrawAsync(1)).Errors.ShouldHaveSingleItem().Code.ShouldBe("programme.holds");
        (await WithdrawAsync(2)).IsOk.ShouldBeTrue();
        (Book.Planned, Book.ScreenHolds).ShouldBe((null, false));

        (await PutAsync(hotline, at)).Value.ShouldBe(3);
        await Turn.RunAsync(Token);
        Programme.Hotline.ShouldNotBe("03-0000-1111");
        _host.Time.Advance(TimeSpan.FromHours(30));
        var told = 0;
        Book.Changed += () => told++;
        await Turn.RunAsync(Token);
        Programme.Hotline.ShouldBe("03-0000-1111");
        told.ShouldBeGreaterThan(0, "open pages draw again");
        (await LogAsync(AdminActs.ProgrammeInForce)).SubjectName.ShouldBe("3");
        (await Turn.NextAsync(Token)).ShouldBeNull();
    }

    [Fact]
    public async Task AtRiskShare_HoldsForEveryOpenClock_AndTheQueueSaysSo()
    {
        var opened = await _host.OpenAsync();
        var half = Book.InForce!.Content with { AtRiskShare = "0.5" };
        await PreviewAsync(half);
        (await PutAsync(half)).IsOk.ShouldBeTrue();
        var clocks = await _host.ReadAsync(db => db.Clocks.AsNoTracking().Where(c => c.EndedAs == null).ToListAsync());
        foreach (var clock in clocks)
            clock.Read(Programme, _host.Now).AtRiskAt.ShouldBe(clock.AtRiskAt, "what is stored is what is read");
        var first = clocks.First(c => c.CaseId == opened.Id);
        first.AtRiskAt.ShouldNotBeNull().ShouldBeLessThan(opened.Clocks.First(c => c.Kind == first.Kind).AtRiskAt!.Value);
        var row = _host.Services.GetRequiredService<CaseFeed>().Find(opened.Id)!;
        row.Clock!.AtRiskAt.ShouldBe(first.AtRiskAt);
        first.DueAt.ShouldBe(opened.Clocks.First(c => c.Kind == first.Kind).DueAt, "due times stay");
    }

    [Fact]
    public async Task WhoMayNot_IsRefused()
    {
        var handlers = _host.Services.CreateScope().ServiceProvider.GetRequiredService<ProgrammeHandlers>();
        foreach (var who in new[] { SupervisionHost.Mori, People.Who.Nobody })
        {
            (await Previews.RunAsync(Book.OfFile, who, new Progress<int>(), Token)).Errors[0].Code.ShouldBe("auth.forbidden");
            (await handlers.HandleAsync(new PutProgramme(Book.OfFile, null, "x", 1), who)).Errors[0].Code.ShouldBe("auth.forbidden");
            (await handlers.HandleAsync(new WithdrawProgramme(1), who)).Errors[0].Code.ShouldBe("auth.forbidden");
        }

        await PreviewAsync(Book.OfFile);
        (await PutAsync(Book.OfFile, reason: " ")).Errors.ShouldHaveSingleItem().Field.ShouldBe("reason");
    }

    [Fact]
    public async Task Words_OfTimesToCustomers_AreThoseInForce()
    {
        var half = Book.InForce!.Content with { BusinessDayLength = "4 h" };
        await PreviewAsync(half);
        (await PutAsync(half)).IsOk.ShouldBeTrue();
        var times = _host.Services.GetRequiredService<ServiceTimes>();
        var target = Programme.Target(SupportTier.Standard, Severity.High, ClockKind.FirstResponse)!;
        target.Length.ShouldBe(Duration.FromHours(4));
        using (new Speaking("en"))
            times.Length(target).ShouldBe("1 business day");
        var check = _host.Services.GetServices<IReadinessCheck>().Single(c => c.Key == "programme");
        (await check.CheckAsync(Token)).Code.ShouldBe("screen");
    }

    [Fact]
    public async Task ChangedFile_IsANewVersion_UntilTheScreenHolds_ThenItIsTold()
    {
        var second = await StartWithAsync(Book.OfFile with { Hotline = "03-0000-2222" });
        (second.InForce!.Number, second.InForce.Origin, Programme.Hotline).ShouldBe((2, ProgrammeOrigin.File, "03-0000-2222"));
        (await LogAsync(AdminActs.ProgrammeMade)).Details.ShouldContain("Hotline: 03-6206-6286 → 03-0000-2222");

        await Book.LoadAsync(Token);
        var byScreen = Book.InForce!.Content with { Hotline = "03-0000-3333" };
        await PreviewAsync(byScreen);
        (await PutAsync(byScreen)).Value.ShouldBe(3);
        var third = await StartWithAsync(Book.OfFile with { Hotline = "03-0000-4444" });
        (third.InForce!.Number, third.FileIsUnheard, Programme.Hotline).ShouldBe((3, true, "03-0000-3333"));
        (await new ProgrammeCheck(third).CheckAsync(Token)).Code.ShouldBe("unheard");
        (await StartWithAsync(byScreen)).FileIsUnheard.ShouldBeFalse("the file was brought in line");
    }

    // The next start of the console, with another file.
    private async Task<ProgrammeBook> StartWithAsync(ProgrammeContent file)
    {
        var book = ActivatorUtilities.CreateInstance<ProgrammeBook>(_host.Services, new ProgrammeSeed(file));
        using var turn = ActivatorUtilities.CreateInstance<ProgrammeTurn>(_host.Services, book);
        await ActivatorUtilities.CreateInstance<ProgrammeStart>(_host.Services, book, turn).RunAsync(Token);
        return book;
    }

    private ProgrammePreviews Previews => _host.Services.GetRequiredService<ProgrammePreviews>();

    private async Task<ProgrammePreview> PreviewAsync(ProgrammeContent content)
    {
        var done = await Previews.RunAsync(content, SupervisionHost.Admin, new Progress<int>(), Token);
        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].ToString());
        return done.Value;
    }

    private async Task<Result<int>> PutAsync(
        ProgrammeContent content,
        Instant? at = null,
        int? basedOn = null,
        string reason = "to answer sooner"
    )
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ProgrammeHandlers>()
            .HandleAsync(new PutProgramme(content, at, reason, basedOn ?? Book.InForce!.Number), SupervisionHost.Admin);
    }

    private async Task<Result> WithdrawAsync(int number)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ProgrammeHandlers>()
            .HandleAsync(new WithdrawProgramme(number), SupervisionHost.Admin);
    }

    private Task<AdminLogEntry> LogAsync(string act) =>
        _host.ReadAsync(db => db.AdminLog().AsNoTracking().OrderBy(e => e.Id).LastAsync(e => e.Action == act));

    private ProgrammeContent With(string key, string within) =>
        Book.InForce!.Content with
        {
            Cells = [.. Book.InForce.Content.Cells.Select(c => c.Key == key ? c with { Within = within } : c)],
        };

    private sealed class Speaking : IDisposable
    {
        private readonly System.Globalization.CultureInfo _before = System.Globalization.CultureInfo.CurrentUICulture;

        public Speaking(string language) =>
            System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);

        public void Dispose() => System.Globalization.CultureInfo.CurrentUICulture = _before;
    }
}
