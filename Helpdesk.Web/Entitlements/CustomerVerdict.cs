namespace Helpdesk.Web.Entitlements;

/// <summary>How a verdict sounds; always beside its words.</summary>
public enum VerdictTone
{
    Good,
    Neutral,
    Missing,
}

/// <summary>What a customer is told about support for their case, in plain words and in their language (spec E5).</summary>
/// <param name="Lines">One sentence each: what it gives, or why it is so.</param>
public sealed record CustomerVerdict(VerdictTone Tone, string Title, IReadOnlyList<string> Lines)
{
    /// <summary>That a newer version is there, for whoever uses the one before it (spec E1, P8); among the lines as well.</summary>
    public string? Upgrade { get; init; }

    /// <summary>Where the newer version is got; null when there is none to get, or no place is named in the settings.</summary>
    public string? DownloadAddress { get; init; }

    /// <summary>How to get the newer version where no place is named in the settings; null when there is none to get.</summary>
    public string? AskForDownload { get; init; }

    /// <summary>True for a question that is answered with or without a contract (spec E6).</summary>
    public bool IsFree { get; init; }
}
