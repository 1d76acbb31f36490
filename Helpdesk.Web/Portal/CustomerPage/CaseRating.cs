using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Portal.CustomerPage;

/// <summary>The customer's answer to the one question after a closing; one a closing.</summary>
public sealed class CaseRating
{
    public const int Worst = 1,
        Best = 5;

    /// <summary>Up to this a supervisor hears of it.</summary>
    public const int Poor = 2;

    public required long CaseId { get; init; }

    /// <summary>The cycle that was closed: 1, and one more with each reopening.</summary>
    public required int Cycle { get; init; }

    /// <summary>From <see cref="Worst"/> to <see cref="Best"/>.</summary>
    public required int Score { get; init; }

    public required Instant At { get; init; }
}

public sealed class CaseRatingConfiguration : IEntityTypeConfiguration<CaseRating>
{
    public void Configure(EntityTypeBuilder<CaseRating> builder) => builder.ToTable("CaseRatings").HasKey(r => new { r.CaseId, r.Cycle });
}
