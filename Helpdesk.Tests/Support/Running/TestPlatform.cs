using Microsoft.Testing.Platform.Extensions;
using Xunit.MicrosoftTestingPlatform;

namespace Helpdesk.Tests.Support.Running;

/// <summary>Starts xunit on Microsoft.Testing.Platform, as the generated entry point would.</summary>
internal static class TestPlatform
{
    /// <param name="args">Arguments of the test platform, e.g. <c>--filter-class</c>.</param>
    /// <param name="listener">Hears every test's outcome, if given.</param>
    /// <returns>The platform's exit code; 0 when all went well.</returns>
    public static Task<int> RunAsync(string[] args, IDataConsumer? listener = null) =>
        TestPlatformTestFramework.RunAsync(
            args,
            (builder, arguments) =>
            {
                SelfRegisteredExtensions.AddSelfRegisteredExtensions(builder, arguments);
                if (listener is not null)
                    builder.TestHost.AddDataConsumer(_ => listener);
            }
        );
}
