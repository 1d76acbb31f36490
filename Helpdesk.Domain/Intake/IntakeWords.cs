using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Intake;

/// <summary>How a case came in (spec I1).</summary>
public enum Channel
{
    Web = 0,
    Api = 1,
    Mail = 2,
    Phone = 3,
}

/// <summary>Kind of user (spec I2).</summary>
public enum UserKind
{
    Var = 0,
    Msp = 1,
    Business = 2,
    Home = 3,
    Other = 4,
}

/// <summary>Kind of request (spec I2); from <see cref="Activation"/> on they are the non-technical ones (spec E6).</summary>
public enum RequestType
{
    TechnicalHelp = 0,
    Bug = 1,
    Enhancement = 2,
    Activation = 10,
    Licence = 11,
    Upgrade = 12,
    ItEditionExchange = 13,
    Download = 14,
    Training = 15,
}

/// <summary>Where the product runs that a case is about: some licences are for one of the two only (spec E4).</summary>
public enum UsedIn
{
    Production = 1,
    Test = 2,
}

/// <summary>Questions about a request type.</summary>
public static class RequestTypes
{
    /// <summary>True for the kinds that are taken by web form at severity Low (spec E6).</summary>
    public static bool IsNonTechnical(this RequestType type) => type >= RequestType.Activation;
}

/// <summary>Answers to the description prompts (spec I3); each may be missing.</summary>
public sealed record IntakeAnswers
{
    public string? HappenedBefore { get; init; }

    public string? DoneJustBefore { get; init; }

    public string? Reproducible { get; init; }

    public string? SystemChanges { get; init; }

    public string? ErrorMessages { get; init; }

    public string? BusinessImpact { get; init; }

    public string? RunningSoftware { get; init; }

    public string? RestoreBy { get; init; }

    /// <summary>What the product's own questions were answered, in the order asked.</summary>
    public ValueList<ProductAnswer> OfProduct { get; init; } = [];

    /// <summary>The answers to what is asked of every product, in the order asked, with the stable key of each.</summary>
    public IEnumerable<(string Key, string? Text)> InOrder() =>
        [
            (nameof(HappenedBefore), HappenedBefore),
            (nameof(DoneJustBefore), DoneJustBefore),
            (nameof(Reproducible), Reproducible),
            (nameof(SystemChanges), SystemChanges),
            (nameof(ErrorMessages), ErrorMessages),
            (nameof(BusinessImpact), BusinessImpact),
            (nameof(RunningSoftware), RunningSoftware),
            (nameof(RestoreBy), RestoreBy),
        ];
}

/// <summary>Who asks (spec I2).</summary>
public sealed record CaseContact(UserKind UserKind, string Name, string Email, string? Phone, string? Organisation, string Language);

/// <summary>What a case is opened with (spec I2, I3, I7), already validated in form.</summary>
public sealed record CaseIntake
{
    public required Channel Channel { get; init; }

    public required CaseContact Contact { get; init; }

    public required string ProductCode { get; init; }

    public required string ProductVersion { get; init; }

    public string? SerialNumber { get; init; }

    public required RequestType RequestType { get; init; }

    public required Severity Severity { get; init; }

    public required string Subject { get; init; }

    public required string Description { get; init; }

    /// <summary>Whether a caller was answered on the spot; null where nobody called, or nobody said (spec P11).</summary>
    public bool? AnsweredOnTheSpot { get; init; }

    /// <summary>When it reached us, if that was before it was opened: its clocks start then; else null (spec P11).</summary>
    public Instant? ReceivedAt { get; init; }

    /// <summary>What the queue shows of it, where that is not its first line: a mail may begin with what it answers.</summary>
    public string? Headline { get; init; }

    /// <summary>Where the product runs, as far as anybody said; null is not known (spec E4).</summary>
    public UsedIn? UsedIn { get; init; }

    public IntakeAnswers Answers { get; init; } = new();

    /// <summary>
    /// Version of the privacy policy the contact agreed to (spec I7); null when an agent typed the case in without asking.
    /// </summary>
    public string? ConsentVersion { get; init; }
}
