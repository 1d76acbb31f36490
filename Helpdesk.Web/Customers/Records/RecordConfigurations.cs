using Helpdesk.Domain.Customers;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Customers.Records;

/// <summary>What every record has beside what it says: how often it was changed, by which change last, and when.</summary>
internal static class RecordStamp
{
    /// <summary>Grows by one with every change; the API's ETag.</summary>
    public const string Version = "RowVersion";

    /// <summary>Id of the <see cref="RecordChange"/> that made it what it is; 0 for what an earlier release brought.</summary>
    public const string ChangeId = "ChangeId";

    public const string ChangedAt = "ChangedAt";

    /// <summary>What it is found by, folded.</summary>
    public const string Folded = "Folded";

    public static void HasStamp<T>(this EntityTypeBuilder<T> builder)
        where T : class
    {
        builder.Property<int>(Version).IsConcurrencyToken();
        builder.Property<long>(ChangeId);
        builder.Property<Instant>(ChangedAt);
        builder.Property<string>(Folded).HasDefaultValue("");
        // Whoever asks what changed since reads on from here.
        builder.HasIndex(ChangeId);
    }
}

public sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable("Products").HasKey(p => p.Code);
        builder.Property(p => p.Code).UseCollation("NOCASE");
        builder.Property(p => p.MaintainedBy).HasJson();
        // Products of earlier releases have none.
        builder.Property(p => p.Questions).HasJson().HasDefaultValueSql("'[]'");
        builder.Ignore(p => p.Versions).Ignore(p => p.Numbers);
        builder.HasStamp();
    }
}

public sealed class ProductVersionConfiguration : IEntityTypeConfiguration<ProductVersion>
{
    public void Configure(EntityTypeBuilder<ProductVersion> builder)
    {
        builder.ToTable("ProductVersions").HasKey(v => new { v.ProductCode, v.Number });
        builder.Property(v => v.ProductCode).UseCollation("NOCASE");
        builder.Property(v => v.Number).UseCollation("NOCASE");
        builder.HasStamp();
    }
}

public sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("Customers").HasKey(c => c.Key);
        builder.Property(c => c.Key).UseCollation("NOCASE");
        builder.Property(c => c.ServedBy).UseCollation("NOCASE");
        builder.Property(c => c.JoinedInto).UseCollation("NOCASE");
        builder.Property(c => c.MailDomains).HasJson();
        builder.HasIndex(c => c.ServedBy).HasFilter("ServedBy IS NOT NULL");
        builder.HasStamp();
    }
}

public sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("Contacts").HasKey(c => c.Key);
        builder.Property(c => c.Key).UseCollation("NOCASE");
        builder.Property(c => c.CustomerKey).UseCollation("NOCASE");
        builder.Property(c => c.Emails).HasJson();
        builder.Property(c => c.Phones).HasJson();
        builder.HasIndex(c => c.CustomerKey);
        builder.HasStamp();
    }
}

/// <summary>Which contact has an address, and which customer a mail domain: looked up with every case that comes in.</summary>
public sealed class MailOwnerConfiguration : IEntityTypeConfiguration<MailOwner>
{
    public void Configure(EntityTypeBuilder<MailOwner> builder)
    {
        builder.ToTable("MailOwners").HasKey(o => new { o.Address, o.Key });
        builder.Property(o => o.Address).UseCollation("NOCASE");
        builder.Property(o => o.Key).UseCollation("NOCASE");
        builder.HasIndex(o => o.Key);
    }
}

public sealed class ContractConfiguration : IEntityTypeConfiguration<Contract>
{
    public void Configure(EntityTypeBuilder<Contract> builder)
    {
        builder.ToTable("Contracts").HasKey(c => c.Number);
        builder.Property(c => c.Number).UseCollation("NOCASE");
        builder.Property(c => c.CustomerKey).UseCollation("NOCASE");
        builder.Property(c => c.Products).HasJson();
        builder.Property(c => c.Successor).UseCollation("NOCASE");
        builder.Ignore(c => c.LastDay);
        builder.HasIndex(c => c.CustomerKey);
        // The list of what ends soon.
        builder.HasIndex(c => c.Until);
        builder.HasStamp();
    }
}

public sealed class LicenceConfiguration : IEntityTypeConfiguration<Licence>
{
    public void Configure(EntityTypeBuilder<Licence> builder)
    {
        builder.ToTable("Licences").HasKey(l => l.Serial);
        builder.Property(l => l.Serial).UseCollation("NOCASE");
        builder.Property(l => l.ProductCode).UseCollation("NOCASE");
        builder.Property(l => l.CustomerKey).UseCollation("NOCASE");
        builder.Property(l => l.ContractNumber).UseCollation("NOCASE");
        builder.Property(l => l.ContactKey).UseCollation("NOCASE");
        builder.HasIndex(l => l.CustomerKey);
        builder.HasIndex(l => l.ContractNumber);
        builder.HasIndex(l => new { l.ProductCode, l.Version });
        builder.HasStamp();
    }
}

public sealed class RecordChangeConfiguration : IEntityTypeConfiguration<RecordChange>
{
    public void Configure(EntityTypeBuilder<RecordChange> builder)
    {
        builder.ToTable("RecordChanges").HasKey(c => c.Id);
        // Handed out by hand, so that a record can name the change in the same statement.
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Key).UseCollation("NOCASE");
        builder.HasIndex(c => new { c.Kind, c.Key });
        builder.HasIndex(c => c.ImportId).HasFilter("ImportId IS NOT NULL");
    }
}
