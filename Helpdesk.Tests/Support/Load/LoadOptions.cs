namespace Helpdesk.Tests.Support.Load;

/// <summary>What load to put on a running console.</summary>
internal sealed record LoadOptions
{
    /// <summary>Where the console listens, without a slash at the end.</summary>
    public string Base { get; init; } = "http://127.0.0.1:5080";

    /// <summary>The page each circuit opens.</summary>
    public string Path { get; init; } = "/";

    public int Circuits { get; init; } = 10;

    /// <summary>How long to measure, in seconds.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>How long to wait between the last circuit's start and the measurement, in seconds.</summary>
    public int Settle { get; init; } = 3;

    /// <summary>The server's process, for processor time and memory; null leaves both out.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The page whose first form with a password field signs in; null for no sign-in.</summary>
    public string? Login { get; init; }

    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>
    /// Method and address of a request that changes something on screen; <c>{case}</c> and <c>{poke}</c> are filled in. Null for none.
    /// </summary>
    public string? Poke { get; init; }

    /// <summary>JSON body of a poke. The text <c>{poke}</c> in it must come to show on the page, else no latency can be measured.</summary>
    public string? Body { get; init; }

    /// <summary>Headers of a poke, as <c>Name: value</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Pokes a second, over all circuits.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>What <c>{case}</c> stands for, in turn.</summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary>Height of the window that <c>Virtualize</c> is told of, in pixels.</summary>
    public int Height { get; init; } = 900;

    /// <summary>
    /// Answers to JS calls by identifier, as JSON; all others get <c>null</c>, or an object's id where one is asked for. Without the
    /// facts of the browser the console's layout would not start.
    /// </summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["helpdesk.facts"] = """{"zone":"Asia/Tokyo","dark":false}""" };
}
