using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Architecture;

/// <summary>A line fits a screen and a file can be read in one go: what is longer is broken, or split by what it is about.</summary>
public sealed class SizesTests
{
    private const int Width = 140;
    private const int Height = 250;

    private static readonly string[] Projects = ["Helpdesk.Domain", "Helpdesk.Web", "Helpdesk.Tests"];
    private static readonly string[] Styles = [".css"];
    private static readonly string[] Code = [".cs", ".razor", ".js"];

    /// <summary>Written by the tools of Entity Framework.</summary>
    private static readonly string[] Generated = ["Helpdesk.Web/Platform/Data/Migrations/", "Helpdesk.Web/Platform/Data/Compiled/"];

    /// <summary>Lines that cannot be broken: the file, and why.</summary>
    private static readonly Dictionary<string, string> Unbroken = new(StringComparer.Ordinal);

    [Fact]
    public void Line_FitsAScreen() =>
        Written([.. Code, .. Styles])
            .Where(file => !Unbroken.ContainsKey(file.Path))
            .SelectMany(file => LongLines(file.Text).Select(line => $"{file.Path}:{line}"))
            .ShouldBeEmpty($"no line is longer than {Width} letters");

    [Fact]
    public void File_CanBeReadInOneGo() =>
        Written(Code)
            .Select(file => (file.Path, Lines: LinesOf(file.Text).Length))
            .Where(file => file.Lines > Height)
            .Select(file => $"{file.Path}: {file.Lines} lines")
            .ShouldBeEmpty($"no file is longer than {Height} lines; split it by what it is about");

    [Fact]
    public void Unbroken_NamesOnlyFilesThatNeedIt() =>
        Unbroken
            .Keys.Where(path => !Written([.. Code, .. Styles]).Any(file => file.Path == path && LongLines(file.Text).Any()))
            .ShouldBeEmpty("take them off the list");

    [Fact]
    public void Written_FindsEveryKind_AndNothingGenerated()
    {
        var paths = Written([.. Code, .. Styles]).Select(file => file.Path).ToList();

        foreach (var ending in Code.Concat(Styles))
            paths.ShouldContain(path => path.EndsWith(ending, StringComparison.Ordinal), ending);
        paths.ShouldNotContain(path => path.Contains("/obj/", StringComparison.Ordinal));
        paths.ShouldNotContain(path => path.Contains("/Migrations/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(140, "")]
    [InlineData(141, "2")]
    public void LongLines_Planted(int length, string found) =>
        string.Join(' ', LongLines($"short\n{new string('x', length)}\r\n{new string('y', 139)}\n")).ShouldBe(found);

    [Theory]
    [InlineData("", 0)]
    [InlineData("one", 1)]
    [InlineData("one\ntwo\n", 2)]
    [InlineData("one\r\n\r\nthree", 3)]
    public void LinesOf_Planted(string text, int lines) => LinesOf(text).Length.ShouldBe(lines);

    /// <summary>The numbers of the lines that are too long.</summary>
    private static IEnumerable<int> LongLines(string text) =>
        LinesOf(text).Index().Where(line => line.Item.EnumerateRunes().Count() > Width).Select(line => line.Index + 1);

    /// <summary>What ends with a line break has no further, empty line.</summary>
    private static string[] LinesOf(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static IEnumerable<(string Path, string Text)> Written(string[] endings) =>
        Projects
            .SelectMany(project => endings.SelectMany(ending => SourceTree.Files(project, ending)))
            .Select(file => (Path: SourceTree.Relative(file), File: file))
            .Where(file => !Generated.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)))
            .Select(file => (file.Path, File.ReadAllText(file.File)));
}
