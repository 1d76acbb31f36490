using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Helpdesk.Tests.Support.Running.LongestFirst))]

namespace Helpdesk.Tests.Support.Running;

/// <summary>
/// The classes with a browser start first, then those with processes of their own, then the many short ones: begun last, a long class
/// keeps one core while the others have nothing left to do.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Order = ["Helpdesk.Tests.Browser.", "Helpdesk.Tests.Faults."];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections
                .OrderBy(collection => Rank(collection.TestCollectionDisplayName))
                .ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal),
        ];

    /// <summary>A class without a collection of its own is named in its collection's display name.</summary>
    internal static int Rank(string displayName)
    {
        var rank = Array.FindIndex(Order, room => displayName.Contains(room, StringComparison.Ordinal));
        return rank < 0 ? Order.Length : rank;
    }
}
