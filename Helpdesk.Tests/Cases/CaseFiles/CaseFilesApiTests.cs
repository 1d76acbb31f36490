using System.Net.Http.Headers;
using Helpdesk.Tests.Files;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;

namespace Helpdesk.Tests.Cases.CaseFiles;

/// <summary>Files by HTTP: laid ready, taken along, given out as downloads and nothing else.</summary>
[Collection(ApiTests.Name)]
public sealed class CaseFilesApiTests(ApiServer server) : IDisposable
{
    private readonly ApiCaller _caller = server.Caller();

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task File_LaidReady_GoesWithAReply_AndIsGivenOutAgain()
    {
        var number = await OpenAsync();

        var ready = (await AddAsync(number, "\"><img src=x onerror=alert(1)>.png", SampleFiles.Dot)).ShouldBeOk(201).Json;
        (
            await _caller.PostAsync($"/api/v1/cases/{number}/reply", $$"""{"text":"See the picture.","files":[{{ready["id"]}}]}""")
        ).ShouldBeOk();

        var file = (await _caller.GetAsync($"/api/v1/cases/{number}")).ShouldBeOk().Json["files"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)file["kind"], (string?)file["contentType"], (bool)file["customerMaySee"]!).ShouldBe(("Png", "image/png", true));
        var download = await _caller.GetAsync($"/api/v1/cases/{number}/files/{file["id"]}");
        download.ShouldBeOk().ContentType.ShouldBe("application/octet-stream");
        download.Headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox; default-src 'none'"]);
        download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task Picture_IsShownLockedIn_AndNothingElseIs()
    {
        var number = await OpenAsync();
        var ids = new List<string>();
        foreach (
            var (name, bytes) in ((string, byte[])[])
                [
                    ("dot.png", SampleFiles.Dot),
                    ("huge.png", SampleFiles.PngOf(30_000, 30_000)),
                    ("page.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray()),
                    ("really.png", SampleFiles.Program),
                ]
        )
            ids.Add(
                ((int)(await AddAsync(number, name, bytes)).ShouldBeOk(201).Json["id"]!).ToString(
                    System.Globalization.CultureInfo.InvariantCulture
                )
            );
        (
            await _caller.PostAsync($"/api/v1/cases/{number}/note", $$"""{"text":"Four files.","files":[{{string.Join(',', ids)}}]}""")
        ).ShouldBeOk();
        var files = (await _caller.GetAsync($"/api/v1/cases/{number}")).ShouldBeOk().Json["files"]!.AsArray();
        using var kato = server.Caller(key: null);
        kato.Headers.Add("Cookie", string.Join("; ", (await server.Console.CookiesOfAsync("kato")).Select(c => c.Key + "=" + c.Value)));

        var shown = await kato.GetAsync($"/cases/{number}/files/{files[0]!["id"]}/picture");

        (shown.Status, shown.ContentType).ShouldBe((200, "image/png"));
        shown.Headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox; default-src 'none'"]);
        shown.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        foreach (var (file, why) in files.Skip(1).Zip((string[])["too large to unpack", "a picture with a script", "no picture at all"]))
            (await kato.GetAsync($"/cases/{number}/files/{file!["id"]}/picture")).Status.ShouldBe(404, why);
        using var stranger = server.Caller(key: null);
        (await stranger.GetAsync($"/cases/{number}/files/{files[0]!["id"]}/picture")).Status.ShouldNotBe(200);
    }

    [Fact]
    public async Task File_OverTheLimit_IsRefused() =>
        (await AddAsync(await OpenAsync(), "big.bin", new byte[(25 << 20) + 1])).ShouldBeProblem(413).Code.ShouldBe("file.too-large");

    [Fact]
    public async Task File_Empty_IsRefused() =>
        (await AddAsync(await OpenAsync(), "empty.txt", [])).ShouldBeProblem(422).Code.ShouldBe("file.empty");

    [Fact]
    public async Task File_ForNoCase_IsRefused() =>
        (await AddAsync("20200101-0001", "a.txt", [1])).ShouldBeProblem(404).Code.ShouldBe("case.unknown");

    [Fact]
    public async Task Reply_WithAnUnknownFile_IsRefused() =>
        (await _caller.PostAsync($"/api/v1/cases/{await OpenAsync()}/reply", """{"text":"x","files":[99999]}"""))
            .ShouldBeProblem(422)
            .Errors.ShouldBe(["files: files.unknown"]);

    [Fact]
    public async Task File_WithoutAKey_IsNotTaken()
    {
        using var nobody = server.Caller(null);
        (await nobody.GetAsync($"/api/v1/cases/{await OpenAsync()}/files/1")).Status.ShouldBe(401);
    }

    private Task<string> OpenAsync() => _caller.OpenAsync();

    private async Task<ApiAnswer> AddAsync(string number, string name, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await _caller.PostContentAsync($"/api/v1/cases/{number}/files?name={Uri.EscapeDataString(name)}", content);
    }
}
