namespace Helpdesk.Domain.Cases;

/// <summary>Whose move it is.</summary>
public enum Ball
{
    Us = 0,
    Customer = 1,
    Vendor = 2,
    Nobody = 3,
}
