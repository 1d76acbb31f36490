using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Helpdesk.Tests.Support;

/// <summary>A person's browser as far as HTTP goes: keeps cookies, fetches pages, signs in.</summary>
public sealed class ConsoleVisitor : IDisposable
{
    private readonly HttpClient _http;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, string> _cookies = new(StringComparer.Ordinal);

    /// <param name="baseAddress">Where the console listens, without a slash at the end.</param>
    public ConsoleVisitor(string baseAddress) =>
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(baseAddress) };

    /// <summary>The cookies by name.</summary>
    public IReadOnlyDictionary<string, string> Cookies
    {
        get
        {
            lock (_gate)
                return new Dictionary<string, string>(_cookies, StringComparer.Ordinal);
        }
    }

    /// <summary>The cookies as a request header has them; empty when there are none.</summary>
    public string CookieHeader => string.Join("; ", Cookies.Select(cookie => cookie.Key + "=" + cookie.Value));

    /// <exception cref="HttpRequestException">The page is not there, or not for this visitor.</exception>
    public async Task<IHtmlDocument> OpenAsync(string path)
    {
        using var answer = await SendAsync(new(HttpMethod.Get, path));
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new HttpRequestException($"{path} answered {(int)answer.StatusCode} {answer.Headers.Location}".TrimEnd());
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>Fills in and posts the page's first form that has a password field.</summary>
    /// <exception cref="HttpRequestException">There is no such form, or the sign-in is refused.</exception>
    public async Task SignInAsync(string path, string user, string password)
    {
        using var page = await OpenAsync(path);
        var form =
            page.Forms.FirstOrDefault(form => form.QuerySelector("input[type=password]") is not null)
            ?? throw new HttpRequestException("No form with a password field at " + path);
        var fields = form.QuerySelectorAll("input[name]:not([type=checkbox]):not([type=submit])")
            .OfType<IHtmlInputElement>()
            .Select(input =>
                KeyValuePair.Create(
                    input.Name!,
                    input.Type switch
                    {
                        "password" => password,
                        "hidden" => input.Value,
                        _ => user,
                    }
                )
            );
        var target = new Uri(new Uri(_http.BaseAddress!, path), form.GetAttribute("action") ?? "");
        using var answer = await PostAsync(target.PathAndQuery, new FormUrlEncodedContent(fields));
        if (answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.SeeOther))
            throw new HttpRequestException($"Sign-in as {user} answered {(int)answer.StatusCode}");
    }

    /// <summary>The answer as it is, redirects and refusals included.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) =>
        SendAsync(new(HttpMethod.Post, path) { Content = content });

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            if (CookieHeader is { Length: > 0 } cookies)
                request.Headers.Add("Cookie", cookies);
            var answer = await _http.SendAsync(request);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
                Keep(set);
            return answer;
        }
    }

    private void Keep(IEnumerable<string> set)
    {
        lock (_gate)
            foreach (var cookie in set.Select(line => line.Split(';')[0].Split('=', 2)))
                _cookies[cookie[0]] = cookie[1];
    }
}
