namespace Helpdesk.Web.Platform.Api;

/// <summary>A result with a Location header; <see cref="Results.Created(string, object?)"/> would use other JSON options.</summary>
public static class Locations
{
    public static IResult WithLocation(this IResult inner, string location) => new Located(inner, location);

    private sealed class Located(IResult inner, string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return inner.ExecuteAsync(httpContext);
        }
    }
}
