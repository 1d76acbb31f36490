namespace Helpdesk.Domain.Cases;

/// <summary>Where a case stands; <see cref="CaseTransitions"/> is the one table of how it moves.</summary>
public enum CaseStatus
{
    New = 0,
    InProgress = 1,
    WaitingOnCustomer = 2,
    WaitingOnVendor = 3,
    SolutionOffered = 4,
    Resolved = 5,
    Closed = 6,
}
