using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Customers.Contracts;

/// <summary>That the end of a contract was told, once for each last day and stage: another term is told of anew.</summary>
public sealed class ContractNotice
{
    public long Id { get; private set; }

    public required string Number { get; init; }

    /// <summary>The last day that was told.</summary>
    public required LocalDate LastDay { get; init; }

    /// <summary>The stage: so many days ahead it falls due.</summary>
    public required int DaysAhead { get; init; }

    /// <summary>The day it was told, in the programme's zone.</summary>
    public required LocalDate ToldOn { get; init; }

    /// <summary>How many contacts of the customer were written to; 0 while that is switched off, or none may open cases.</summary>
    public required int Mails { get; init; }
}

public sealed class ContractNoticeConfiguration : IEntityTypeConfiguration<ContractNotice>
{
    public void Configure(EntityTypeBuilder<ContractNotice> builder)
    {
        builder.ToTable("ContractNotices");
        builder.Property(n => n.Number).UseCollation("NOCASE");
        // The database itself holds "once", whatever restarts and however many nodes there are.
        builder
            .HasIndex(n => new
            {
                n.Number,
                n.LastDay,
                n.DaysAhead,
            })
            .IsUnique();
    }
}
