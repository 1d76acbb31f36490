using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Api;
using Microsoft.AspNetCore.WebUtilities;

namespace Helpdesk.Web.Supervision.Plan;

/// <summary>A plan's address: whoever opens it sees the same selection and the same choices by hand.</summary>
public static class PlanAddress
{
    private const string Page = "/supervise/plan";
    private const string Queue = "-";

    /// <param name="byHand">Receivers by case number, user names; null is the queue.</param>
    public static string Of(PlanSelection selection, IEnumerable<KeyValuePair<string, string?>>? byHand = null)
    {
        var fix = string.Join(',', (byHand ?? []).Select(pair => $"{pair.Key}~{pair.Value ?? Queue}"));
        return QueryHelpers.AddQueryString(
            Page,
            new Dictionary<string, string?>
            {
                ["of"] = selection.Of,
                ["set"] = selection.Set?.ToString(),
                ["product"] = selection.Product,
                ["severity"] = selection.Severity?.ToString(),
                ["cases"] = selection.Cases.Count == 0 ? null : string.Join(',', selection.Cases),
                ["fix"] = fix.Length == 0 ? null : fix,
            }.Where(pair => pair.Value is not null)
        );
    }

    public static string OfApplied(Guid id) => $"{Page}?applied={id}";

    public static PlanSelection Read(string? of, string? set, string? product, string? cases, string? severity = null) =>
        new(
            string.IsNullOrWhiteSpace(of) ? null : of,
            ApiWords.Parse<PlanSet>(set),
            string.IsNullOrWhiteSpace(product) ? null : product,
            (cases ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            ApiWords.Parse<Severity>(severity)
        );

    /// <summary>What was chosen by hand; pairs that make no sense are passed over.</summary>
    public static IReadOnlyDictionary<string, string?> ReadByHand(string? fix) =>
        (fix ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('~'))
            .Where(p => p.Length == 2)
            .GroupBy(p => p[0], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last()[1] == Queue ? null : g.Last()[1], StringComparer.Ordinal);
}
