using System.IO.Compression;
using System.Text.Json.Nodes;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Privacy;

/// <summary>One contact's data handed out: what they wrote and were sent, and no note (spec I7).</summary>
public sealed class ContactExportTests : IAsyncLifetime
{
    private readonly PrivacyHost _host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Export_HoldsWhatTheContactWroteAndWasSent_AndNoNote()
    {
        var closed = await _host.ClosedAsync();
        await using var target = new MemoryStream();
        var export = _host.Services.GetRequiredService<ContactExport>();
        (await export.WriteAsync(PrivacyHost.Mail, IntakeHost.Agent, target, Cancel)).Errors[0].Code.ShouldBe("auth.forbidden");
        target.Length.ShouldBe(0);

        (await export.WriteAsync(PrivacyHost.Mail, PrivacyHost.Admin, target, Cancel)).IsOk.ShouldBeTrue();

        target.Position = 0;
        await using var zip = new ZipArchive(target, ZipArchiveMode.Read, leaveOpen: true);
        var page = await TextAsync(zip.GetEntry("contact.json")!);
        page.ShouldContain(PrivacyHost.Words);
        page.ShouldContain(PrivacyHost.Name);
        page.ShouldNotContain(PrivacyHost.Note);
        var one = JsonNode.Parse(page)!["cases"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)one["number"]!).ShouldBe(closed.Number);
        ((string)one["consentVersion"]!).ShouldBe("2026-04");
        (await TextAsync(zip.GetEntry((string)one["files"]![0]!["path"]!)!)).ShouldBe(PrivacyHost.FileText);
        (
            await _host.ReadAsync(db => db.AdminLog().AsNoTracking().SingleAsync(e => e.Action == AdminActs.ContactExported))
        ).Details.ShouldNotContain("quillfeather");
    }

    private static async Task<string> TextAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(await entry.OpenAsync(Cancel));
        return await reader.ReadToEndAsync(Cancel);
    }
}
