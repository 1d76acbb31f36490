using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.In.Held;

/// <summary>A mail in the list.</summary>
public sealed record HeldMailRow(
    long Id,
    Instant ReceivedAt,
    string FromAddress,
    string FromName,
    string Subject,
    long Size,
    InboundState State,
    InboundCause Cause,
    string? CaseNumber,
    bool OpenedCase,
    string? DecidedBy,
    Instant? DecidedAt,
    bool RawIsGone
);

/// <summary>What can be read of a mail, as plain text, and what a new case would be opened with.</summary>
/// <param name="IsStripped">Whether its HTML was too dear to lay out.</param>
/// <param name="IntoIsClosed">Whether the case it would go to is closed.</param>
public sealed record MailPreview(
    IReadOnlyList<MailPart> Parts,
    IReadOnlyList<string> Files,
    bool IsCut,
    bool IsStripped,
    string? Product,
    string? Version,
    string? Serial,
    Severity? Severity,
    bool IntoIsClosed
);

/// <summary>The mails that wait, and those that came lately.</summary>
public sealed record MailInList(int Held, IReadOnlyList<HeldMailRow> Rows);

/// <summary>Everybody who works cases sees what is held: it may be their customer.</summary>
public sealed class HeldMailQuery(
    IDbContextFactory<HelpdeskDb> databases,
    RawMails raws,
    InboundStore desk,
    MailIntakeReader reader,
    Catalogue catalogue,
    IAuthorizationService authorisation
)
{
    private const int Shown = 200;
    private const int LongestPreview = 20_000;

    /// <param name="all">All that came lately, whatever became of them; else those that are held, the oldest first.</param>
    public async Task<Result<MailInList>> RunAsync(bool all, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<MailInList>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var held = await db.InboundMails().CountAsync(m => m.State == InboundState.Held, cancellation);
        var wanted = all
            ? db.InboundMails().OrderByDescending(m => m.Id)
            : db.InboundMails().Where(m => m.State == InboundState.Held).OrderBy(m => m.Id);
        return new MailInList(
            held,
            await wanted
                .Take(Shown)
                .Select(m => new HeldMailRow(
                    m.Id,
                    m.ReceivedAt,
                    m.FromAddress,
                    m.FromName,
                    m.Subject,
                    m.Size,
                    m.State,
                    m.Cause,
                    m.CaseNumber,
                    m.OpenedCase,
                    m.DecidedBy,
                    m.DecidedAt,
                    m.RawIsGone
                ))
                .ToListAsync(cancellation)
        );
    }

    /// <returns>The mail as it reads, or <c>auth.forbidden</c>, <c>mail-in.unknown</c>, <c>mail-in.gone</c>,
    /// <c>mail-in.unreadable</c>.</returns>
    public async Task<Result<MailPreview>> ReadAsync(long id, ClaimsPrincipal who, CancellationToken cancellation)
    {
        var raw = await RawAsync(id, who, cancellation);
        if (!raw.IsOk)
            return Result<MailPreview>.Refuse(raw.Errors);
        using var mail = desk.TryRead(raw.Value);
        if (mail is null)
            return Result<MailPreview>.Refuse("mail-in.unreadable");
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var isCut = mail.Text.Length > LongestPreview;
        var intake = mail.IsReadable ? await reader.ReadAsync(db, mail, cancellation) : null;
        var into = await db.InboundMails().Where(m => m.Id == id).Select(m => m.CaseNumber).SingleAsync(cancellation);
        var closed = into is not null && await db.Cases.AnyAsync(c => c.Number == into && c.Status == CaseStatus.Closed, cancellation);
        return new MailPreview(
            MailParts.Split(isCut ? mail.Text[..LongestPreview] : mail.Text),
            [.. mail.Files.Select(f => FileNames.Clean(f.Name))],
            isCut,
            mail.IsStripped,
            intake is null || intake.Reading.ProductCode == MailCaseReading.Unknown ? null : catalogue.NameOf(intake.Reading.ProductCode),
            intake is null || intake.Reading.ProductVersion == MailCaseReading.Unknown ? null : intake.Reading.ProductVersion,
            intake?.Reading.Serial,
            intake?.Reading.Severity,
            closed
        );
    }

    /// <summary>The mail's bytes as they came.</summary>
    public async Task<Result<byte[]>> RawAsync(long id, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<byte[]>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (
            await db.InboundMails().Where(m => m.Id == id).Select(m => m.RawChecksum).SingleOrDefaultAsync(cancellation) is not { } checksum
        )
            return Result<byte[]>.Refuse("mail-in.unknown");
        return await raws.ReadAsync(checksum, cancellation) is { } raw ? raw : Result<byte[]>.Refuse("mail-in.gone");
    }
}

public static class MailInEndpoint
{
    /// <summary><c>GET /mail-in/{id}/raw</c>: the mail as it came, to be saved and never to be shown.</summary>
    public static void MapMailIn(this IEndpointRouteBuilder app) =>
        app.MapGet("/mail-in/{id:long}/raw", DownloadAsync).RequireAuthorization(Policies.WorkCases).ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(
        long id,
        HttpContext context,
        ClaimsPrincipal who,
        HeldMailQuery query,
        CancellationToken cancellation
    )
    {
        var raw = await query.RawAsync(id, who, cancellation);
        if (!raw.IsOk)
            return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(raw.Value, "application/octet-stream", $"mail-{id}.eml");
    }
}
