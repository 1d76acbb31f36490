using Helpdesk.Domain.Search;

namespace Helpdesk.Tests.Search;

/// <summary>Whether a new form looks like an old case (spec C9).</summary>
public sealed class SimilarWordsTests
{
    [Theory]
    [InlineData("Backup job fails every night with error 112", "The nightly backup job fails: error 112", true)]
    [InlineData("Backup fails", "Backup fails\nIt fails every night.", true)]
    [InlineData("毎晩のバックアップが失敗します", "バックアップが毎晩失敗する", true)]
    [InlineData("How do I move my licence?", "Restore stops at 40 %", false)]
    [InlineData("復元が途中で止まります", "ライセンスを移動したい", false)]
    [InlineData("", "Backup fails", false)]
    public void Are_ByTheWordsThatBothHave_C9(string one, string other, bool alike)
    {
        SimilarWords.Are(one, other).ShouldBe(alike);
        SimilarWords.Are(other, one).ShouldBe(alike);
    }
}
