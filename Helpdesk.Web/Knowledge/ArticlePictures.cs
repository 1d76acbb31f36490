using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Knowledge;

/// <summary>Pictures of articles: taken in like every other file, and shown by us to whoever may read what they stand in.</summary>
public sealed class ArticlePictures(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    FileIntake intake,
    AttachmentStore store,
    IOptions<FilesOptions> options,
    IAuthorizationService authorisation,
    IClock clock
)
{
    private const int MostOfAnArticle = 100;

    /// <returns>The picture's id, or <c>auth.forbidden</c>, <c>article.unknown</c>, <c>picture.kind</c>, <c>picture.too-many</c>,
    /// <c>file.infected</c>, or what the intake refuses.</returns>
    public async Task<Result<long>> AddAsync(
        long articleId,
        Stream content,
        string fileName,
        long? size,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<long>.Forbid();
        var staged = await intake.ReceiveAsync(content, fileName, size, null, cancellation);
        if (!staged.IsOk)
            return Result<long>.Refuse(staged.Errors);
        var added = await KeepAsync(articleId, staged.Value, who);
        if (!added.IsOk)
            AttachmentStore.Discard(staged.Value);
        return added;
    }

    /// <summary>The picture when this reader may see it: colleagues always, everybody else while something published shows it.</summary>
    public async Task<ArticlePicture?> FindAsync(long id, ClaimsPrincipal who, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (
            await db.ArticlePictures().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation)
            is not { Scan: not (ScanState.Infected or ScanState.Waiting) } picture
        )
            return null;
        if ((await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return picture;
        var texts = await db.ArticleBodies()
            .AsNoTracking()
            .Where(b =>
                b.ArticleId == picture.ArticleId
                && b.State == ArticleState.Published
                && b.PublishedText != null
                && db.Articles().Any(a => a.Id == b.ArticleId && !a.IsInternal)
            )
            .Select(b => b.PublishedText!)
            .ToListAsync(cancellation);
        return texts.Exists(text => ArticleMarkdown.PicturesOf(text).Contains(id)) ? picture : null;
    }

    private async Task<Result<long>> KeepAsync(long articleId, StagedFile file, ClaimsPrincipal who)
    {
        if (!file.Content.Kind.IsPicture() || file.Content.Pixels > options.Value.MaxPreviewPixels)
            return Result<long>.Refuse("picture.kind", "picture", file.FileName);
        if (file.Scan.State == ScanState.Infected)
            return Result<long>.Refuse(ErrorKind.Conflict, "file.infected", "picture", file.FileName, file.Scan.Finding);
        store.Keep(file);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (!await db.Articles().AnyAsync(a => a.Id == articleId))
            return Result<long>.Refuse(ErrorKind.NotFound, "article.unknown");
        if (await db.ArticlePictures().CountAsync(p => p.ArticleId == articleId) >= MostOfAnArticle)
            return Result<long>.Refuse("picture.too-many", "picture", MostOfAnArticle);
        var row = new ArticlePicture
        {
            ArticleId = articleId,
            FileName = file.FileName,
            Kind = file.Content.Kind,
            Pixels = file.Content.Pixels,
            Size = file.Size,
            Checksum = file.Checksum,
            Scan = file.Scan.State,
            AddedAt = clock.GetCurrentInstant(),
            AddedBy = who.DisplayName(),
        };
        db.ArticlePictures().Add(row);
        await db.SaveChangesAsync();
        return row.Id;
    }
}
