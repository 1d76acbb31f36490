namespace Helpdesk.Web.Platform.Identity;

/// <summary>Section <c>Demo</c>: a console to try out, with known people and a known key.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Off: the demo people and the demo key do not exist, or are refused where an earlier demo left them behind.</summary>
    public bool Enabled { get; set; }

    /// <summary>A trickle of live events, to watch the queue breathe.</summary>
    public bool Traffic { get; set; }

    /// <summary>How many weeks of closed cases reports can look back on; made some seconds after the start.</summary>
    public int HistoryWeeks { get; set; }
}
