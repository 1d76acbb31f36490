namespace Helpdesk.Web.People.Administration;

/// <summary>How somebody stands at the door.</summary>
public enum PersonState
{
    Active = 0,

    /// <summary>Has a link, but no password yet.</summary>
    Invited = 1,

    /// <summary>Too many wrong passwords.</summary>
    Locked = 2,

    Disabled = 3,

    /// <summary>A demo person in a console that is no demo.</summary>
    DemoOff = 4,
}

/// <summary>Somebody in the list of people.</summary>
public sealed record PersonRow(
    Guid Id,
    string UserName,
    string DisplayName,
    string Language,
    PersonState State,
    IReadOnlyList<string> Roles,
    string? Email = null,
    string? Phone = null
);
