namespace Helpdesk.Domain.Kernel;

/// <summary>How much the customer's business suffers (spec S1–S4); a smaller number is worse.</summary>
public enum Severity
{
    Emergency = 1,
    High = 2,
    Medium = 3,
    Low = 4,
}
