using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Demo;

/// <summary>A customer of the demo and what it owns.</summary>
internal sealed record DemoCustomer(
    string Organisation,
    string Contact,
    string Email,
    string Phone,
    string Language,
    SupportTier Tier,
    string ProductCode,
    LicenceKind Kind,
    string Trouble = ""
);
