using System.Reflection;
using System.Xml.Linq;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Architecture;

/// <summary>The one-way rules of docs: architecture.</summary>
public sealed class RoomsTests
{
    private static readonly string[] DomainMayKnow = ["NodaTime", "FluentValidation"];

    [Fact]
    public void Domain_References_OnlyNodaTimeFluentValidationAndTheRuntime()
    {
        var foreign = typeof(Result).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !DomainMayKnow.Contains(name) && !IsRuntime(name));

        foreign.ShouldBeEmpty("the Domain is pure: same input, same answer");
    }

    /// <summary>The compiler drops references nothing uses yet, hence a look at the project file as well.</summary>
    [Fact]
    public void Domain_ProjectFile_AsksForNothingElse()
    {
        var project = XDocument.Load(Path.Combine(SourceTree.Root, "Helpdesk.Domain", "Helpdesk.Domain.csproj"));
        var asked = project.Descendants()
            .Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference" or "Reference")
            .Select(element => (string)element.Attribute("Include")!);

        asked.ShouldBe(DomainMayKnow, ignoreOrder: true);
    }

    [Fact]
    public void Feature_KnowsNoOtherFeature() => RoomRules.OfConsole.FeaturesKnowNoOtherFeature().ShouldBeEmpty();

    [Theory]
    [InlineData("Data")]
    [InlineData("Live")]
    public void Room_KnowsNoFeature(string room) => RoomRules.OfConsole.RoomKnowsNoFeature(room).ShouldBeEmpty();

    [Fact]
    public void Component_ReachesNoStoreSchedulerOrHub() =>
        RoomRules.OfConsole.ComponentsReachNoStoreSchedulerOrHub().ShouldBeEmpty("a component calls a query or a handler");

    private static bool IsRuntime(string assembly) =>
        assembly is "netstandard" or "mscorlib" or "Microsoft.CSharp" || assembly.StartsWith("System.", StringComparison.Ordinal);
}
