using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Branding;

/// <summary>What an administrator may write of the house; null or empty leaves it to the settings.</summary>
public sealed record BrandWords
{
    public string? NameEn { get; init; }

    public string? NameJa { get; init; }

    /// <summary><c>#1d5fa8</c>.</summary>
    public string? Accent { get; init; }

    public string? DarkAccent { get; init; }

    /// <summary>Whom mails come from.</summary>
    public string? SenderEn { get; init; }

    public string? SenderJa { get; init; }

    public string? FooterEn { get; init; }

    public string? FooterJa { get; init; }

    /// <summary>The privacy policy itself (spec I7), shown at <c>/support/policy</c>.</summary>
    public string? PolicyEn { get; init; }

    public string? PolicyJa { get; init; }

    /// <summary>Where the policy can be read instead.</summary>
    public string? PolicyAddress { get; init; }

    /// <summary>Of a kept <see cref="BrandLogo"/>.</summary>
    public string? LogoHash { get; init; }
}

/// <summary>The branding as it was saved once; the newest is in force.</summary>
public sealed class BrandVersion
{
    public long Id { get; private set; }

    /// <summary>Counted from 1.</summary>
    public required int Version { get; init; }

    public required BrandWords Words { get; init; }

    public required Instant At { get; init; }

    public required Guid ById { get; init; }

    /// <summary>What whoever saved it was called at the time.</summary>
    public required string By { get; init; }
}

public sealed class BrandVersionConfiguration : IEntityTypeConfiguration<BrandVersion>
{
    public void Configure(EntityTypeBuilder<BrandVersion> builder)
    {
        builder.ToTable("BrandVersions");
        // One text: it is read and written as a whole, and a word more needs no migration.
        builder.Property(b => b.Words).HasJson();
        // Two processes that save the same version: the second is refused by the database itself.
        builder.HasIndex(b => b.Version).IsUnique();
    }
}

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class BrandSets
{
    public static DbSet<BrandVersion> BrandVersions(this HelpdeskDb db) => db.Set<BrandVersion>();

    public static DbSet<BrandLogo> BrandLogos(this HelpdeskDb db) => db.Set<BrandLogo>();
}
