using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Tests.Mail.In;

/// <summary>A mail into a case may state an Emergency: somebody is asked at once, and nothing is decided by it (spec S5).</summary>
public sealed class StatedInMailTests : IAsyncLifetime
{
    private readonly InboundMailHost _host = InboundMailHost.WithLimits();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task StatedEmergency_IntoALesserCase_AlertsOnce_AndRemarksOnIt_S5()
    {
        (await SeverityAsync()).ShouldNotBe(Severity.Emergency);

        await SayAsync("Now it is down.\nSeverity: Emergency");

        (await AlertsAsync()).ShouldBe(1);
        var now = await _host.ReadAsync(db =>
            db.Cases.Where(c => c.Id == _host.Open.Id).Select(c => new { c.LastLine, c.LastLineBy }).SingleAsync()
        );
        (now.LastLine, now.LastLineBy).ShouldBe(("Now it is down.", ActorKind.Customer), "the queue shows the customer's words");
        var note = await _host.ReadAsync(db =>
            db.Timeline.Where(e => e.CaseId == _host.Open.Id && e.Note != null)
                .OrderByDescending(e => e.Id)
                .Select(e => e.Note!.Text)
                .FirstAsync()
        );
        note.ShouldContain("要確認");

        await SayAsync("Please!\nSeverity: Emergency");
        (await AlertsAsync()).ShouldBe(1, "nobody is asked twice");
    }

    [Theory]
    [InlineData("Still the same.")]
    [InlineData("Thank you.\n\n> Severity: Emergency")]
    [InlineData("This is not an emergency.")]
    public async Task NothingStated_RaisesNothing(string said)
    {
        await SayAsync(said);
        (await AlertsAsync()).ShouldBe(0);
    }

    private Task<Severity> SeverityAsync() =>
        _host.ReadAsync(db => db.Cases.Where(c => c.Id == _host.Open.Id).Select(c => c.Severity).SingleAsync());

    private Task SayAsync(string said) =>
        _host.DeliverAsync(InboundMailHost.Mail(InboundMailHost.Contact, "Re: x", said, InboundMailHost.Ack));

    private Task<int> AlertsAsync() =>
        _host.ReadAsync(db => db.Alerts.CountAsync(a => a.Kind == AlertKind.MailSaysEmergency && a.CaseNumber == _host.Open.Number));
}
