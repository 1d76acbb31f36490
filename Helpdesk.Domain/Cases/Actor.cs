namespace Helpdesk.Domain.Cases;

public enum ActorKind
{
    Person = 0,
    Customer = 1,
    Machine = 2,
    System = 3,
}

/// <summary>Who did it: a person of the support centre, the customer, a machine with an API key, or a rule of the console itself.</summary>
public sealed record Actor(ActorKind Kind, Guid? Id, string Name)
{
    public static Actor System(string rule) => new(ActorKind.System, null, rule);
}
