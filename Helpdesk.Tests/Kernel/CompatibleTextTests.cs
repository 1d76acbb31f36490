using System.Text;
using CsCheck;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Tests.Kernel;

/// <summary>Any text has a compatible form, also those that Unicode does not allow.</summary>
public sealed class CompatibleTextTests
{
    [Theory]
    [InlineData("５．２．７", "5.2.7")]
    [InlineData("ｲﾒｰｼﾞ", "イメージ")]
    [InlineData("a\uFFFEb", "a\uFFFDb")]
    [InlineData("\uD83D\uDE00", "\uD83D\uDE00")]
    [InlineData("", "")]
    public void Text_HasTheForm(string text, string form) => CompatibleText.Of(text).ShouldBe(form);

    // Not rows of the theory above: an attribute cannot hold half a pair.
    [Fact]
    public void HalfAPair_IsReplaced()
    {
        CompatibleText.Of("a\uD83D").ShouldBe("a\uFFFD");
        CompatibleText.Of("\uDE00b").ShouldBe("\uFFFDb");
    }

    [Fact]
    public void AnyText_HasAForm_AndFormingTwiceChangesNothingMore() =>
        Gen.String[Gen.Char['\0', '\uFFFF'], 0, 60]
            .Sample(text =>
            {
                foreach (var form in new[] { NormalizationForm.FormC, NormalizationForm.FormD, NormalizationForm.FormKC })
                {
                    var once = CompatibleText.Of(text, form);
                    CompatibleText.Of(once, form).ShouldBe(once);
                    once.EnumerateRunes().ShouldAllBe(r => r.Value != 0xFFFE);
                }
            });
}
