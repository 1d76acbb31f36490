using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Helpdesk.Tests.Architecture;

/// <summary>The one-way rules between rooms; each returns its breaches as text, empty when kept.</summary>
/// <param name="root">Namespace of the console: <c>Helpdesk.Web</c>; another one where the rules themselves are tested.</param>
internal sealed class RoomRules(IReadOnlyList<Type> types, string root)
{
    private static readonly Type[] NotForComponents = [typeof(DbContext), typeof(IScheduler), typeof(ISchedulerFactory)];
    private static readonly Type[] NotForComponentsOpen = [typeof(IDbContextFactory<>), typeof(IHubContext<>), typeof(IHubContext<,>)];

    public static RoomRules OfConsole { get; } = new(Assembly.Load("Helpdesk.Web").GetTypes(), "Helpdesk.Web");

    public IReadOnlyList<string> FeaturesKnowNoOtherFeature() =>
        Breaches(type => FeatureOf(type) is not null, (type, used) => FeatureOf(used) is { } other && other != FeatureOf(type));

    public IReadOnlyList<string> RoomKnowsNoFeature(string room) =>
        Breaches(type => IsIn(type, root + "." + room), (_, used) => IsIn(used, root + ".Features"));

    public IReadOnlyList<string> ComponentsReachNoStoreSchedulerOrHub() =>
        Breaches(type => Outermost(type).IsAssignableTo(typeof(IComponent)), (_, used) => IsNotForComponents(used));

    private IReadOnlyList<string> Breaches(Func<Type, bool> from, Func<Type, Type, bool> isBreach) =>
    [
        .. types.Where(from)
            .SelectMany(type => TypeUses.Of(type).Where(used => isBreach(type, used)).Select(used => $"{Outermost(type).FullName} uses {used.FullName ?? used.Name}"))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private string? FeatureOf(Type type)
    {
        var features = root + ".Features.";
        return type.Namespace is { } space && space.StartsWith(features, StringComparison.Ordinal) ? space[features.Length..].Split('.')[0] : null;
    }

    private static bool IsNotForComponents(Type used) =>
        NotForComponents.Any(used.IsAssignableTo)
        || (used.IsGenericType && NotForComponentsOpen.Contains(used.GetGenericTypeDefinition()));

    private static bool IsIn(Type type, string space) => type.Namespace == space || type.Namespace?.StartsWith(space + ".", StringComparison.Ordinal) == true;

    /// <summary>A lambda's class and an async method's state machine belong to the type one wrote.</summary>
    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
