using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Intake;

/// <summary>Cases that wait for the same turn go in together, and each answers for itself alone.</summary>
public sealed class IntakeGroupCommitTests(IntakeHost host) : IClassFixture<IntakeHost>
{
    private readonly WriteGate _gate = host.Services.GetRequiredService<WriteGate>();

    [Fact]
    public async Task Open_ManyInOneTurn_EachHasItsNumberAndItsLine()
    {
        var turn = await _gate.EnterAsync(Token);
        List<Task<Result<OpenedCase>>> all =
        [
            .. Enumerable
                .Range(0, 20)
                .Select(i => OpenAsync(IntakeHost.Good with { Subject = $"together {i}" }, new($"together-{i}", "hash"))),
        ];
        turn.Dispose();
        var opened = await Task.WhenAll(all);

        opened.ShouldAllBe(o => o.IsOk && !o.Value.WasOpenedBefore);
        int[] running =
        [
            .. opened.Select(o => int.Parse(o.Value.Case.Number[^4..], System.Globalization.CultureInfo.InvariantCulture)).Order(),
        ];
        running.ShouldBe(Enumerable.Range(running[0], 20), "no number twice, none left out");
        for (var i = 0; i < 20; i++)
        {
            var (one, key) = (opened[i].Value.Case, $"together-{i}");
            one.Subject.ShouldBe($"together {i}", "an answer is about one's own case");
            (await host.ReadAsync(db => db.IdempotentAnswers().Where(a => a.Key == key).Select(a => a.CaseId).SingleAsync())).ShouldBe(
                one.Id
            );
            (await host.ReadAsync(db => db.Timeline.CountAsync(e => e.CaseId == one.Id && e.ActorKind != ActorKind.System))).ShouldBe(1);
            (await host.ReadAsync(db => db.OutboxMails().CountAsync(m => m.CaseId == one.Id))).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Open_SameKeyTwiceInOneTurn_IsOneCase()
    {
        var turn = await _gate.EnterAsync(Token);
        List<Task<Result<OpenedCase>>> all =
        [
            .. Enumerable.Range(0, 4).Select(_ => OpenAsync(IntakeHost.Good, new("same-turn", "hash"))),
            OpenAsync(IntakeHost.Good, new("same-turn", "another body")),
        ];
        turn.Dispose();
        var opened = await Task.WhenAll(all);

        opened.Where(o => o.IsOk).Select(o => o.Value.Case.Number).Distinct().ShouldHaveSingleItem();
        opened.Count(o => o.IsOk && !o.Value.WasOpenedBefore).ShouldBeLessThanOrEqualTo(1);
        opened.Count(o => !o.IsOk && o.Errors[0].Code == "idempotency.key-reused").ShouldBeGreaterThanOrEqualTo(1);
        (await host.ReadAsync(db => db.IdempotentAnswers().CountAsync(a => a.Key == "same-turn"))).ShouldBe(1);
    }

    [Fact]
    public async Task Open_OneThatCannotBeSaved_FailsAlone()
    {
        var lost = new StagedFile(Path.Combine(host.Attachments, "no-such-file"), "log.txt", 3, new string('a', 64));
        var good = (
            await host
                .Services.GetRequiredService<AttachmentStore>()
                .StageAsync(new MemoryStream(Encoding.UTF8.GetBytes("beside")), "b.txt", null, 1000, null, Token)
        ).Value;
        var turn = await _gate.EnterAsync(Token);
        var before = OpenAsync(IntakeHost.Good, null, good);
        var broken = OpenAsync(IntakeHost.Good with { Subject = "its file is gone" }, null, lost);
        var after = OpenAsync(IntakeHost.Good, null);
        turn.Dispose();

        await Should.ThrowAsync<IOException>(() => broken);
        (await before).IsOk.ShouldBeTrue();
        (await after).IsOk.ShouldBeTrue();
        var id = (await before).Value.Case.Id;
        (await host.ReadAsync(db => db.Attachments().CountAsync(a => a.CaseId == id))).ShouldBe(1);
        (await host.ReadAsync(db => db.Cases.CountAsync(c => c.Subject == "its file is gone"))).ShouldBe(0);
    }

    [Fact]
    public async Task Open_GivenUpWhileItWaits_IsNotOpened()
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var turn = await _gate.EnterAsync(Token);
        var waiting = OpenAsync(IntakeHost.Good with { Subject = "given up" }, null, given.Token);
        await given.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        turn.Dispose();

        (await OpenAsync(IntakeHost.Good, null)).IsOk.ShouldBeTrue("the line goes on");
        (await host.ReadAsync(db => db.Cases.CountAsync(c => c.Subject == "given up"))).ShouldBe(0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<Result<OpenedCase>> OpenAsync(OpenCaseRequest request, Idempotency? once, params StagedFile[] files) =>
        OpenAsync(request, once, Token, files);

    private async Task<Result<OpenedCase>> OpenAsync(
        OpenCaseRequest request,
        Idempotency? once,
        CancellationToken cancellation,
        params StagedFile[] files
    )
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<OpenCaseHandler>()
            .HandleAsync(request, Channel.Web, once, new(null, files), IntakeHost.Agent, cancellation);
    }
}
