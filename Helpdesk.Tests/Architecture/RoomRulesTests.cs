namespace Helpdesk.Tests.Architecture;

/// <summary>The rules find what is planted for them: a rule that cannot fail guards nothing.</summary>
public sealed class RoomRulesTests
{
    private const string Root = "Helpdesk.Tests.Architecture.Planted";

    private static readonly RoomRules Planted =
        new([.. typeof(RoomRulesTests).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true)], Root);

    [Fact]
    public void FeaturesKnowNoOtherFeature_UseInsideALambda_IsFound() =>
        Planted.FeaturesKnowNoOtherFeature().ShouldBe([$"{Root}.Features.Left.LeftHandler uses {Root}.Features.Right.RightRules"]);

    [Fact]
    public void RoomKnowsNoFeature_GenericArgumentOfAField_IsFound() =>
        Planted.RoomKnowsNoFeature("Data").ShouldBe([$"{Root}.Data.LeakyStore uses {Root}.Features.Right.RightRules"]);

    [Fact]
    public void RoomKnowsNoFeature_CleanRoom_IsQuiet() => Planted.RoomKnowsNoFeature("Live").ShouldBeEmpty();

    [Fact]
    public void ComponentsReachNoStoreSchedulerOrHub_EachForbiddenService_IsFound()
    {
        var breaches = Planted.ComponentsReachNoStoreSchedulerOrHub();

        breaches.ShouldContain(breach => breach.StartsWith(typeof(InjectsContextFactory).FullName!, StringComparison.Ordinal));
        breaches.ShouldContain(breach => breach.StartsWith(typeof(InjectsScheduler).FullName!, StringComparison.Ordinal));
        breaches.ShouldContain(breach => breach.StartsWith(typeof(InjectsHub).FullName!, StringComparison.Ordinal));
        breaches.ShouldContain(breach => breach.StartsWith(typeof(AsksProviderForContext).FullName!, StringComparison.Ordinal));
        breaches.ShouldNotContain(breach => breach.StartsWith(typeof(CallsAQuery).FullName!, StringComparison.Ordinal));
    }
}
