using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Intake.Form;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Intake;

/// <summary>Opening a case on a real database (spec I, E5).</summary>
public sealed class OpenCaseHandlerTests(IntakeHost host) : IClassFixture<IntakeHost>
{
    private readonly AttachmentStore _store = host.Services.GetRequiredService<AttachmentStore>();

    [Fact]
    public async Task Handle_WithNoteAndFile_SavesAllInOneCase()
    {
        var file = await StageAsync("log.txt", "the log");

        var opened = await OpenAsync(IntakeHost.Good, new IntakeExtras("taken by phone", [file]));

        var id = opened.Case.Id;
        opened.Case.Version.ShouldBe(1, "the note is part of the opening, no command of its own");
        opened.Case.LastLine.ShouldBe("It fails every night.", "the queue shows the customer's words");
        var events = await host.ReadAsync(db => db.Timeline.AsNoTracking().Where(e => e.CaseId == id).OrderBy(e => e.Id).ToListAsync());
        events.Select(e => e.Event.GetType()).ShouldBe([typeof(CaseOpened), typeof(NoteAdded)]);
        var row = (
            await host.ReadAsync(db => db.Attachments().AsNoTracking().Where(a => a.CaseId == id).ToListAsync())
        ).ShouldHaveSingleItem();
        (row.FileName, row.Size, row.AddedBy).ShouldBe(("log.txt", 7, "Kato Kenta"));
        await using var kept = _store.Open(row.Checksum);
        kept.ShouldNotBeNull();
    }

    [Fact]
    public async Task Handle_WithoutExtras_RecordsOpeningAlone()
    {
        var opened = await OpenAsync(IntakeHost.Good, IntakeExtras.None);

        (await host.ReadAsync(db => db.Timeline.CountAsync(e => e.CaseId == opened.Case.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task Handle_TooManyFiles_IsRefusedAndNothingIsSaved()
    {
        var before = await host.ReadAsync(db => db.Cases.CountAsync());
        var file = await StageAsync("a.txt", "a");

        var refused = await HandleAsync(IntakeHost.Good, new IntakeExtras(null, [.. Enumerable.Repeat(file, 11)]), IntakeHost.Agent);

        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("files.too-many");
        File.Exists(file.TempPath).ShouldBeTrue("the form still has its files");
        (await host.ReadAsync(db => db.Cases.CountAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task Handle_WithoutTheRole_IsRefused() =>
        (await HandleAsync(IntakeHost.Good, IntakeExtras.None, IntakeHost.Nobody))
            .Errors.ShouldHaveSingleItem()
            .Code.ShouldBe("auth.forbidden");

    [Fact]
    public async Task Preview_SaysWhatOpeningDoes()
    {
        var previews = host.Services.GetRequiredService<IntakePreviewQuery>();
        var form = new CaseForm();
        form.Type(CaseForm.Serial, "SP-1006-7522");
        form.Fill(await previews.FindSerialAsync("sp-1006-7522", TestContext.Current.CancellationToken));
        form.Type(CaseForm.Severity, "High");

        var preview = await previews.JudgeAsync(form.ToJudged(), TestContext.Current.CancellationToken);
        var opened = await OpenAsync(
            IntakeHost.Good with
            {
                SerialNumber = form[CaseForm.Serial],
                Product = form[CaseForm.Product],
                ProductVersion = form[CaseForm.Version],
            },
            IntakeExtras.None
        );

        form[CaseForm.ContactName].ShouldBe("渡辺 隆");
        preview.Verdict.Kind.ShouldBe(VerdictKind.EntitledWithLimits, "a trial licence is helped at Low (spec E4)");
        preview.Verdict.Reasons.Select(r => r.Code).ShouldBe(opened.Case.Verdict.Reasons.Select(r => r.Code));
        preview.Dues.Single(d => d.Stated == Severity.High).Decided.ShouldBe(opened.Case.Severity);
    }

    [Fact]
    public async Task Similar_FindsSerialInAnyCase_AndEmail()
    {
        var opened = await OpenAsync(
            IntakeHost.Good with
            {
                Email = "only.here@customer.example",
                SerialNumber = "SP-9999-0001",
            },
            IntakeExtras.None
        );
        var similar = host.Services.GetRequiredService<SimilarCasesQuery>();

        (await similar.FindAsync(" sp-9999-0001 ", null, TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem()
            .Number.ShouldBe(opened.Case.Number);
        (await similar.FindAsync(null, "ONLY.here@customer.example", TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem()
            .SameEmail.ShouldBeTrue();
        (await similar.FindAsync("", " ", TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    private async Task<StagedFile> StageAsync(string name, string text) =>
        (
            await _store.StageAsync(
                new MemoryStream(Encoding.UTF8.GetBytes(text)),
                name,
                null,
                1000,
                null,
                TestContext.Current.CancellationToken
            )
        ).Value;

    private async Task<OpenedCase> OpenAsync(OpenCaseRequest request, IntakeExtras extras) =>
        (await HandleAsync(request, extras, IntakeHost.Agent)).Value;

    private async Task<Result<OpenedCase>> HandleAsync(
        OpenCaseRequest request,
        IntakeExtras extras,
        System.Security.Claims.ClaimsPrincipal who
    )
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<OpenCaseHandler>()
            .HandleAsync(request, Channel.Web, null, extras, who, TestContext.Current.CancellationToken);
    }
}
