using Helpdesk.Tests.Browser.Support;
using Helpdesk.Tests.Support.Running;

namespace Helpdesk.Tests.Architecture;

/// <summary>What keeps a run short: the browser's classes stand side by side, and the long ones start first.</summary>
public sealed class ParallelTests
{
    private static readonly Type[] s_inABrowser =
    [
        .. typeof(BrowserTest).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(BrowserTest)) && !type.IsAbstract),
    ];

    [Fact]
    public void BrowserClasses_LieInTheBrowserRoom_AndWaitForNoOther()
    {
        s_inABrowser.Length.ShouldBeGreaterThan(30);
        s_inABrowser.Where(type => LongestFirst.Rank(type.FullName!) > 0).ShouldBeEmpty("only there they start first");
        s_inABrowser
            .Where(type => type.IsDefined(typeof(CollectionAttribute), inherit: true))
            .ShouldBeEmpty("a collection of several classes is one long line");
    }

    [Fact]
    public void Collections_AreTakenTheLongOnesFirst()
    {
        // A class that names no collection has one that is called after it; that is what is looked at.
        TestContext.Current.TestCollection!.TestCollectionDisplayName.ShouldContain(typeof(ParallelTests).FullName!);
        string[] rooms = ["Helpdesk.Tests.Cases.XTests", "Helpdesk.Tests.Faults.YTests", "Helpdesk.Tests.Browser.ZTests", "api"];

        rooms.OrderBy(LongestFirst.Rank).ShouldBe([rooms[2], rooms[1], rooms[0], rooms[3]]);
    }
}
