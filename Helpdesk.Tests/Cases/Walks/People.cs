using Helpdesk.Domain.Cases;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>Who acts in a walk: three colleagues, the customer, and the console itself.</summary>
internal static class People
{
    public static readonly Actor Customer = new(ActorKind.Customer, null, "山本 健一");
    public static readonly Actor Console = Actor.System("C8");

    public static IReadOnlyList<Actor> Colleagues { get; } =
    [
        new(ActorKind.Person, new Guid("11111111-0000-4000-8000-000000000001"), "Kato Kenta"),
        new(ActorKind.Person, new Guid("11111111-0000-4000-8000-000000000002"), "Sato Mai"),
        new(ActorKind.Person, new Guid("11111111-0000-4000-8000-000000000003"), "Ito Jun"),
    ];

    public static int? NumberOf(Guid? id) =>
        id is null ? null : Colleagues.Select((p, i) => (p.Id, i)).Where(p => p.Id == id).Select(p => (int?)p.i).FirstOrDefault() ?? -1;

    /// <summary>Acts that are the customer's own word.</summary>
    public static bool IsCustomers(Act act) =>
        act is Act.Writes or Act.Escalates or Act.Hotline or Act.RangMissed or Act.RangAnswered or Act.CallMe or Act.ReleaseCall;
}
