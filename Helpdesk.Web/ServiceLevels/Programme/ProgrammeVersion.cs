using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>Where a version was made.</summary>
public enum ProgrammeOrigin
{
    /// <summary>The section <c>SupportProgramme</c> of the settings.</summary>
    File = 0,

    /// <summary>The administrators' page.</summary>
    Screen = 1,
}

/// <summary>
/// One version of the programme's targets; never changed once it is made. Running clocks keep the promise of the version that they were
/// started by.
/// </summary>
public sealed class ProgrammeVersion
{
    /// <summary>Counted from 1 without gaps.</summary>
    public required int Number { get; init; }

    public required Instant ValidFrom { get; init; }

    public required Instant MadeAt { get; init; }

    /// <summary>Who made it; empty for the settings.</summary>
    public required string MadeBy { get; init; }

    public required ProgrammeOrigin Origin { get; init; }

    /// <summary>Why; empty for the settings.</summary>
    public required string Reason { get; init; }

    /// <summary>The whole of it, as it was written.</summary>
    public required ProgrammeContent Content { get; init; }

    /// <summary>When it had come into force with all that hangs on it; null while that is ahead.</summary>
    public Instant? AppliedAt { get; set; }

    public Instant? WithdrawnAt { get; set; }

    public string? WithdrawnBy { get; set; }

    public bool IsWithdrawn => WithdrawnAt is not null;
}
