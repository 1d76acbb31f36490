using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>What a walk goes through: the aggregate alone, or the console on a database.</summary>
internal interface IConsoleUnderWalk
{
    /// <summary>Moves the clock forward.</summary>
    void GoTo(Instant now);

    /// <returns>True when it was accepted.</returns>
    Task<bool> DoAsync(Step step);

    Task<View> SeeAsync(int number);
}
