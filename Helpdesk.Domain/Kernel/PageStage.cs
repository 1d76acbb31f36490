using NodaTime;

namespace Helpdesk.Domain.Kernel;

/// <summary>Whom a step of a page asks.</summary>
public enum PageStage
{
    Primary = 0,
    Secondary = 1,
    Supervisor = 2,

    /// <summary>All layers and all who may be on call or supervise and are not away, again and again.</summary>
    Everyone = 3,

    /// <summary>Somebody the case was handed to by name.</summary>
    Named = 4,
}
