using System.Text.RegularExpressions;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Architecture;

/// <summary>The documents name what is there, and are short enough to be read.</summary>
public sealed partial class DocumentsTests
{
    private const int ReadmeLines = 100;
    private const int Width = 140;

    private static readonly string[] Roots = ["Helpdesk.", "docs/", "deploy/", ".ci/", ".devcontainer/"];

    [Fact]
    public void Path_NamedInADocument_Exists()
    {
        var named = Documents().SelectMany(file => Paths(File.ReadAllText(file)).Select(path => (File: file, Path: path))).ToList();

        named.Count.ShouldBeGreaterThan(100, "the scan finds them");
        named
            .Where(one => !IsThere(Path.Combine(SourceTree.Root, one.Path)))
            .Select(one => $"{SourceTree.Relative(one.File)}: {one.Path}")
            .ShouldBeEmpty("correct the path, or the document");
    }

    [Fact]
    public void Link_FromOneDocumentToAnother_LeadsSomewhere() =>
        Documents()
            .SelectMany(file => Links(File.ReadAllText(file)).Select(link => (File: file, Link: link)))
            .Where(one => !IsThere(Path.Combine(Path.GetDirectoryName(one.File)!, one.Link)))
            .Select(one => $"{SourceTree.Relative(one.File)}: {one.Link}")
            .ShouldBeEmpty();

    [Fact]
    public void Readme_IsShort() =>
        File.ReadAllLines(Path.Combine(SourceTree.Root, "README.md")).Length.ShouldBeLessThanOrEqualTo(ReadmeLines);

    /// <summary>A row of a table cannot be broken; everything else can.</summary>
    [Fact]
    public void Prose_HasNoLongLines() =>
        Documents()
            .SelectMany(file => File.ReadAllLines(file).Index().Select(line => (File: file, line.Index, line.Item)))
            .Where(line => line.Item.Length > Width && !line.Item.StartsWith('|'))
            .Select(line => $"{SourceTree.Relative(line.File)}:{line.Index + 1}")
            .ShouldBeEmpty();

    [Theory]
    [InlineData("see `Helpdesk.Web/Cases/CaseText.resx` and `docs/api.md`", "Helpdesk.Web/Cases/CaseText.resx docs/api.md")]
    [InlineData("`Helpdesk.Web` is no path, `/queue` an address, `dotnet run --project Helpdesk.Web/x` a command", "")]
    [InlineData("a pattern: `Helpdesk.Web/Cases/Acts/<Act>/`, `Helpdesk.Tests/*/X.cs`", "")]
    public void Paths_OfAText(string text, string paths) => string.Join(' ', Paths(text)).ShouldBe(paths);

    private static IEnumerable<string> Documents() =>
        SourceTree
            .Files("docs", ".md")
            .Concat(new[] { "README.md", "CONTRIBUTING.md", "SECURITY.md" }.Select(name => Path.Combine(SourceTree.Root, name)));

    private static IEnumerable<string> Paths(string text) =>
        Quoted()
            .Matches(text)
            .Select(match => match.Groups["path"].Value)
            .Where(path =>
                path.Contains('/', StringComparison.Ordinal) && Roots.Any(root => path.StartsWith(root, StringComparison.Ordinal))
            );

    private static IEnumerable<string> Links(string text) =>
        Link().Matches(text).Select(match => match.Groups["to"].Value).Where(to => !to.Contains("://", StringComparison.Ordinal));

    /// <summary>What git ignores is not there for a reader, though a console or a build has left it on this machine.</summary>
    private static bool IsThere(string path) => (File.Exists(path) || Directory.Exists(path)) && !Ignored().Any(path.Contains);

    private static IEnumerable<string> Ignored() =>
        File.ReadLines(Path.Combine(SourceTree.Root, ".gitignore"))
            .Where(line => line.EndsWith('/') && !line.Contains('*', StringComparison.Ordinal))
            .Select(line => "/" + line.TrimStart('/'));

    /// <summary>A word in back-ticks; a placeholder in it makes it a pattern, which no file has to answer to.</summary>
    [GeneratedRegex(@"`(?<path>[^`\s<>{}*…]+)`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\((?<to>[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
