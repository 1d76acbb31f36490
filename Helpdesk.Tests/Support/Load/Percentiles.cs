namespace Helpdesk.Tests.Support.Load;

/// <summary>How a set of durations is spread, in milliseconds.</summary>
internal sealed record Percentiles(double P50, double P95, double P99, double Max)
{
    /// <returns>Null when nothing was measured.</returns>
    public static Percentiles? Of(IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return sorted.Length == 0 ? null : new(At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99), Math.Round(sorted[^1], 1));
    }

    public override string ToString() => $"p50 {P50:0.0}, p95 {P95:0.0}, p99 {P99:0.0}, max {Max:0.0} ms";

    private static double At(double[] sorted, double share) =>
        Math.Round(sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))], 1);
}
