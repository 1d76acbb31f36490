using System.ComponentModel;
using System.Diagnostics;
using Helpdesk.Tests.Support.Imap;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>
/// Gets a browser (the headless shell where it can be had), Japanese fonts, python3 (a foreign parser of mails) and Dovecot
/// (an IMAP server) onto a fresh machine, or says what to install.
/// </summary>
internal static class BrowserSetup
{
    private const string BrowserPackage = "chromium";
    private const string ShellPackage = "chromium-headless-shell";
    private const string FontPackage = "fonts-noto-cjk";
    private const string PythonPackage = "python3";
    private const string MailServerPackage = "dovecot-imapd";

    /// <returns>True when a browser is there; missing fonts are only mentioned.</returns>
    public static async Task<bool> EnsureAsync(TextWriter log)
    {
        if (BrowserPresence.NamedButMissing is { } named)
        {
            await log.WriteLineAsync($"{BrowserPresence.PathVariable} names {named}, which is not there. Correct it or unset it.");
            return false;
        }

        // Where there is no such package (Ubuntu), any Chromium does.
        if (CanUseApt && !BrowserPresence.IsLight)
            await InstallAsync([ShellPackage], log);
        var hasBrowser = BrowserPresence.Find() is not null;
        var hasFonts = await HasJapaneseFontAsync();
        var hasPython = await RunAsync("python3", ["--version"], TextWriter.Null) == 0;
        var hasMailServer = MailServerFactAttribute.IsThere;
        if (CanUseApt && (!hasBrowser || !hasFonts || !hasPython || !hasMailServer))
        {
            string[] missing =
            [
                .. hasBrowser ? [] : new[] { BrowserPackage },
                .. hasFonts ? [] : new[] { FontPackage },
                .. hasPython ? [] : new[] { PythonPackage },
                .. hasMailServer ? [] : new[] { MailServerPackage },
            ];
            await log.WriteLineAsync("Installing " + string.Join(' ', missing));
            await InstallAsync(missing, log);
            hasFonts = await HasJapaneseFontAsync();
        }

        if (!hasFonts)
            await log.WriteLineAsync($"No Japanese font found (Debian: {FontPackage}); screenshots will show boxes for kanji.");
        if (!MailServerFactAttribute.IsThere)
            await log.WriteLineAsync($"No Dovecot found (Debian: {MailServerPackage}); the tests against an IMAP server are skipped.");
        if (BrowserPresence.Find() is { } path)
        {
            await log.WriteLineAsync("Browser: " + path);
            return true;
        }

        return await AskPlaywrightAsync(log);
    }

    private static bool CanUseApt => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get");

    private static async Task InstallAsync(string[] packages, TextWriter log)
    {
        if (await RunAsync("apt-get", ["update", "-q"], log) != 0)
            await log.WriteLineAsync("apt-get update failed; trying with the package lists at hand.");
        await RunAsync("apt-get", ["install", "-y", "-q", "--no-install-recommends", .. packages], log);
    }

    private static async Task<bool> AskPlaywrightAsync(TextWriter log)
    {
        await log.WriteLineAsync("No browser found; asking Playwright to download one.");
        if (Microsoft.Playwright.Program.Main(["install", "chromium", "--only-shell"]) == 0 && BrowserPresence.Find() is not null)
            return true;
        await log.WriteLineAsync(
            $"""
            The browser tests need Chromium or Chrome, and none could be installed.
              Debian:          sudo apt-get install {ShellPackage} {FontPackage}
              Ubuntu:          sudo apt-get install {BrowserPackage} {FontPackage}
              elsewhere:       install Google Chrome
              another place:   export {BrowserPresence.PathVariable}=/path/to/chrome
            Then run this command again. Tests without a browser: dotnet test
            """
        );
        return false;
    }

    /// <summary>Windows and macOS bring Japanese fonts; on Linux fontconfig is asked.</summary>
    private static async Task<bool> HasJapaneseFontAsync()
    {
        if (!OperatingSystem.IsLinux())
            return true;
        using var found = new StringWriter();
        return await RunAsync("fc-list", [":lang=ja", "family"], found) == 0 && !string.IsNullOrWhiteSpace(found.ToString());
    }

    /// <returns>The program's exit code, or -1 when there is no such program.</returns>
    private static async Task<int> RunAsync(string program, string[] args, TextWriter output)
    {
        var start = new ProcessStartInfo(program, args)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
                await output.WriteLineAsync(line);
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return -1;
        }
    }
}
