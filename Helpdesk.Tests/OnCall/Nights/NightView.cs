using Helpdesk.Tests.Cases.Walks;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Nights;

/// <summary>A case as the console shows it at one instant of a night: where it stands, and who is asked for it.</summary>
/// <param name="PageSince">When the page that runs was opened; null while none runs.</param>
/// <param name="AskedAt">When its last step asked.</param>
/// <param name="NextAt">When the next are to be asked.</param>
/// <param name="Asked">Whom its last step asked.</param>
/// <param name="FirstAsked">Whom its first step asked.</param>
/// <param name="EverAsked">Whom all its steps asked.</param>
internal sealed record NightView(
    View Case,
    Instant? PageSince,
    Instant? AskedAt,
    Instant? NextAt,
    IReadOnlyList<int> Asked,
    IReadOnlyList<int> FirstAsked,
    IReadOnlyList<int> EverAsked
)
{
    public bool IsAsking => PageSince is not null;

    /// <summary>The same without its page.</summary>
    public NightView Silent => new(Case, null, null, null, [], [], []);
}

/// <summary>One stop of a night as it was: what was done, whether it was accepted, and what could be seen of each case then.</summary>
internal sealed record NightStop(Step Step, bool Accepted, IReadOnlyList<NightView> Seen);

/// <summary>A night that was walked.</summary>
/// <param name="Found">Where console and model differ; null where they say the same.</param>
internal sealed record NightRecord(Walk Walk, IReadOnlyList<NightStop> Stops, Finding? Found, NightFigures Figures);

/// <summary>What nights came to.</summary>
/// <param name="InNeed">How often a case in need was looked at.</param>
/// <param name="Held">How often somebody had it by their own yes.</param>
/// <param name="Pages">Pages that were opened.</param>
internal sealed record NightFigures(int Acts, int Stops, int InNeed, int Held, int Pages)
{
    public static NightFigures operator +(NightFigures a, NightFigures b) =>
        new(a.Acts + b.Acts, a.Stops + b.Stops, a.InNeed + b.InNeed, a.Held + b.Held, a.Pages + b.Pages);
}
