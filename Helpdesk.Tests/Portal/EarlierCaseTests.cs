using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Visit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Portal;

/// <summary>An old case is offered where a new form looks like the same fault again, to nobody but its own contact (spec C9).</summary>
public sealed class EarlierCaseTests : IAsyncLifetime
{
    private const string Premium = "l.fischer@nordwind.example";

    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task SameFaultAgain_IsOfferedToItsContact_AndReopened_C9()
    {
        var (closed, proof) = await ClosedAsync();
        var draft = Draft();

        var found = (await FindAsync(draft, proof)).ShouldNotBeNull();
        found.Number.ShouldBe(closed.Number);
        await using var scope = _host.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<EarlierCases>().ReopenAsync(draft, found, proof)).Value.ShouldBe(closed.Number);

        var now = await _host.StateAsync(closed);
        (now.Status, now.ReopenCount).ShouldBe((CaseStatus.InProgress, 1));
    }

    [Fact]
    public async Task GraverThisTime_ComesBackAsStated_WithItsClockAndAPage_C9_S5_P2()
    {
        var (closed, proof) = await ClosedPremiumAsync();
        closed.Severity.ShouldBe(Severity.Low);
        // Saturday 12 June 2027, 02:13 in Tokyo.
        _host.Time.SetUtcNow(new DateTimeOffset(2027, 6, 11, 17, 13, 0, TimeSpan.Zero));
        proof = await ProofAsync(closed);

        await ReopenAsync(PremiumDraft(), proof);

        var now = await ReadAsync(closed);
        (now.Status, now.StatedSeverity, now.Severity).ShouldBe((CaseStatus.InProgress, Severity.Emergency, Severity.Emergency));
        now.Clocks.Single(c => c.IsOpen).DueAt.ShouldBe(_host.Now + NodaTime.Duration.FromHours(1));
        (await _host.ReadAsync(db => db.Pages().CountAsync(p => p.Case.Number == closed.Number && p.EndedAt == null))).ShouldBe(1);
        var events = await _host.EventsOfAsync(closed);
        events.OfType<CaseOpened>().Single().Stated.ShouldBe(Severity.Low, "both stay on the record");
        events.OfType<CaseReopened>().Single().Stated.ShouldBe(Severity.Emergency);
        events.OfType<SeverityChanged>().Select(s => (s.From, s.To)).ShouldBe([(Severity.Low, Severity.Emergency)]);
        (await _host.MailsOfAsync(closed))[^1].TextBody.ShouldContain("Emergency");
    }

    [Fact]
    public async Task SameFaultAgain_CarriesImpactAndAnswersOver_AsWords_I3()
    {
        var (closed, proof) = await ClosedPremiumAsync();
        await ReopenAsync(PremiumDraft(), proof);

        var said = await _host.ReadAsync(db =>
            db.Timeline.AsNoTracking()
                .Where(e => e.CaseId == closed.Id && e.Customer != null)
                .OrderByDescending(e => e.Id)
                .Select(e => e.Customer!.Text)
                .FirstAsync()
        );
        said.ShouldContain("The nightly backup fails with error 112.");
        said.ShouldContain("Severity: Emergency");
        said.ShouldContain("Backups fail again and again");
        said.ShouldContain("Since the update of Friday.");
    }

    [Fact]
    public async Task LessGraveThisTime_KeepsWhatWasDecided_C9()
    {
        var (closed, proof) = await ClosedAsync();
        await ReopenAsync(Draft(), proof);
        var now = await ReadAsync(closed);
        (now.StatedSeverity, now.Severity).ShouldBe((closed.StatedSeverity, closed.Severity));
    }

    [Fact]
    public async Task WithoutProof_OrForAnotherAddress_NothingIsTold_C9()
    {
        var (_, proof) = await ClosedAsync();

        (await FindAsync(Draft(), null)).ShouldBeNull("whoever types an address has not shown that it is theirs");
        (await FindAsync(Draft(email: "else@daiwa-seiki.example"), proof)).ShouldBeNull();
        (await FindAsync(Draft(product: "SPX-DESKTOP"), proof)).ShouldBeNull();
        (await FindAsync(Draft(subject: "Licence key lost", description: "Please send it once more."), proof)).ShouldBeNull();
        _host.Time.Advance(TimeSpan.FromHours(13));
        (await FindAsync(Draft(), proof)).ShouldBeNull("the proof ends with the visit");
    }

    [Fact]
    public async Task ClosedLongAgo_IsNotOffered_C9()
    {
        var (closed, _) = await ClosedAsync();
        _host.Time.Advance(TimeSpan.FromDays(89));
        (await FindAsync(Draft(), await ProofAsync(closed))).ShouldNotBeNull();
        _host.Time.Advance(TimeSpan.FromDays(2));
        (await FindAsync(Draft(), await ProofAsync(closed))).ShouldBeNull();
    }

    [Fact]
    public async Task Proof_OpensNoCase_U5()
    {
        var (closed, proof) = await ClosedAsync();
        (await _host.SeeAsync(closed, proof)).ShouldBeNull();
    }

    private async Task<(Case Closed, string Proof)> ClosedAsync()
    {
        var opened = await _host.OpenAsync(r => r with { Subject = "Nightly backup fails", Description = "Error 112 at 40 percent." });
        await _host.DoAsync(opened, new CloseCase(ClosingReason.SolvedByUpdate, "5.2.8", "Please install 5.2.8."));
        return (opened, await ProofAsync(opened));
    }

    private async Task<(Case Closed, string Proof)> ClosedPremiumAsync()
    {
        var opened = await _host.OpenAsync(r =>
            r with
            {
                Language = "en",
                Subject = "Nightly backup fails",
                Description = "Error 112 at 40 percent.",
                Severity = Severity.Low,
                Email = Premium,
                SerialNumber = "SP-1001-7337",
            }
        );
        await _host.DoAsync(opened, new CloseCase(ClosingReason.SolvedByUpdate, "5.2.8", "Please install 5.2.8."));
        return (opened, await ProofAsync(opened));
    }

    private async Task ReopenAsync(PortalDraft draft, string proof)
    {
        using var speaking = MailWords.Speak("en");
        var found = (await FindAsync(draft, proof)).ShouldNotBeNull();
        await using var scope = _host.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<EarlierCases>().ReopenAsync(draft, found, proof)).IsOk.ShouldBeTrue();
    }

    private Task<Case> ReadAsync(Case about) =>
        _host.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Id == about.Id));

    private PortalDraft PremiumDraft()
    {
        var draft = Draft(Premium);
        draft.Write(
            new Dictionary<string, string>
            {
                [Enquiry.Severity] = nameof(Severity.Emergency),
                [Enquiry.ImpactPrefix + nameof(ImpactAnswers.BackupsKeepFailing)] = Enquiry.Yes,
                [Enquiry.AnswerPrefix + nameof(IntakeAnswers.SystemChanges)] = "Since the update of Friday.",
            },
            Enquiry.Severity
        );
        return draft;
    }

    private async Task<string> ProofAsync(Case about)
    {
        var link = _host.Services.GetRequiredService<CustomerLinks>().CreateView(about.Number, 0);
        var pass = await _host.Services.GetRequiredService<CustomerDoor>().ExchangeAsync(link, TestContext.Current.CancellationToken);
        return pass!.Proof;
    }

    private async Task<EarlierCase?> FindAsync(PortalDraft draft, string? proof)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<EarlierCases>()
            .FindAsync(draft, proof, TestContext.Current.CancellationToken);
    }

    private PortalDraft Draft(
        string email = "K.Yamamoto@daiwa-seiki.example",
        string product = "SPX-SERVER",
        string subject = "Backup fails again",
        string description = "The nightly backup fails with error 112."
    )
    {
        var draft = new PortalDraft
        {
            Key = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
            CreatedAt = _host.Now,
            KeptAt = _host.Now,
        };
        draft.Write(
            new Dictionary<string, string>
            {
                [Enquiry.Email] = email,
                [Enquiry.RequestType] = nameof(RequestType.Bug),
                [Enquiry.Product] = product,
                [Enquiry.Subject] = subject,
                [Enquiry.Description] = description,
            },
            Enquiry.Email
        );
        return draft;
    }
}
