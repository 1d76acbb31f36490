namespace Helpdesk.Tests.Bench;

/// <summary>One measurement; found by reflection, so a new class in this folder is all it takes.</summary>
internal interface IBench
{
    /// <summary>What one types: <c>bench queue</c>.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string About { get; }

    Task RunAsync(BenchOptions options, BenchReport report);
}
