using CsCheck;
using Helpdesk.Web.Knowledge.Articles;

namespace Helpdesk.Tests.Knowledge.Articles;

/// <summary>What changed between two versions of an article, line by line.</summary>
public sealed class LineDiffTests
{
    private static readonly Gen<string> Texts = Gen.String[Gen.Char["ab\n"], 0, 30];

    [Fact]
    public void Between_ALineChanged_SaysWhichWentAndWhichCame() =>
        LineDiff
            .Between("a\nb\nc", "a\nx\nc")
            .ShouldBe([new(LineChange.Same, "a"), new(LineChange.Removed, "b"), new(LineChange.Added, "x"), new(LineChange.Same, "c")]);

    [Fact]
    public void Between_NothingAndSomething_IsAllAdded() =>
        LineDiff.Between("", "a\r\nb").ShouldBe([new(LineChange.Added, "a"), new(LineChange.Added, "b")]);

    [Fact]
    public void Between_EitherTextCanBeReadFromIt() =>
        Gen.Select(Texts, Texts)
            .Sample(
                (before, after) =>
                {
                    var diff = LineDiff.Between(before, after);
                    string.Join('\n', diff.Where(l => l.Change != LineChange.Added).Select(l => l.Text)).ShouldBe(before);
                    string.Join('\n', diff.Where(l => l.Change != LineChange.Removed).Select(l => l.Text)).ShouldBe(after);
                }
            );

    [Fact]
    public void Between_TheSame_ChangesNothing() =>
        Texts.Sample(text => LineDiff.Between(text, text).ShouldAllBe(l => l.Change == LineChange.Same));

    [Fact]
    public void Between_TextsTooLongToCompare_StandForEachOther()
    {
        var (old, now) = (string.Join('\n', Enumerable.Range(0, 3000)), string.Join('\n', Enumerable.Range(5000, 3000)));
        var diff = LineDiff.Between(old, now);
        diff.Count(l => l.Change == LineChange.Removed).ShouldBe(3000);
        diff.Count(l => l.Change == LineChange.Added).ShouldBe(3000);
    }
}
