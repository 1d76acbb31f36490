using CsCheck;
using Helpdesk.Web.Platform.Components;

namespace Helpdesk.Tests.Platform.Components;

/// <summary>An address that comes back late takes back nothing that was typed since; another one is followed.</summary>
public sealed class TypedSearchTests
{
    [Fact]
    public void OwnAddress_ComingLate_TakesNothingBack()
    {
        var search = new TypedSearch();
        search.Type("j");
        search.Send("j");
        search.Type("jj");

        search.Hear("j");

        search.Text.ShouldBe("jj");
    }

    [Fact]
    public void AnotherAddress_IsFollowed()
    {
        var search = new TypedSearch();
        search.Type("vss");
        search.Send("vss");
        search.Hear("vss");

        search.Hear(null);
        search.Text.ShouldBe("", "cleared, or the back button");
        search.Hear("vss");
        search.Text.ShouldBe("vss", "forward again");
    }

    [Fact]
    public void Spaces_ThatTheAddressDoesNotSay_StayInTheBox()
    {
        var search = new TypedSearch();
        search.Hear("a");
        search.Type("  ");
        search.Send(null);

        search.Hear(null);

        search.Text.ShouldBe("  ");
    }

    // Whatever is typed and however late its addresses come, in their order: the box
    // keeps what was typed, and a link is followed afterwards.
    [Fact]
    public void TypedAndHeard_InAnyInterleaving_KeepsTheLastTyped() =>
        Gen.Select(Gen.OneOf(Gen.Const("a"), Gen.Const("ab"), Gen.Const("abc"), Gen.Const("")).List[1, 12], Gen.Int[0, 3].List[12])
            .Sample(
                (typed, lags) =>
                {
                    var search = new TypedSearch();
                    Queue<string> onTheWay = [];
                    var told = "";
                    foreach (var (text, lag) in typed.Zip(lags))
                    {
                        search.Type(text);
                        search.Send(text);
                        onTheWay.Enqueue(text);
                        for (var i = 0; i < lag && onTheWay.TryDequeue(out var address); i++)
                        {
                            search.Hear(told = address);
                            search.Hear(told);
                            if (search.Text != text)
                                return false;
                        }
                    }

                    foreach (var address in onTheWay)
                        search.Hear(address);
                    if (search.Text != typed[^1])
                        return false;
                    search.Hear("elsewhere");
                    return search.Text == "elsewhere";
                }
            );
}
