using Helpdesk.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Mail.Out.Wording;

/// <summary>
/// The words of one kind of mail as an administrator wrote them; every saving adds a row, so that nothing that was ever sent is lost.
/// A language without words of its own is written with the file.
/// </summary>
public sealed class MailWording
{
    public long Id { get; private set; }

    public required MailKind Kind { get; init; }

    /// <summary>Counted from 1 for each kind; the highest is in force.</summary>
    public required int Version { get; init; }

    public string? SubjectEn { get; init; }

    public string? BodyEn { get; init; }

    public string? SubjectJa { get; init; }

    public string? BodyJa { get; init; }

    public required Instant At { get; init; }

    public required Guid ById { get; init; }

    /// <summary>What whoever wrote it was called at the time.</summary>
    public required string By { get; init; }

    /// <summary>The words in a language, or null where the file has them.</summary>
    public WrittenWords? In(string language) =>
        language == "ja" ? Of(SubjectJa, BodyJa)
        : language == "en" ? Of(SubjectEn, BodyEn)
        : null;

    private static WrittenWords? Of(string? subject, string? body) => subject is not null && body is not null ? new(subject, body) : null;
}

public sealed class MailWordingConfiguration : IEntityTypeConfiguration<MailWording>
{
    public void Configure(EntityTypeBuilder<MailWording> builder)
    {
        builder.ToTable("MailWordings");
        // Two processes that save the same version: the second is refused by the database itself.
        builder.HasIndex(w => new { w.Kind, w.Version }).IsUnique();
    }
}
