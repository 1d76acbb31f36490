using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Web.Customers;

/// <summary>A product as it is kept; versions oldest first (spec E8).</summary>
public sealed class ProductRow
{
    public required string Code { get; init; }

    public required string NameEn { get; set; }

    public required string NameJa { get; set; }

    public required IReadOnlyList<string> Versions { get; set; }

    public required IReadOnlyList<string> MaintainedBy { get; set; }

    public Product ToProduct() => new(Code, NameEn, NameJa, Versions, MaintainedBy);
}

public sealed class ContractRow
{
    public required string Number { get; init; }

    public required string Organisation { get; set; }

    public required SupportTier Tier { get; set; }

    public required string ProductCode { get; set; }

    public required LocalDate From { get; set; }

    public required LocalDate Until { get; set; }

    public Contract ToContract() => new(Number, Organisation, Tier, ProductCode, From, Until);
}

public sealed class LicenceRow
{
    public required string Serial { get; init; }

    public required string ProductCode { get; set; }

    public required LicenceKind Kind { get; set; }

    public string? ContractNumber { get; set; }

    public string? Organisation { get; set; }

    public string? ContactName { get; set; }

    public string? ContactEmail { get; set; }

    public string? ContactPhone { get; set; }

    public string? Version { get; set; }

    public Licence ToLicence() => new(Serial, ProductCode, Kind, ContractNumber, Organisation);
}
