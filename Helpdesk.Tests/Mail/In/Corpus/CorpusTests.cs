using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Mail.In.Corpus;

/// <summary>
/// Every mail of the corpus goes through the whole console, one after the other: no mail
/// stops the next, and each ends where the table says (issue 5, mail in).
/// </summary>
public sealed class CorpusTests(InboundMailHost host) : IClassFixture<InboundMailHost>
{
    public static TheoryData<string> Names() => [.. CorpusTable.All.Select(m => m.Name)];

    [Fact]
    public void Table_NamesEveryFile_AndThereAreAtLeastSixty()
    {
        var files = Directory
            .GetFiles(CorpusTable.Folder, "*.eml")
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal)
            .ToList();
        CorpusTable.All.Select(m => m.Name).Order(StringComparer.Ordinal).ShouldBe(files);
        files.Count.ShouldBeGreaterThan(60);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Mail_EndsWhereTheTableSays(string name)
    {
        var expected = CorpusTable.All.Single(m => m.Name == name);

        var failures = await FailuresAsync();
        if (expected.Outcome == "bounce")
            await host.SqlAsync($"UPDATE OutboxMails SET State = 1 WHERE MessageId = '{InboundMailHost.Token}@helpdesk.example'");
        var row = await host.DeliverAsync(expected.Raw);
        (await FailuresAsync() - failures).ShouldBe(expected.Outcome == "bounce" ? 1 : 0, "mails told as failed on their case");

        OutcomeOf(row).ShouldBe(expected.Outcome);
        if (expected.Case.Length > 0)
            row.CaseNumber.ShouldBe(expected.Case);
        if (expected.From.Length > 0)
            row.FromAddress.ShouldBe(expected.From);
        if (expected.Subject.Length > 0)
            row.Subject.ShouldBe(expected.Subject);
        if (expected.Outcome == "bounce")
            await CheckCauseAsync(expected);
        else
            await CheckWordsAsync(expected, row);
        if (expected.ReadAs.Length > 0)
            (await ReadAsAsync(row.CaseNumber!)).ShouldBe(expected.ReadAs);
    }

    private async Task<int> FailuresAsync() => (await host.Host.EventsOfAsync(host.Open)).OfType<MailFailed>().Count();

    private static string OutcomeOf(InboundMail row) =>
        row.State switch
        {
            InboundState.Filed when row.OpenedCase => "new",
            InboundState.Filed when row.TimelineEntry?.Event is CustomerWrote => "into",
            InboundState.Filed when row.TimelineEntry?.Event is AutoReplyCame or ThanksCame => "recorded",
            InboundState.Filed => "bounce",
            InboundState.Held => "held " + row.Cause,
            InboundState.Dropped => "dropped " + row.Cause,
            _ => row.State.ToString(),
        };

    private async Task CheckCauseAsync(CorpusMail expected)
    {
        var cause = (await host.Host.EventsOfAsync(host.Open)).OfType<MailFailed>().Last().Cause;
        foreach (var fragment in expected.Words)
            cause.ShouldContain(fragment);
        foreach (var fragment in expected.Not)
            cause.ShouldNotContain(fragment);
        cause.Where(char.IsControl).ShouldBeEmpty();
    }

    private async Task CheckWordsAsync(CorpusMail expected, InboundMail row)
    {
        using var mail = host.Services.GetRequiredService<InboundStore>().TryRead(expected.Raw);
        var words = row.TimelineEntryId is { } entry ? await host.WordsOfAsync(entry) : mail?.Text ?? "";
        foreach (var fragment in expected.Words)
            words.ShouldNotBeNull().ShouldContain(fragment);
        var names = row.TimelineEntryId is { } line
            ? await host.ReadAsync(db =>
                db.Attachments().Where(a => a.EntryId == line).OrderBy(a => a.Id).Select(a => a.FileName).ToListAsync()
            )
            : [.. mail?.Files.Select(f => f.Name) ?? []];
        if (row.TimelineEntryId is not null)
            names.ShouldBe(expected.Files);
        var everything = string.Join('\n', [words, row.Subject, row.FromName, .. names]);
        foreach (var fragment in expected.Not)
            everything.ShouldNotContain(fragment);
        // Nothing that a screen or a terminal would obey, whatever was sent.
        everything.Where(c => (char.IsControl(c) && c is not ('\n' or '\t')) || c is >= '\u202A' and <= '\u202E').ShouldBeEmpty();
    }

    private Task<string> ReadAsAsync(string number) =>
        host.ReadAsync(async db =>
        {
            var opened = await db.Cases.SingleAsync(c => c.Number == number);
            return $"{opened.ProductCode} {opened.ProductVersion} {opened.SerialNumber ?? "-"} {opened.StatedSeverity}";
        });
}
