using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Commands;
using Helpdesk.Web.Data;
using Helpdesk.Web.Files;
using Helpdesk.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Features.OpenCase;

/// <summary>A key that makes a repeated call harmless, and a hash of what it was sent with.</summary>
public sealed record Idempotency(string Key, string BodyHash);

/// <summary>What a form brings along besides the request: a remark for the record and files that are already on the disk.</summary>
public sealed record IntakeExtras(string? Note, IReadOnlyList<StagedFile> Files)
{
    public static readonly IntakeExtras None = new(null, []);
}

/// <summary>A case that was opened, or that an earlier call with the same key had opened.</summary>
public sealed record OpenedCase(Case Case, bool WasOpenedBefore);

/// <summary>Opens a case: judge, number, save, announce (spec H1). Acknowledged only when it is on the disk.</summary>
public sealed class OpenCaseHandler(
    IDbContextFactory<HelpdeskDb> databases, WriteGate gate, CaseSaver saver, EntitlementLookup lookup, SupportProgramme programme, IClock clock,
    IValidator<OpenCaseRequest> rules, IAuthorizationService authorisation, IOptions<IntakeOptions> options, AttachmentStore store)
{
    public Task<Result<OpenedCase>> HandleAsync(OpenCaseRequest request, Channel channel, Idempotency? once, ClaimsPrincipal who, CancellationToken cancellation) =>
        HandleAsync(request, channel, once, IntakeExtras.None, who, cancellation);

    public async Task<Result<OpenedCase>> HandleAsync(
        OpenCaseRequest request, Channel channel, Idempotency? once, IntakeExtras extras, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<OpenedCase>.Refuse("auth.forbidden");
        if (await rules.ValidateAsync(request, cancellation) is { IsValid: false } found)
            return Result<OpenedCase>.Refuse(found.ToErrors());
        if (extras.Files.Count > options.Value.MaxAttachments)
            return Result<OpenedCase>.Refuse("files.too-many", "files", options.Value.MaxAttachments);
        var intake = lookup.Canonical(request.ToIntake(channel, options.Value.PrivacyPolicyVersion));

        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        // Judged outside the gate: contracts do not change within a call, and reading needs no turn.
        var now = clock.GetCurrentInstant();
        var triage = await lookup.JudgeAsync(db, intake, programme, now, cancellation);
        using var turn = await gate.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if (once is not null && await Earlier(db, once) is { } earlier)
            return await AgainAsync(db, earlier, once);
        var number = await CaseNumbers.NextAsync(db, now.InZone(programme.Zone).Date, CancellationToken.None);
        var opened = Case.Open(number, intake, triage, new CaseContext(now, who.ToActor(), programme), extras.Note);
        db.Cases.Add(opened);
        await db.SaveChangesAsync(CancellationToken.None);
        if (once is not null)
            db.IdempotentAnswers.Add(new IdempotentAnswer { Key = once.Key, BodyHash = once.BodyHash, CaseId = opened.Id, At = now });
        // The bytes are at their place before the row that names them is committed; the other way round a crash would leave a row without a file.
        foreach (var file in extras.Files)
        {
            store.Keep(file);
            db.Attachments.Add(Attachment.Of(file, opened.Id, opened.Timeline[0]));
        }

        var attached = await saver.AttachAsync(db, [opened]);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        saver.Announce([opened], attached);
        return new OpenedCase(opened, false);
    }

    private static Task<IdempotentAnswer?> Earlier(HelpdeskDb db, Idempotency once) => db.IdempotentAnswers.AsNoTracking().FirstOrDefaultAsync(a => a.Key == once.Key);

    private static async Task<Result<OpenedCase>> AgainAsync(HelpdeskDb db, IdempotentAnswer earlier, Idempotency once) => earlier.BodyHash == once.BodyHash
        ? new OpenedCase(await db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Id == earlier.CaseId), true)
        : Result<OpenedCase>.Refuse("idempotency.key-reused", "Idempotency-Key");
}
