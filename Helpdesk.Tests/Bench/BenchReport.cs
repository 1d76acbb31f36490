using System.Globalization;

namespace Helpdesk.Tests.Bench;

/// <summary>What a measurement says: plain lines, and figures held against their targets.</summary>
internal sealed class BenchReport(TextWriter output)
{
    public TextWriter Output => output;

    public int Missed { get; private set; }

    public int Held { get; private set; }

    public Task LineAsync(string text) => output.WriteLineAsync("  " + text);

    public Task AtMostAsync(string what, double measured, double target, string unit) =>
        JudgeAsync(what, measured, "≤", target, unit, measured <= target);

    public Task AtLeastAsync(string what, double measured, double target, string unit) =>
        JudgeAsync(what, measured, "≥", target, unit, measured >= target);

    private Task JudgeAsync(string what, double measured, string sign, double target, string unit, bool holds)
    {
        if (holds)
            Held++;
        else
            Missed++;
        return output.WriteLineAsync(
            $"  {what, -52}{Text(measured), 10}   {sign} {Text(target) + " " + unit, -18}{(holds ? "PASS" : "MISS")}"
        );
    }

    private static string Text(double value) =>
        value.ToString(
            Math.Abs(value) switch
            {
                >= 100 or 0 => "0",
                >= 10 => "0.#",
                _ => "0.###",
            },
            CultureInfo.InvariantCulture
        );
}
