using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Intake.OldCases.Reading;
using NodaTime;

namespace Helpdesk.Tests.Intake.OldCases;

/// <summary>The three forms, read from the samples that docs/moving-in.md names, and what cannot be read.</summary>
public sealed class OldCaseShapesTests
{
    [Fact]
    public void OwnForm_SaysEachFieldAsItStands()
    {
        var read = Read("own.ndjson");
        read.Select(r => (r.Line, r.Errors.Count)).ShouldBe([(1, 0), (2, 0)]);
        var first = read[0].Case.ShouldNotBeNull();
        (first.From, first.OldNumber, first.IsClosed, first.Severity, first.Channel, first.Product, first.Version).ShouldBe(
            ("Desk One", "4711", true, Severity.High, Channel.Mail, "SPX-SERVER", "7.1")
        );
        (first.OpenedAt, first.ClosedAt).ShouldBe((Instant.FromUtc(2024, 3, 1, 0, 12), Instant.FromUtc(2024, 3, 4, 6, 30)));
        (first.ContactName, first.Organisation, first.Language).ShouldBe(("山田 太郎", "北浜精工株式会社", "ja"));
        first
            .Messages.Select(m => (m.By, m.Author))
            .ShouldBe([(Voice.Customer, "山田 太郎"), (Voice.Note, "Sato Ken"), (Voice.Reply, "Sato Ken"), (Voice.Customer, "山田 太郎")]);
        first.Messages[0].Files.ShouldBe([new OldFile("files/4711/backup.txt", "backup.txt")]);
        (read[1].Case!.IsClosed, read[1].Case!.ClosedAt).ShouldBe((false, null));
    }

    [Fact]
    public void Zendesk_UsersComeById_StatusPrioritySidesAndFilesAreMapped()
    {
        var read = Read("zendesk.ndjson", new(ProductField: "360001"), "zendesk-users.ndjson", "zendesk-organizations.ndjson");
        var first = read[0].Case.ShouldNotBeNull();
        (first.From, first.OldNumber, first.IsClosed, first.Severity, first.Channel).ShouldBe(
            ("Zendesk", "35436", true, Severity.Medium, Channel.Mail)
        );
        first.ClosedAt.ShouldBe(Instant.FromUtc(2024, 5, 10, 6, 0));
        (first.ContactName, first.Email, first.Organisation, first.OwnerName, first.Product).ShouldBe(
            ("Anna Berg", "anna.berg@nordhafen.example", "Nordhafen GmbH", "Mori Yuki", "SPX-SERVER")
        );
        first
            .Messages.Select(m => (m.By, m.Author))
            .ShouldBe([
                (Voice.Customer, "Anna Berg"),
                (Voice.Note, "Mori Yuki"),
                (Voice.Reply, "Mori Yuki"),
                (Voice.Customer, "Anna Berg"),
            ]);
        first.Messages[0].Files.ShouldBe([new OldFile("attachments/8801/dialog.txt", "dialog.txt")]);
        first.Remarks.ShouldContain("tags: activation, server");
        (read[1].Case!.IsClosed, read[1].Case!.Severity, read[1].Case!.Language).ShouldBe((false, Severity.Emergency, "ja"));
        (read[2].Skipped, read[2].OldNumber).ShouldBe((true, "35438"));
    }

    [Fact]
    public void Zammad_NamesAreExpanded_HtmlLosesItsMarkup()
    {
        var read = Read("zammad.ndjson");
        var first = read[0].Case.ShouldNotBeNull();
        (first.From, first.OldNumber, first.IsClosed, first.Severity, first.OwnerName).ShouldBe(
            ("Zammad", "22031", true, Severity.High, "lena@desk-three.example")
        );
        (first.ContactName, first.Email, first.Organisation).ShouldBe(("Anna Berg", "anna.berg@nordhafen.example", "Nordhafen GmbH"));
        first
            .Messages.Select(m => (m.By, m.Text))
            .ShouldBe([
                (Voice.Customer, "Since the update the agent\ndoes not connect & stays grey."),
                (Voice.Reply, "Please open port 10443.\nSee the picture."),
                (Voice.Note, "Firewall again."),
            ]);
        first.Messages[1].Files.ShouldBe([new OldFile("ticket_attachment/31/302/123", "ports.txt")]);
        (read[1].Case!.IsClosed, read[1].Case!.OwnerName, read[1].Case!.ContactName).ShouldBe((false, null, "Anna Berg"));
    }

    [Theory]
    [InlineData("{\"a\":1}", "old-case.shape-unclear")]
    [InlineData("[1]", "old-case.no-object")]
    [InlineData("{\"oldNumber\":\"1\",\"oldNumber\":\"2\"}", "old-case.line-bad")]
    [InlineData("{\"oldNumber\":\"1\",\"colour\":\"red\"}", "old-case.field-unknown")]
    [InlineData("{\"oldNumber\":\"1\",\"state\":\"done\"}", "old-case.value-bad")]
    [InlineData("{\"oldNumber\":\"1\",\"openedAt\":\"2024-03-01\"}", "old-case.value-bad")]
    [InlineData("{\"oldNumber\":\"1\",\"messages\":[{\"by\":\"me\"}]}", "old-case.value-bad")]
    [InlineData("{\"oldNumber\":\"1\",\"subject\":\"\\ud800\"}", "old-case.text-bad")]
    [InlineData("{\"id\":1,\"status\":\"open\",\"requester_id\":9,\"comments\":[]}", "old-case.requester-unknown")]
    [InlineData("{\"id\":1,\"status\":\"open\",\"requester\":{\"id\":9,\"name\":\"A\",\"email\":\"a@b.example\"}}", "old-case.no-comments")]
    [InlineData("{\"id\":1,\"title\":\"T\",\"customer_id\":2,\"state_id\":4,\"articles\":[]}", "old-case.not-expanded")]
    [InlineData("{\"id\":1,\"title\":\"T\",\"customer\":\"a@b.example\",\"state\":\"open\"}", "old-case.no-articles")]
    public void WhatCannotBeRead_IsNamed(string line, string code) =>
        ReadText(line + "\n").SelectMany(r => r.Errors).Select(e => e.Code).ShouldContain(code);

    [Fact]
    public void Lines_OfAnyEnding_WithMark_AreRead_AndOnesThatAreCutOffOrTooLongAreNamed()
    {
        var line = OldCasesSteps.Line("1");
        ReadText("\uFEFF" + line + "\r\n\r\n" + OldCasesSteps.Line("2"))
            .Select(r => (r.Line, r.Case?.OldNumber))
            .ShouldBe([(1, "1"), (3, "2")]);
        ReadText(line + "\n" + line[..40])[^1].Errors.ShouldHaveSingleItem().Code.ShouldBe("old-case.cut-off");
        var endless = line + "\n" + new string('x', RawLines.Longest + 1) + "\n" + OldCasesSteps.Line("3") + "\n";
        ReadText(endless)
            .Select(r => (r.Line, r.Errors is [var first, ..] ? first.Code : null))
            .ShouldBe([(1, null), (2, "old-case.line-too-long"), (3, null)]);
        ReadBytes([.. System.Text.Encoding.UTF8.GetBytes(line[..20]), 0xFF, 0xFE, (byte)'\n'])
            .ShouldHaveSingleItem()
            .Errors.ShouldHaveSingleItem()
            .Code.ShouldBe("old-case.not-utf8");
    }

    [Fact]
    public void Page_OfTickets_WithItsUsers_IsReadAsTickets()
    {
        const string Page = """
            {"tickets":[{"id":7,"status":"closed","requester_id":5,"created_at":"2024-01-01T00:00:00Z",
            "updated_at":"2024-01-02T00:00:00Z","subject":"S","comments":[]}],
            "users":[{"id":5,"name":"A","email":"a@b.example"}],"count":1}
            """;
        ReadText(Page.ReplaceLineEndings("") + "\n").ShouldHaveSingleItem().Case.ShouldNotBeNull().ContactName.ShouldBe("A");
    }

    private static List<OldCaseRead> Read(string name, OldCaseSettings? settings = null, params string[] people)
    {
        var file = new OldCaseFile(Path.Combine(OldCasesSteps.Samples, name), settings ?? new());
        foreach (var one in people)
            file.LearnPeople(Path.Combine(OldCasesSteps.Samples, one)).IsOk.ShouldBeTrue();
        return [.. file.Read()];
    }

    private static List<OldCaseRead> ReadText(string text) => ReadBytes(System.Text.Encoding.UTF8.GetBytes(text));

    private static List<OldCaseRead> ReadBytes(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            return [.. new OldCaseFile(path, new()).Read()];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
