using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.Out.Wording;

/// <summary>Where a language's words come from.</summary>
public enum MailWordsSource
{
    Shipped = 0,

    /// <summary>The house's own folder of files.</summary>
    Folder = 1,

    /// <summary>Written on the screen.</summary>
    Own = 2,

    /// <summary>Written on the screen, but this release cannot read it: mails are written with the file.</summary>
    Unreadable = 3,
}

/// <summary>One version of a kind's words, without the words.</summary>
public sealed record MailWordsVersion(int Version, Instant At, string By, bool IsOwn);

/// <summary>A kind in the list.</summary>
/// <param name="Last">The version in force; null where nobody ever wrote one.</param>
public sealed record MailWordsRow(MailKind Kind, MailWordsSource En, MailWordsSource Ja, MailWordsVersion? Last);

/// <summary>A kind opened for editing.</summary>
/// <param name="Version">What to save on; 0 where nobody ever wrote one.</param>
/// <param name="History">Newest first.</param>
public sealed record MailWordsOpened(
    MailWordsRow Row,
    int Version,
    WrittenWords En,
    WrittenWords Ja,
    IReadOnlyList<MailWordsVersion> History
);

/// <summary>The words of mails, for administrators (spec U4).</summary>
public sealed class MailWordsQuery(IDbContextFactory<HelpdeskDb> databases, MailTemplates templates)
{
    /// <summary>Every kind, in the order of a case's life.</summary>
    public static IReadOnlyList<MailKind> Kinds { get; } =
    [
        MailKind.Acknowledgement,
        MailKind.NewLink,
        MailKind.Reply,
        MailKind.RequestForMore,
        MailKind.Reminder,
        MailKind.SeverityChange,
        MailKind.EscalationDeclined,
        MailKind.ExceptionDecided,
        MailKind.JudgedAnew,
        MailKind.OutOfScope,
        MailKind.Solution,
        MailKind.Resolved,
        MailKind.Closing,
        MailKind.Reopened,
        MailKind.OwnerQuestion,
        MailKind.ContractEnding,
    ];

    public async Task<Result<IReadOnlyList<MailWordsRow>>> ListAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<IReadOnlyList<MailWordsRow>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var newest = await db.MailWordings()
            .AsNoTracking()
            .Where(w => !db.MailWordings().Any(later => later.Kind == w.Kind && later.Version > w.Version))
            .ToListAsync(cancellation);
        return Kinds.Select(kind => Row(kind, newest.Find(w => w.Kind == kind))).ToList();
    }

    public async Task<Result<MailWordsOpened>> OpenAsync(MailKind kind, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<MailWordsOpened>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var all = await db.MailWordings()
            .AsNoTracking()
            .Where(w => w.Kind == kind)
            .OrderByDescending(w => w.Version)
            .ToListAsync(cancellation);
        var newest = all.Count > 0 ? all[0] : null;
        return new MailWordsOpened(
            Row(kind, newest),
            newest?.Version ?? 0,
            newest?.In("en") ?? templates.OfFile(kind, "en").Written,
            newest?.In("ja") ?? templates.OfFile(kind, "ja").Written,
            [.. all.Select(VersionOf)]
        );
    }

    private MailWordsRow Row(MailKind kind, MailWording? newest) =>
        new(kind, SourceOf(kind, "en", newest), SourceOf(kind, "ja", newest), newest is null ? null : VersionOf(newest));

    private MailWordsSource SourceOf(MailKind kind, string language, MailWording? newest) =>
        newest?.In(language) is { } own
            ? MailTemplate.Read(own, MailPlaceholders.Of(kind), [], []) is null
                ? MailWordsSource.Unreadable
                : MailWordsSource.Own
            : templates.IsShipped
                ? MailWordsSource.Shipped
                : MailWordsSource.Folder;

    private static MailWordsVersion VersionOf(MailWording w) =>
        new(w.Version, w.At, w.By, w.In("en") is not null || w.In("ja") is not null);
}
