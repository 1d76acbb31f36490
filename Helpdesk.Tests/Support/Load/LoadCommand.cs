namespace Helpdesk.Tests.Support.Load;

/// <summary><c>load</c>: opens real circuits and measures; comes with the circuit driver.</summary>
internal static class LoadCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output)
    {
        await output.WriteLineAsync($"The circuit driver is not in this build; {args.Count} arguments ignored.");
        return 1;
    }
}
