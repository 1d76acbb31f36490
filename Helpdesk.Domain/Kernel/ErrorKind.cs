namespace Helpdesk.Domain.Kernel;

/// <summary>What a caller can do about a refusal; the API's status follows from it.</summary>
public enum ErrorKind
{
    /// <summary>Understood, and against a rule: mend the value.</summary>
    Invalid,

    /// <summary>Not understood: mend the request.</summary>
    Malformed,

    /// <summary>The caller may not do it.</summary>
    Forbidden,

    /// <summary>There is no such record.</summary>
    NotFound,

    /// <summary>The address is there, the method is not.</summary>
    WrongMethod,

    /// <summary>The record stands in a state that does not allow it.</summary>
    Conflict,

    /// <summary>Somebody else changed the record since the caller saw it.</summary>
    Changed,

    /// <summary>The caller must say which version of the record it saw.</summary>
    VersionMissing,

    /// <summary>More bytes than are taken.</summary>
    TooLarge,

    /// <summary>The disk is full.</summary>
    NoSpace,
}
