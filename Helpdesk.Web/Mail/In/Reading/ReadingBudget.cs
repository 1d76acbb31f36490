namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>What one mail may cost to read, whatever is in it; whoever works on it looks here at every step.</summary>
internal sealed class ReadingBudget(TimeProvider time)
{
    /// <summary>A hundred times what an everyday mail takes, on a machine that has other things to do.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // A few letters can make a parser build elements without end.
    private const long MostMemory = 512L * 1024 * 1024;

    private readonly long _began = time.GetTimestamp();
    private readonly long _memory = GC.GetAllocatedBytesForCurrentThread();

    /// <summary>Once spent it stays so, for all that is left of the mail.</summary>
    public bool IsSpent { get; private set; }

    /// <exception cref="OverBudgetException">The mail has cost enough.</exception>
    public void Check()
    {
        IsSpent = IsSpent || time.GetElapsedTime(_began) > Longest || GC.GetAllocatedBytesForCurrentThread() - _memory > MostMemory;
        if (IsSpent)
            throw new OverBudgetException();
    }
}

/// <summary>A mail costs more to read than one may; what asked for it takes the cheap way.</summary>
internal sealed class OverBudgetException : Exception;
