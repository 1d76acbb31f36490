using Bunit;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Helpdesk.Tests.Support.Running.Patience))]

namespace Helpdesk.Tests.Support.Running;

/// <summary>
/// How long a test waits for what it expects. How fast a page is, is measured elsewhere (bench); on a busy machine a test fails for what
/// never comes, not for what comes late.
/// </summary>
public sealed class Patience
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(15);

    public Patience()
    {
        BunitContext.DefaultWaitTimeout = Wait;
        Assertions.SetDefaultExpectTimeout((float)Wait.TotalMilliseconds);
    }
}
