using Helpdesk.Domain.Queue;
using Helpdesk.Web.Queue;

namespace Helpdesk.Tests.Queue;

/// <summary>Rows are found as people type.</summary>
public sealed class QueueSearchTests
{
    [Theory]
    [InlineData("SHADOW")]
    [InlineData("ｓｈａｄｏｗ")]
    [InlineData("server shadowprotect")]
    [InlineData("  server　5.2.7 ")]
    [InlineData("５．２．７")]
    [InlineData("C-20261116-0007")]
    [InlineData("0007")]
    [InlineData("ばっくあっぷ")]
    [InlineData("バックアップ")]
    [InlineData("ﾊﾞｯｸｱｯﾌﾟ")]
    [InlineData("大和精機 山本")]
    [InlineData("sp-1006")]
    [InlineData("佐藤")]
    [InlineData("夜間")]
    [InlineData("")]
    [InlineData("   ")]
    public void Matches_WidthCaseKanaAndOrder_MakeNoDifference(string search) => Matches(search).ShouldBeTrue();

    [Theory]
    [InlineData("desktop")]
    [InlineData("shadow desktop")]
    [InlineData("0008")]
    [InlineData("バックアップス")]
    [InlineData("serverbackup")]
    public void Matches_EveryWordMustOccur(string search) => Matches(search).ShouldBeFalse();

    [Fact]
    public void Matches_AWordNeverSpansTwoFields() => Matches("失敗大和").ShouldBeFalse();

    [Fact]
    public void Fold_TextThatIsNotWellFormed_DoesNotThrow() =>
        QueueSearch.Fold("cut in the middle \ud83d").ShouldStartWith("cut in the middle");

    private static bool Matches(string search)
    {
        var entry = Entries.Entry(7) with { Subject = "夜間バックアップが失敗", SerialNumber = "SP-1006-7522", OwnerName = "佐藤 麻衣" };
        return QueueSearch.Matches(entry, QueueSearch.Terms(search));
    }
}
