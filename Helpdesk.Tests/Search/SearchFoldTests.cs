using CsCheck;
using Helpdesk.Domain.Search;

namespace Helpdesk.Tests.Search;

/// <summary>One form for all spellings, and terms that any two characters are found by.</summary>
public sealed class SearchFoldTests
{
    private const string Alphabet =
        "aBzÉüß09-. \"'（）ＡＢｃ０９ｱｶﾞﾊﾟｰアガパーッャヴヶあがぱーっゃゔ復元環境髙高﨑崎々〆①㈱㍻﷐\uD83D\uDE00\u3099\u0301\t\n";

    private static readonly Gen<string> Texts = Gen.String[
        Gen.OneOf(Gen.Char[Alphabet], Gen.Char['ぁ', 'ヿ'], Gen.Char['！', 'ﾟ'], Gen.Char.AlphaNumeric),
        0,
        40
    ];

    [Theory]
    [InlineData("ＶＳＳ", "vss")]
    [InlineData("ｲﾒｰｼﾞ", "イメージ")]
    [InlineData("ﾊﾞｯｸｱｯﾌﾟ", "バックアップ")]
    [InlineData("バツクアツプ", "バックアップ")]
    [InlineData("サーバー", "サーバ")]
    [InlineData("ばっくあっぷ", "バックアップ")]
    [InlineData("髙橋", "高橋")]
    [InlineData("㈱", "(株)")]
    [InlineData("①", "1")]
    [InlineData("Müller", "Muller")]
    [InlineData("か\u3099", "が")]
    [InlineData("ヴァ", "ブア")]
    public void Spellings_OfOneThing_FoldAlike(string one, string other) => SearchFold.Fold(one).ShouldBe(SearchFold.Fold(other));

    [Theory]
    [InlineData("はは", "ばば")]
    [InlineData("復元", "復旧")]
    [InlineData("5.2.7", "5.2.6")]
    public void DifferentThings_StayDifferent(string one, string other) => SearchFold.Fold(one).ShouldNotBe(SearchFold.Fold(other));

    [Fact]
    public void Folding_Twice_ChangesNothingMore() =>
        Texts.Sample(text =>
        {
            var once = SearchFold.Fold(text);
            SearchFold.Fold(once).ShouldBe(once);
        });

    [Fact]
    public void Folding_NeverThrows_AndKeepsPlaces_InOrder() =>
        Gen.String[Gen.Char['\0', '\uFFFF'], 0, 40]
            .Sample(text =>
            {
                var folded = SearchFold.WithPlaces(text);
                folded.Text.ShouldBe(SearchFold.Fold(text));
                folded.Places.Count.ShouldBe(folded.Text.Length);
                folded.Places.ShouldBeInOrder();
                folded.Places.ShouldAllBe(place => place >= 0 && place < text.Length);
            });

    [Fact]
    public void WidthAndKana_MakeNoDifference() =>
        Gen.String[Gen.Char['ァ', 'ヶ'], 1, 20]
            .Sample(katakana =>
            {
                var hiragana = new string([.. katakana.Select(c => (char)(c - 0x60))]);
                SearchFold.Fold(katakana).ShouldBe(SearchFold.Fold(hiragana));
            });

    [Fact]
    public void AnyTwoJapaneseCharacters_OfAText_AreOneOfItsTerms() =>
        Gen.String[Gen.Char["復元環境検証失敗容量不足あいうえおかきくけこ"], 2, 30]
            .Sample(text =>
            {
                var terms = SearchTerms.Of(text).Split(' ');
                for (var i = 0; i + 1 < text.Length; i++)
                    terms.ShouldContain(SearchFold.Fold(text.Substring(i, 2)));
            });

    [Fact]
    public void Terms_AreLettersAndDigits_WhateverWasTyped() =>
        Texts.Sample(text =>
            SearchTerms
                .OfFolded(SearchFold.Fold(text))
                .ShouldAllBe(term =>
                    term.Length > 0
                    && term.All(c =>
                        char.IsLetterOrDigit(c)
                        || char.IsSurrogate(c)
                        || c == '々'
                        || c == '〆'
                        || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.OtherLetter
                        || c >= '\u3041'
                    )
                )
        );

    [Theory]
    [InlineData("イメージ検証が失敗する", new[] { "いめじ", "検証", "失敗" })]
    [InlineData("how do I restore to different hardware", new[] { "restore", "different", "hardware" })]
    [InlineData("SP-1000-7300", new[] { "sp-1000-7300" })]
    [InlineData("\"access denied\" NAS", new[] { "access denied", "nas" })]
    [InlineData("動かない", new[] { "動か" })]
    [InlineData("", new string[0])]
    [InlineData("、。", new string[0])]
    public void WhatIsTyped_IsUnderstood(string typed, string[] pieces) => SearchText.Of(typed).Pieces.Select(p => p.Text).ShouldBe(pieces);

    [Fact]
    public void Understanding_NeverThrows_AndKeepsAtMostWhatWasAsked() =>
        Texts.Sample(text => SearchText.Of(text, 5).Pieces.Count.ShouldBeLessThanOrEqualTo(5));

    [Fact]
    public void Marks_StandWhereTheWordsStand_InTheTextAsItIs()
    {
        const string Text = "ＶＳＳ エラーで ﾊﾞｯｸｱｯﾌﾟ が失敗しました。Backups failed.";
        SearchMarks
            .Find(Text, SearchText.Of("vss バックアップ fail"))
            .Select(m => Text.Substring(m.From, m.Length))
            .ShouldBe(["ＶＳＳ", "ﾊﾞｯｸｱｯﾌﾟ", "failed"]);
    }

    [Fact]
    public void Cut_StaysInsideTheText_AndMarksInsideTheCut() =>
        Gen.Select(Texts, Texts)
            .Sample(
                (text, typed) =>
                {
                    var cut = SearchMarks.Cut(string.Join(' ', Enumerable.Repeat(text, 20)), SearchText.Of(typed), 60);
                    cut.Text.Length.ShouldBeLessThanOrEqualTo(63);
                    foreach (var mark in cut.Marks)
                        (mark.From >= 0 && mark.End <= cut.Text.Length && mark.Length > 0).ShouldBeTrue();
                }
            );
}
