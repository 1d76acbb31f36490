using NodaTime;

namespace Helpdesk.Domain.Kernel;

/// <summary>Who is asked first, second and third (spec U3).</summary>
public enum OnCallLayer
{
    Primary = 0,
    Secondary = 1,
    Supervisor = 2,
}
