namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>The console is gone in the middle of what it did.</summary>
public sealed class KilledException() : Exception("killed by the test");
