using System.Reflection;
using System.Xml.Linq;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Architecture;

/// <summary>The one-way rules of docs/architecture.md.</summary>
public sealed class AreasTests
{
    private static readonly string[] DomainMayKnow = ["NodaTime", "FluentValidation"];

    [Fact]
    public void Domain_References_OnlyNodaTimeFluentValidationAndTheRuntime()
    {
        var foreign = typeof(Result)
            .Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !DomainMayKnow.Contains(name) && !IsRuntime(name));

        foreign.ShouldBeEmpty("the Domain is pure: same input, same answer");
    }

    /// <summary>The compiler drops references nothing uses yet, hence a look at the project file as well.</summary>
    [Fact]
    public void Domain_ProjectFile_AsksForNothingElse()
    {
        var project = XDocument.Load(Path.Combine(SourceTree.Root, "Helpdesk.Domain", "Helpdesk.Domain.csproj"));
        var asked = project
            .Descendants()
            .Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference" or "Reference")
            .Select(element => (string)element.Attribute("Include")!);

        asked.ShouldBe(DomainMayKnow, ignoreOrder: true);
    }

    [Fact]
    public void Domain_AreasUseOnlyLowerOnes() => AreaRules.OfDomain.AreasUseOnlyLowerOnes().ShouldBeEmpty();

    [Fact]
    public void Web_AreasUseOnlyLowerOnes() => AreaRules.OfWeb.AreasUseOnlyLowerOnes().ShouldBeEmpty();

    [Fact]
    public void EveryType_HasAnArea() =>
        AreaRules
            .OfDomain.EveryTypeHasAnArea()
            .Concat(AreaRules.OfWeb.EveryTypeHasAnArea())
            .ShouldBeEmpty("give it a room, or name the new room in Areas.cs");

    [Fact]
    public void Component_ReachesNoStoreSchedulerOrHub() =>
        AreaRules.OfWeb.ComponentsReachNoStoreSchedulerOrHub().ShouldBeEmpty("a component calls a query or a handler");

    private static bool IsRuntime(string assembly) =>
        assembly is "netstandard" or "mscorlib" or "Microsoft.CSharp" || assembly.StartsWith("System.", StringComparison.Ordinal);
}
