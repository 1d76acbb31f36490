namespace Helpdesk.Domain.Kernel;

/// <summary>The contract tier a case is served under (spec P).</summary>
public enum SupportTier
{
    SelfService = 0,
    Standard = 1,
    Premium = 2,
}
