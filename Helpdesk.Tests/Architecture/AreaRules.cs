using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Helpdesk.Tests.Architecture;

/// <summary>The one-way rules between areas; each returns its breaches as text, empty when kept.</summary>
/// <param name="root">Namespace of the project: <c>Helpdesk.Web</c>; another one where the rules themselves are tested.</param>
/// <param name="areas">The areas' namespaces below <paramref name="root"/>, lowest first.</param>
internal sealed class AreaRules(IReadOnlyList<Type> types, string root, IReadOnlyList<string> areas)
{
    private static readonly Type[] NotForComponents = [typeof(DbContext), typeof(IScheduler), typeof(ISchedulerFactory)];
    private static readonly Type[] NotForComponentsOpen = [typeof(IDbContextFactory<>), typeof(IHubContext<>), typeof(IHubContext<,>)];

    // The longest name wins: Mail.Out is a room of its own, the rest of Mail another.
    private readonly IReadOnlyList<string> _longestFirst = [.. areas.OrderByDescending(area => area.Length)];

    // The two are one picture of the whole console; reading them takes seconds.
    private static readonly Lazy<AreaRules> Web = new(() => new(Assembly.Load("Helpdesk.Web").GetTypes(), "Helpdesk.Web", Areas.Web));
    private static readonly Lazy<AreaRules> Domain = new(() =>
        new(Assembly.Load("Helpdesk.Domain").GetTypes(), "Helpdesk.Domain", Areas.Domain)
    );

    public static AreaRules OfWeb => Web.Value;

    public static AreaRules OfDomain => Domain.Value;

    /// <summary>Every type lies in an area, or in the project's own namespace.</summary>
    public IReadOnlyList<string> EveryTypeHasAnArea() =>
        [
            .. types
                .Where(type =>
                    type.Namespace is { } space
                    && space.StartsWith(root + ".", StringComparison.Ordinal)
                    && AreaOf(type) is null
                    && !IsWrittenByTheCompiler(type)
                )
                .Select(type => $"{Outermost(type).FullName} lies in no area")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>An area uses only those below it: no circles, and the platform knows no area.</summary>
    public IReadOnlyList<string> AreasUseOnlyLowerOnes() =>
        Breaches(type => AreaOf(type) is not null, (type, used) => AreaOf(used) is { } other && Height(other) > Height(AreaOf(type)!));

    public IReadOnlyList<string> ComponentsReachNoStoreSchedulerOrHub() =>
        Breaches(type => Outermost(type).IsAssignableTo(typeof(IComponent)), (_, used) => IsNotForComponents(used));

    /// <summary>
    /// What other areas use of each: its public face. The platform is there to be used; whoever only puts areas together, at the top of the
    /// list, does not count.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Faces()
    {
        var used = types
            .Where(type => AreaOf(type) is { } area && area != areas[^1])
            .SelectMany(type => TypeUses.Of(type).Where(other => AreaOf(other) is { } area && area != AreaOf(type)))
            .Select(Outermost)
            .Distinct();
        return used.GroupBy(type => AreaOf(type)!)
            .Where(group => !group.Key.StartsWith("Platform.", StringComparison.Ordinal))
            .ToDictionary(
                group => group.Key,
                IReadOnlyList<string> (group) => [.. group.Select(type => type.Name).Distinct().Order(StringComparer.Ordinal)]
            );
    }

    private IReadOnlyList<string> Breaches(Func<Type, bool> from, Func<Type, Type, bool> isBreach) =>
        [
            .. types
                .Where(from)
                .SelectMany(type =>
                    TypeUses
                        .Of(type)
                        .Where(used => isBreach(type, used))
                        .Select(used => $"{Outermost(type).FullName} uses {used.FullName ?? used.Name}")
                )
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private string? AreaOf(Type type) =>
        type.Namespace is not { } space || IsWrittenByTheCompiler(type)
            ? null
            : _longestFirst.FirstOrDefault(area =>
                space == $"{root}.{area}" || space.StartsWith($"{root}.{area}.", StringComparison.Ordinal)
            );

    private int Height(string area) => areas.TakeWhile(other => other != area).Count();

    private static bool IsNotForComponents(Type used) =>
        NotForComponents.Any(used.IsAssignableTo) || (used.IsGenericType && NotForComponentsOpen.Contains(used.GetGenericTypeDefinition()));

    // The compiled model names every entity, and is made by a tool; an anonymous type is shared by whoever has the same names in it.
    private static bool IsWrittenByTheCompiler(Type type) =>
        type.Namespace?.EndsWith(".Data.Compiled", StringComparison.Ordinal) == true
        || type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal);

    /// <summary>A lambda's class and an async method's state machine belong to the type one wrote.</summary>
    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
