using Helpdesk.Web.Composition;

namespace Helpdesk.Tests.Composition;

/// <summary>The command line of a published console: a command first, or settings alone.</summary>
public sealed class ConsoleArgumentsTests
{
    [Theory]
    [InlineData]
    [InlineData("--Demo:Enabled=false")]
    [InlineData("--Data:Directory", "/srv/helpdesk data", "--urls", "http://127.0.0.1:5080")]
    [InlineData("--MailIn:OwnAddresses:0=help@example.com", "/urls=http://127.0.0.1:5080", "Demo:Enabled=true")]
    public void SettingsAlone_StartTheConsole(params string[] arguments) => ConsoleArguments.Wrong(arguments).ShouldBeNull();

    [Theory]
    [InlineData("chek", "chek")]
    [InlineData("verify", "verify", "--Data:Directory=/srv")]
    [InlineData("check", "--Data:Directory=/srv", "check")]
    [InlineData("--", "--Data:Directory=/srv", "--", "check")]
    [InlineData("--", "--", "check")]
    [InlineData("import-cases", "--Data:Directory", "/srv", "import-cases", "old.ndjson")]
    public void AnythingElse_IsNamed_WithTheCommandsThereAre(string wrong, params string[] arguments)
    {
        var said = ConsoleArguments.Wrong(arguments).ShouldNotBeNull();

        said.ShouldStartWith($"\"{wrong}\"");
        foreach (var command in (string[])["check", "import", "import-cases", "verify-audit", "rebuild-search"])
            said.ShouldContain(command);
    }
}
