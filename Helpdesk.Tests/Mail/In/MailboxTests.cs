using System.Net;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Tests.Support.Imap;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Filing;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Helpdesk.Tests.Mail.In;

/// <summary>A mailbox that cannot be read is said, told to supervisors once, and degrades health (issue 12; spec U2).</summary>
public sealed class MailboxTests(InboundMailHost host) : IClassFixture<InboundMailHost>
{
    private readonly BrokenBox _box = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private MailboxState State => host.Services.GetRequiredService<MailboxState>();

    [Fact]
    public async Task SignInRefused_AlertsAfterTheSetTime_DegradesHealth_AndSettlesItself()
    {
        _box.Fault = new AuthenticationException("Authentication failed:\r\n bad  password");
        await RunAsync();
        var since = host.Host.Now;
        State.Failure.ShouldBe(new MailboxFailure(since, MailboxTrouble.SignIn, "Authentication failed: bad password"));
        (await HealthAsync()).ShouldBe(HealthStatus.Degraded);
        (await AlertsAsync()).ShouldBeEmpty("it may pass");

        host.Host.Time.Advance(TimeSpan.FromMinutes(30));
        await RunAsync();
        await RunAsync();
        var alert = (await AlertsAsync()).ShouldHaveSingleItem();
        (alert.Subject, alert.SettledAt).ShouldBe(("Authentication failed: bad password", null));
        State.Failure!.Since.ShouldBe(since, "the first try that failed counts");

        _box.Fault = null;
        await RunAsync();
        (await AlertsAsync()).ShouldHaveSingleItem().SettledItself.ShouldBeTrue();
        (State.Failure, State.ReadAt).ShouldBe((null, host.Host.Now));
        (await HealthAsync()).ShouldBe(HealthStatus.Healthy);

        // Another outage is another alert, whatever became of the first.
        _box.Fault = new IOException("the connection was cut");
        await RunAsync();
        host.Host.Time.Advance(TimeSpan.FromMinutes(30));
        await RunAsync();
        (await AlertsAsync()).Count(a => a.SettledAt is null).ShouldBe(1);
        State.Failure!.Trouble.ShouldBe(MailboxTrouble.Unreachable);
        _box.Fault = null;
        await RunAsync();
    }

    [MailServerFact]
    public async Task RealServer_WrongPassword_IsASignInTrouble_WithoutThePassword()
    {
        await using var server = await Dovecot.StartAsync();
        var options = Options.Create(
            new MailInOptions
            {
                Source = MailInSource.Imap,
                Host = IPAddress.Loopback.ToString(),
                Port = server.Port,
                TrustedCertificate = server.CertificateHash,
                UserName = PostOffice.Support,
                Password = "not-the-password",
            }
        );
        var box = new ImapBox(options, host.Host.Time, NullLogger<ImapBox>.Instance);
        var state = ActivatorUtilities.CreateInstance<MailboxState>(host.Services, options);
        var worker = ActivatorUtilities.CreateInstance<MailInWorker>(host.Services, state, box);

        await Should.ThrowAsync<AuthenticationException>(() => worker.RunAsync(Token));
        state.Failure!.Trouble.ShouldBe(MailboxTrouble.SignIn);
        state.Failure.Said.ShouldNotBeEmpty();

        options.Value.Password = Dovecot.Password;
        server.Deliver(PostOffice.Support, "From: a@b.example\r\nSubject: x\r\n\r\nx\r\n"u8.ToArray());
        options.Value.Folder = "NoSuchFolder";
        await Should.ThrowAsync<MailKit.FolderNotFoundException>(() => worker.RunAsync(Token));
        state.Failure.Trouble.ShouldBe(MailboxTrouble.Folder);
        options.Value.Folder = "INBOX";
        await worker.RunAsync(Token);
        state.Failure.ShouldBeNull();
    }

    [Fact]
    public void ServersThatRepeatThePassword_AreNotQuotedWithIt()
    {
        var options = Options.Create(new MailInOptions { Password = "s3cret" });
        var state = ActivatorUtilities.CreateInstance<MailboxState>(host.Services, options);
        state.Fail(new AuthenticationException("LOGIN user s3cret refused " + new string('x', 1000)));
        state.Failure!.Said.ShouldStartWith("LOGIN user … refused");
        state.Failure.Said.Length.ShouldBeLessThan(310);
    }

    private async Task RunAsync()
    {
        var worker = ActivatorUtilities.CreateInstance<MailInWorker>(host.Services, State, _box);
        try
        {
            await worker.RunAsync(Token);
        }
        catch (Exception e) when (ReferenceEquals(e, _box.Fault))
        {
            // What the job logs.
        }

        await host.Services.GetRequiredService<MailboxWatch>().RunAsync(Token);
    }

    private async Task<HealthStatus> HealthAsync() =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "mail-in", Token)).Status;

    private Task<List<SupervisorAlert>> AlertsAsync() =>
        host.ReadAsync(db => db.Alerts.AsNoTracking().Where(a => a.Kind == AlertKind.MailboxUnreadable).ToListAsync(Token));

    private sealed class BrokenBox : IMailBox
    {
        public Exception? Fault { get; set; }

        public string Name => "support@imap.example:993/INBOX";

        public Task ReadAsync(Func<FetchedMail, CancellationToken, Task> take, CancellationToken cancellation) =>
            Fault is null ? Task.CompletedTask : Task.FromException(Fault);

        public Task<int> CountAsync(CancellationToken cancellation) => Task.FromResult(0);

        public Task WaitAsync(CancellationToken cancellation) => Task.CompletedTask;
    }
}
