namespace Helpdesk.Web.Workforce;

/// <summary>What somebody knows and how much they carry, as it is kept (spec U2).</summary>
public sealed class AgentProfile
{
    /// <summary>More open cases than this nobody works on.</summary>
    public const int MostCases = 1000;

    public required Guid PersonId { get; init; }

    /// <summary>Codes of the products they know.</summary>
    public required IReadOnlyList<string> Products { get; set; }

    /// <summary>ISO codes.</summary>
    public required IReadOnlyList<string> Languages { get; set; }

    public required int Capacity { get; set; }

    /// <summary>Their own hours from Monday to Friday, e.g. <c>10:00-18:00</c>; null keeps the programme's.</summary>
    public string? Hours { get; set; }

    /// <summary>IANA zone of their own hours.</summary>
    public string? Zone { get; set; }

    public int Version { get; set; }
}
