using System.Text;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Mail.In.Corpus;

/// <summary>A row of <c>Corpus/corpus.md</c>: a mail and what must become of it.</summary>
/// <param name="Outcome"><c>into</c>, <c>new</c>, <c>recorded</c>, <c>bounce</c>, <c>held Cause</c> or <c>dropped Cause</c>.</param>
/// <param name="From">Address, or nothing where it is not looked at.</param>
/// <param name="ReadAs">Product, version, serial number, severity of a new case.</param>
/// <param name="Words">What its text must hold.</param>
/// <param name="Not">What its text, subject and names must not hold.</param>
internal sealed record CorpusMail(
    string Name,
    string Outcome,
    string Case,
    string From,
    string Subject,
    string ReadAs,
    IReadOnlyList<string> Words,
    IReadOnlyList<string> Not,
    IReadOnlyList<string> Files
)
{
    public byte[] Raw => CorpusTable.Sent(File.ReadAllBytes(Path.Combine(CorpusTable.Folder, Name + ".eml")));
}

/// <summary>Reads the table. People read the same one; columns are told apart by bars, several values by ¦.</summary>
internal static class CorpusTable
{
    public static string Folder => Path.Combine(SourceTree.Root, "Helpdesk.Tests", "Mail", "In", "Corpus");

    /// <summary>With the id of a mail that the console has sent, where the file leaves room for it.</summary>
    public static byte[] Sent(byte[] raw) =>
        raw.AsSpan().IndexOf("OURS"u8) < 0
            ? raw
            : Encoding.Latin1.GetBytes(
                Encoding.Latin1.GetString(raw).Replace("OURS", InboundMailHost.Ack.Trim('<', '>'), StringComparison.Ordinal)
            );

    public static IReadOnlyList<CorpusMail> All { get; } =
    [
        .. File.ReadLines(Path.Combine(Folder, "corpus.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(Parse),
    ];

    private static CorpusMail Parse(string line)
    {
        var cells = line.Trim().Trim('|').Split('|').Select(c => c.Trim()).ToArray();
        cells.Length.ShouldBe(9, line);
        return new(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], Several(cells[6]), Several(cells[7]), Several(cells[8]));
    }

    private static IReadOnlyList<string> Several(string cell) =>
        cell.Length == 0 ? [] : [.. cell.Split('¦').Select(c => c.Trim().Replace("⏎", "\n", StringComparison.Ordinal))];
}
