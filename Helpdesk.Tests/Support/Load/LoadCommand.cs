namespace Helpdesk.Tests.Support.Load;

/// <summary><c>load</c>: runs a <see cref="CircuitLoad"/> and prints its report, as a table and as one line of JSON.</summary>
internal static class LoadCommand
{
    private const int Failure = 1;

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output)
    {
        LoadOptions options;
        try
        {
            options = LoadArguments.Parse(args);
        }
        catch (Exception exception) when (exception is FormatException or IOException)
        {
            await output.WriteLineAsync(exception.Message);
            await output.WriteLineAsync(LoadArguments.Usage);
            return Failure;
        }

        await output.WriteLineAsync(Machine.Describe());
        try
        {
            var report = await CircuitLoad.RunAsync(options, output);
            await output.WriteLineAsync(report.ToTable());
            await output.WriteLineAsync(report.ToJson());
            return report.Circuits == options.Circuits && report.Errors == 0 ? 0 : Failure;
        }
        catch (HttpRequestException exception)
        {
            await output.WriteLineAsync(exception.Message);
            return Failure;
        }
    }
}
