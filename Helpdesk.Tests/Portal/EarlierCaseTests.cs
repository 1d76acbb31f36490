using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Visit;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Portal;

/// <summary>An old case is offered where a new form looks like the same fault again, to nobody but its own contact (spec C9).</summary>
public sealed class EarlierCaseTests : IAsyncLifetime
{
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
