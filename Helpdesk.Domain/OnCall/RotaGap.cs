using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.OnCall;

/// <summary>
/// A stretch in which nobody has a layer, however many nights and closed days lie in it: closed once, told of once (spec U3).
/// </summary>
/// <param name="Time">From the first closed hour to the end of the last one.</param>
/// <param name="Closed">The hours outside business hours in it.</param>
/// <param name="Begins">False when it began before the plan was looked at.</param>
/// <param name="Ends">False when no end is in sight.</param>
public sealed record RotaGap(OnCallLayer Layer, TimeRange Time, IReadOnlyList<TimeRange> Closed, bool Begins, bool Ends);
