using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Mail.Out;
using Microsoft.Extensions.Options;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>Templates are checked at start: what is wrong names its file and line.</summary>
public sealed class TemplateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("helpdesk-templates-").FullName;

    public TemplateTests()
    {
        foreach (var file in Directory.GetFiles(MailTemplates.Shipped))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(
        "reply.ja.txt",
        "Subject: {{ number }}\n\n{{ custommer }} 様\n",
        "line 3: unknown placeholder \"custommer\"; known here are agent, case_link, customer,"
    )]
    [InlineData("reply.en.txt", "Subject: {{ closes_at }}\nx", "line 1: unknown placeholder \"closes_at\"")]
    [InlineData("closing.en.txt", "Subject: x\n\n{{ if reason }}\nno end", "line 3: ")]
    [InlineData(
        "closing.en.txt",
        "Subject: x\n\n\n{{ reason \nno end",
        "line 4: a placeholder begins with {{ and ends with }} on the same line."
    )]
    [InlineData("closing.en.txt", "Subject: x\n{{ reason.upcase }}", "line 2: ")]
    [InlineData("closing.en.txt", "Subject: x\n\n{{ reason | string.upcase }}", "line 3: unknown placeholder \"string\"")]
    [InlineData("closing.en.txt", "Subject: x\n\n{{ include 'other' }}", "line 3: unknown placeholder \"include\"")]
    [InlineData("closing.en.txt", "Closed: x\n", "line 1: the first line must be \"Subject: …\".")]
    public void WrongTemplate_NamesFileAndLine(string file, string text, string said)
    {
        File.WriteAllText(Path.Combine(_folder, file), text);

        var stopped = Should.Throw<OptionsValidationException>(() => MailTemplates.Read(_folder));

        stopped.Failures.ShouldContain(
            f => f.Contains($"{Path.Combine(_folder, file)}, {said}", StringComparison.Ordinal),
            string.Join('\n', stopped.Failures)
        );
    }

    [Fact]
    public void MissingLanguage_IsNamed()
    {
        File.Delete(Path.Combine(_folder, "solution.ja.txt"));

        Should
            .Throw<OptionsValidationException>(() => MailTemplates.Read(_folder))
            .Failures.ShouldHaveSingleItem()
            .ShouldContain("solution.ja.txt");
    }

    [Fact]
    public async Task WrongTemplate_StopsTheStart()
    {
        File.AppendAllText(Path.Combine(_folder, "reminder.en.txt"), "\n{{ nonsense }}\n");
        var line = File.ReadAllLines(Path.Combine(_folder, "reminder.en.txt")).Length;

        var (exitCode, said) = await ConsoleProcess.RunToEndAsync(_folder, "--Mail:TemplateFolder=" + _folder);

        exitCode.ShouldBe(2, said);
        said.ShouldContain($"reminder.en.txt, line {line}: unknown placeholder \"nonsense\"");
        File.Exists(Path.Combine(_folder, "helpdesk.db")).ShouldBeFalse("nothing was begun");
    }

    [Fact]
    public void Values_AreText_NeverReadAsATemplateAgain()
    {
        List<string> mistakes = [];
        var template = MailTemplate
            .Read(
                "x",
                "Subject: {{ subject }}\n\n{{~ if message ~}}\n{{ message }}\n{{~ end ~}}\n",
                MailPlaceholders.Of(MailKind.Reply),
                mistakes
            )
            .ShouldNotBeNull();

        var (subject, text) = template.Render(
            new Dictionary<string, object?> { ["subject"] = "a\r\nBcc: all@example.com", ["message"] = "{{ number }} {{ 1 / 0 }}" }
        );

        subject.ShouldBe("a Bcc: all@example.com");
        text.ShouldBe("{{ number }} {{ 1 / 0 }}\n");
    }

    [Fact]
    public void EveryFileOfTheFolder_IsATemplateOfAKind() =>
        SourceTree
            .Files("Helpdesk.Web/Mail/Out/Templates", ".txt")
            .Select(Path.GetFileName)
            .ShouldBe(
                Enum.GetValues<MailKind>()
                    .SelectMany(kind => MailTemplates.Languages.Select(language => MailTemplates.FileName(kind, language))),
                ignoreOrder: true
            );

    [Theory]
    [InlineData("Sender", "Pigeon", "Pigeon")]
    [InlineData("From", "nobody", "support@example.com")]
    [InlineData("PublicAddress", "localhost", "https://support.example.com")]
    [InlineData("Security", "Some", "Some")]
    [InlineData("Port", "0", "587")]
    [InlineData("UserName", "me", "Mail__Password")]
    [InlineData("Sendr", "Smtp", "Sendr")]
    public async Task WrongSetting_StopsTheStart_NamingTheFix(string key, string value, string fix)
    {
        var (exitCode, said) = await ConsoleProcess.RunToEndAsync(_folder, $"--Mail:{key}={value}");

        exitCode.ShouldBe(2, said);
        said.ShouldContain(fix);
        said.ShouldNotContain("   at ", Shouldly.Case.Sensitive);
    }
}
