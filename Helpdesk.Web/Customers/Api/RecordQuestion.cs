using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Api;
using NodaTime;

namespace Helpdesk.Web.Customers.Api;

/// <summary>What a list is asked for.</summary>
internal sealed record RecordQuestion(
    IReadOnlyDictionary<string, string> Filters,
    Instant? ChangedSince,
    string? Search,
    RecordPlace? After,
    int Limit
)
{
    public const int DefaultLimit = 100;

    public const int MostLimit = 1_000;

    private const int LongestSearch = 200;

    private static readonly string[] Common = ["changedSince", "search", "after", "limit"];

    /// <summary>Every parameter is read before anything is refused; one that is not known is named.</summary>
    public static Result<RecordQuestion> Read<T>(RecordResource<T> resource, IQueryCollection query, RouteValueDictionary route)
        where T : class
    {
        List<Error> wrong = [];
        string[] known = [.. Common, .. resource.Filters];
        foreach (var name in query.Keys.Where(k => !known.Contains(k, StringComparer.Ordinal)))
            wrong.Add(new(ErrorKind.Malformed, "record.filter-unknown", name, name, string.Join(", ", known)));
        var filters = resource.Filters.Where(f => One(query, f) is not null).ToDictionary(f => f, f => One(query, f)!);
        wrong.AddRange(filters.Select(f => resource.Wrong(f.Key, f.Value)).OfType<Error>());
        foreach (var (place, column) in resource.Places.Where(p => resource.ListPath.Contains($"{{{p.Key}}}", StringComparison.Ordinal)))
            filters[column] = RecordKeys.Plain(route[place] as string ?? "");
        var limit = DefaultLimit;
        if (
            One(query, "limit") is { } count
            && (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostLimit)
        )
            wrong.Add(new(ErrorKind.Malformed, "page.take", "limit", count, MostLimit));
        var since = One(query, "changedSince") is { } text ? IsoInstant.Parse(text) : null;
        if (One(query, "changedSince") is { } bad && since is null)
            wrong.Add(new(ErrorKind.Malformed, "instant.bad", "changedSince", bad));
        var after = One(query, "after") is { } place2 ? RecordPlace.Parse(place2) : null;
        if (One(query, "after") is { } nowhere && after is null)
            wrong.Add(new(ErrorKind.Malformed, "record.after-bad", "after", nowhere));
        if (One(query, "search") is { Length: > LongestSearch } search)
            wrong.Add(new(ErrorKind.Malformed, "text.too-long", "search", LongestSearch, search.Length));
        return wrong.Count > 0
            ? Result<RecordQuestion>.Refuse(wrong)
            : new RecordQuestion(filters, since, One(query, "search"), after, limit);
    }

    private static string? One(IQueryCollection query, string name) =>
        query[name].ToString() is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}

/// <summary>A place in a list: behind the record of this key as this change made it. Callers hand it back and look no further.</summary>
internal sealed record RecordPlace(long ChangeId, string Key)
{
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(ChangeId.ToString(CultureInfo.InvariantCulture) + "/" + Key));

    public static RecordPlace? Parse(string text)
    {
        if (text.Length > 500 || !Base64Url.IsValid(text))
            return null;
        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('/', 2);
        return plain is [var change, var key] && long.TryParse(change, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new(id, key)
            : null;
    }
}
