using Helpdesk.Tests.Architecture.Planted;

namespace Helpdesk.Tests.Architecture;

/// <summary>The rules find what is planted for them: a rule that cannot fail guards nothing.</summary>
public sealed class AreaRulesTests
{
    private const string Root = "Helpdesk.Tests.Architecture.Planted";

    private static readonly AreaRules Planted = new(
        [.. typeof(AreaRulesTests).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true)],
        Root,
        ["Platform.Data", "Mail.Out", "Cases", "Mail", "Composition"]
    );

    [Fact]
    public void AreasUseOnlyLowerOnes_EachWayUp_IsFound() =>
        Planted
            .AreasUseOnlyLowerOnes()
            .ShouldBe([
                $"{Root}.Cases.OpensMail uses {Root}.Mail.InboundMail",
                $"{Root}.Mail.Out.AsksCase uses {Root}.Cases.CaseRules",
                $"{Root}.Platform.Data.LeakyStore uses {Root}.Cases.CaseRules",
            ]);

    [Fact]
    public void EveryTypeHasAnArea_TypeInARoomThatNobodyKnows_IsFound() =>
        Planted.EveryTypeHasAnArea().ShouldBe([$"{Root}.Elsewhere.Homeless lies in no area"]);

    [Fact]
    public void Faces_NameWhatOthersUse() =>
        Planted
            .Faces()
            .ShouldSatisfyAllConditions(
                faces => faces["Cases"].ShouldBe(["CaseRules"]),
                faces => faces["Mail"].ShouldBe(["InboundMail"]),
                faces => faces.ContainsKey("Platform.Data").ShouldBeFalse()
            );

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
