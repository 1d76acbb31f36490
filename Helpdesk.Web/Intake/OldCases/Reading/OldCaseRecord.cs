using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>An old case as a file tells it, whatever the file's shape; nothing of it is checked yet.</summary>
internal sealed record OldCaseRecord
{
    public string? From { get; init; }

    public string? OldNumber { get; init; }

    public bool IsClosed { get; init; }

    public Instant? OpenedAt { get; init; }

    public Instant? ClosedAt { get; init; }

    public string? Subject { get; init; }

    public Severity Severity { get; init; } = Severity.Medium;

    public Channel Channel { get; init; } = Channel.Web;

    public RequestType RequestType { get; init; } = RequestType.TechnicalHelp;

    public UserKind UserKind { get; init; } = UserKind.Business;

    /// <summary>Code of the catalogue; null leaves it to the serial number or the command line.</summary>
    public string? Product { get; init; }

    public string? Version { get; init; }

    public string? SerialNumber { get; init; }

    /// <summary>"ja" or "en"; null where nobody said.</summary>
    public string? Language { get; init; }

    public string? ContactName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Organisation { get; init; }

    public string? OwnerName { get; init; }

    public string? OwnerEmail { get; init; }

    public IReadOnlyList<OldMessageRecord> Messages { get; init; } = [];

    /// <summary>What has no field here, a line each, for colleagues.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>A message as a file tells it.</summary>
internal sealed record OldMessageRecord
{
    public Instant? At { get; init; }

    public Voice By { get; init; }

    public string? Author { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<OldFile> Files { get; init; } = [];
}

/// <summary>A file of a message: where it lies from the file that names it, and what it is called.</summary>
internal sealed record OldFile(string Path, string Name);

/// <summary>What a line of the file became: a case, or why not.</summary>
/// <param name="Line">From 1.</param>
/// <param name="OldNumber">As far as the line tells.</param>
/// <param name="Skipped">True where the old system itself had thrown the case away: no error of the file.</param>
internal sealed record OldCaseRead(int Line, string? OldNumber, OldCaseRecord? Case, IReadOnlyList<Error> Errors, bool Skipped = false)
{
    public static OldCaseRead Refuse(int line, params IReadOnlyList<Error> errors) => new(line, null, null, errors);
}
