namespace Helpdesk.Web.Demo.Drop;

/// <summary>What of a data directory is the demo's, and goes.</summary>
public sealed record DemoRemains(int Cases, int Entries, int Customers, int Contacts, int Contracts, int Licences, int Products, int People)
{
    /// <summary>Articles that nobody changed since the demo made them.</summary>
    public required int Articles { get; init; }

    /// <summary>Cases of own products, which stay.</summary>
    public required int OwnCases { get; init; }

    /// <summary>Numbers of own cases that are open and lie with somebody of the demo: somebody else has to take them first.</summary>
    public required IReadOnlyList<string> WithDemoPeople { get; init; }

    public bool IsEmpty => Cases + Customers + Contracts + Licences + Products + People + Articles == 0;
}
