using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Http;

namespace Helpdesk.Tests.People;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/queue?view=Mine")]
    [InlineData("/cases/C-20261120-0031#timeline")]
    public void OrHome_PathOfThisConsole_IsKept(string url) => LocalUrl.OrHome(url).ShouldBe(url);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("queue")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("~/queue")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("/queue\r\nSet-Cookie: a=b")]
    public void OrHome_AnythingElse_LeadsHome(string? url) => LocalUrl.OrHome(url).ShouldBe("/");

    [Theory]
    [InlineData("/account/login")]
    [InlineData("/account/setup?code=x")]
    [InlineData("/Account/Denied")]
    public void AfterSignIn_PageAroundTheDoor_LeadsHome(string url) => LocalUrl.AfterSignIn(url).ShouldBe("/");

    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("none", null, true)]
    [InlineData("same-site", null, false)]
    [InlineData("cross-site", "https://desk.example", false)]
    [InlineData(null, "https://desk.example", true)]
    [InlineData(null, "http://desk.example", false)]
    [InlineData(null, "https://evil.example", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, null, true)]
    public void IsSameOrigin_WhatBrowsersSay_IsBelieved(string? site, string? origin, bool expected)
    {
        var request = new DefaultHttpContext { Request = { Scheme = "https", Host = new HostString("desk.example") } }.Request;
        request.Headers["Sec-Fetch-Site"] = site;
        request.Headers.Origin = origin;

        SameOriginGuard.IsSameOrigin(request).ShouldBe(expected);
    }
}
