using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Cases.Acts.JudgeAnew;

/// <summary>When each licence, each product and any contract was last changed.</summary>
internal sealed class RecordChangeTimes
{
    private readonly Dictionary<string, Instant> _licences = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Instant> _products = new(StringComparer.OrdinalIgnoreCase);
    private Instant _contracts = Instant.MinValue;

    public static async Task<RecordChangeTimes> SinceAsync(HelpdeskDb db, Instant since, CancellationToken cancellation)
    {
        var times = new RecordChangeTimes();
        var changes = db.RecordChanges()
            .Where(c => c.At >= since)
            .Select(c => new
            {
                c.Kind,
                c.Key,
                c.At,
            })
            .AsAsyncEnumerable();
        await foreach (var change in changes.WithCancellation(cancellation))
            times.Note(change.Kind, change.Key, change.At);
        return times;
    }

    /// <summary>
    /// Whether a record of such a case can have changed since it came in. Whose contract it is says only the verdict: any contract counts.
    /// </summary>
    public bool Concern(string? serial, string product, Instant openedAt) =>
        _contracts >= openedAt
        || (serial is not null && _licences.GetValueOrDefault(serial, Instant.MinValue) >= openedAt)
        || _products.GetValueOrDefault(product, Instant.MinValue) >= openedAt;

    private void Note(string kind, string key, Instant at)
    {
        if (kind == RecordKinds.Contracts.Name)
            _contracts = Instant.Max(_contracts, at);
        else if (kind == RecordKinds.Licences.Name)
            Note(_licences, key, at);
        else if (kind == RecordKinds.Products.Name)
            Note(_products, key, at);
        else if (kind == RecordKinds.Versions.Name)
            Note(_products, key[..key.IndexOf('/', StringComparison.Ordinal)], at);
    }

    private static void Note(Dictionary<string, Instant> times, string key, Instant at) =>
        times[key] = Instant.Max(times.GetValueOrDefault(key, Instant.MinValue), at);
}
