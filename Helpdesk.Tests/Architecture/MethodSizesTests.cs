using Helpdesk.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Helpdesk.Tests.Architecture;

/// <summary>Methods are short: half of them have at most 8 lines, 95 of 100 at most 30.</summary>
public sealed class MethodSizesTests
{
    private static readonly CSharpParseOptions s_latest = new(LanguageVersion.Preview);

    [Fact]
    public void Methods_AreShort()
    {
        int[] lines =
        [
            .. new[] { "Helpdesk.Domain", "Helpdesk.Web", "Helpdesk.Tests" }
                .SelectMany(project => SourceTree.Files(project, ".cs"))
                .Where(file => !IsGenerated(SourceTree.Relative(file)))
                .SelectMany(file => Lengths(File.ReadAllText(file)))
                .Order(),
        ];

        lines.Length.ShouldBeGreaterThan(3000, "the sources are read");
        lines[lines.Length / 2].ShouldBeLessThanOrEqualTo(8, "the median");
        lines[lines.Length * 95 / 100].ShouldBeLessThanOrEqualTo(30, "95 of 100");
    }

    [Theory]
    [InlineData("class A { int B() => 1; }", 1)]
    [InlineData("class A\n{\n    int B()\n    {\n        return 1;\n    }\n}", 4)]
    [InlineData("class A\n{\n    [Fact]\n    // why\n    int B() =>\n        1;\n}", 2)]
    public void Lengths_CountFromNameToEnd(string source, int lines) => Lengths(source).ShouldBe([lines]);

    /// <summary>Lines from a method's name to its end; attributes and comments above it are not its length.</summary>
    private static IEnumerable<int> Lengths(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, s_latest);
        return tree.GetRoot()
            .DescendantNodes()
            .OfType<MethodDeclarationSyntax>()
            .Where(method => method.Body is not null || method.ExpressionBody is not null)
            .Select(method => Line(tree, method.Span.End) - Line(tree, method.Identifier.SpanStart) + 1);
    }

    private static int Line(SyntaxTree tree, int position) => tree.GetText().Lines.GetLinePosition(position).Line;

    private static bool IsGenerated(string path) =>
        path.Contains("/Migrations/", StringComparison.Ordinal) || path.Contains("/Compiled/", StringComparison.Ordinal);
}
