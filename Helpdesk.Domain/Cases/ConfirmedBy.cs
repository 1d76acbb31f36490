namespace Helpdesk.Domain.Cases;

/// <summary>How the customer said that it is solved.</summary>
public enum ConfirmedBy
{
    /// <summary>On the telephone.</summary>
    Call = 0,

    /// <summary>By mail.</summary>
    Mail = 1,

    /// <summary>On the case's own page.</summary>
    Page = 2,

    /// <summary>Face to face, or in another way.</summary>
    Other = 3,
}
