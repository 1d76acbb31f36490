using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Helpdesk.Tests.Support.Smtp;

/// <summary>A mail as another program understands it.</summary>
public sealed record ParsedMail(
    IReadOnlyDictionary<string, string> Headers,
    string Type,
    string Text,
    string Html,
    IReadOnlyList<string> Defects
)
{
    public string? this[string header] => Headers.GetValueOrDefault(header.ToLowerInvariant());
}

/// <summary>Python's own email package reads our mails: neither MailKit nor code of ours.</summary>
public static class ForeignParser
{
    private const string Script = """
        import sys, json, email, email.policy
        m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
        def part(kind):
            p = m.get_body(preferencelist=(kind,))
            return p.get_content() if p else ""
        defects = [str(d) for d in m.defects] + [f"{h}: {d}" for h in m.keys() for d in getattr(m[h], "defects", ())]
        headers = {k.lower(): str(v) for k, v in m.items()}
        bodies = {"text": part("plain"), "html": part("html")}
        print(json.dumps({"headers": headers, "type": m.get_content_type(), **bodies, "defects": defects}))
        """;

    public static async Task<ParsedMail> ReadAsync(byte[] raw)
    {
        var start = new ProcessStartInfo("python3")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        Process python;
        try
        {
            python = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("python3 is needed to read mails with a foreign parser: install the package python3.", e);
        }

        using (python)
        {
            await python.StandardInput.BaseStream.WriteAsync(raw, TestContext.Current.CancellationToken);
            python.StandardInput.Close();
            var said = python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var complained = await python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            python.ExitCode.ShouldBe(0, complained);
            return JsonSerializer.Deserialize<ParsedMail>(await said, JsonSerializerOptions.Web)!;
        }
    }
}
