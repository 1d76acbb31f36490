using Helpdesk.Domain.Search;

namespace Helpdesk.Tests.Search;

/// <summary>A colleague is found by script, reading and Latin letters, as they come to mind.</summary>
public sealed class NameSearchTests
{
    [Theory]
    [InlineData("かとう", "Kato Kenta")]
    [InlineData("カトウ", "Kato Kenta")]
    [InlineData("ｶﾄｳ けん", "Kato Kenta")]
    [InlineData("katou", "Kato Kenta")]
    [InlineData("KENTA", "Kato Kenta")]
    [InlineData("kenta ka", "Kato Kenta")]
    [InlineData("佐藤", "佐藤 麻衣")]
    [InlineData("いのうえ", "Inoue Shun")]
    [InlineData("inou", "Inoue Shun")]
    [InlineData("しゅん", "Inoue Shun")]
    [InlineData("はっとり", "Hattori Jun")]
    [InlineData("ほんま", "Homma Aki")]
    [InlineData("wagner", "ワーグナー アンナ", "wagner")]
    [InlineData("あんな", "ワーグナー アンナ")]
    [InlineData("  ", "Anybody")]
    public void Fits(string typed, params string[] names) => NameSearch.Fits(typed, names).ShouldBeTrue();

    [Theory]
    [InlineData("かとう", "Sato Mai")]
    [InlineData("kato mai", "Kato Kenta")]
    [InlineData("佐藤", "加藤 健太")]
    [InlineData("っ", "Kato Kenta")]
    public void FitsNot(string typed, params string[] names) => NameSearch.Fits(typed, names).ShouldBeFalse();
}
