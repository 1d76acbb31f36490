using System.Security.Claims;
using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>
/// Drafts an article from a closed case: what happened, and what helped. It begins as internal, and the contact's name, address, number and
/// serial are left out wherever they occur; the writer is told to look for more.
/// </summary>
public sealed class ArticleFromCase(
    IDbContextFactory<HelpdeskDb> databases,
    IAuthorizationService authorisation,
    IStringLocalizer<KnowledgeText> text
)
{
    /// <returns>The form filled in; <c>auth.forbidden</c>, <c>case.unknown</c>, <c>article.case-open</c>.</returns>
    public async Task<Result<ArticleForm>> RunAsync(string number, string language, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<ArticleForm>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, cancellation) is not { } from)
            return Result<ArticleForm>.Refuse(ErrorKind.NotFound, "case.unknown", null, number);
        if (!from.IsClosed)
            return Result<ArticleForm>.Refuse("article.case-open", null, number);
        var timeline = await db.Timeline.AsNoTracking().Where(e => e.CaseId == from.Id).OrderBy(e => e.Id).ToListAsync(cancellation);
        return new ArticleForm
        {
            Title = Without(from, from.Subject),
            Text = Without(from, TextOf(from, timeline, language)),
            IsInternal = true,
            Products = [from.ProductCode],
            Versions = from.ProductVersion ?? "",
            FromCase = from.Number,
        };
    }

    private string TextOf(Case from, IReadOnlyList<TimelineEntry> timeline, string language)
    {
        using var speaking = MailWords.Speak(language);
        var written = new StringBuilder();
        Section(written, "part.symptom", timeline.FirstOrDefault(e => e.Event is CaseOpened)?.Words);
        Section(written, "part.environment", $"{from.ProductCode} {from.ProductVersion}".Trim());
        var answer = timeline.LastOrDefault(e => e.Event is SolutionOffered) ?? timeline.LastOrDefault(e => e.Event is ReplySent);
        Section(written, "part.cause", text["part.cause.hint"]);
        Section(written, "part.solution", answer?.Words);
        if (from.ClosingDetail is { Length: > 0 } detail)
            written.Append(detail).Append('\n');
        return written.ToString().TrimEnd() + "\n";
    }

    private void Section(StringBuilder written, string heading, string? words) =>
        written.Append("## ").Append(text[heading]).Append("\n\n").Append(words?.ReplaceLineEndings("\n").Trim()).Append("\n\n");

    private static string Without(Case from, string written)
    {
        foreach (
            var personal in new[]
            {
                from.Contact.Email,
                from.Contact.Phone,
                from.SerialNumber,
                from.Contact.Organisation,
                from.Contact.Name,
            }.Where(p => p is { Length: > 1 })
        )
            written = written.Replace(personal!, "…", StringComparison.OrdinalIgnoreCase);
        return written;
    }
}

/// <summary>Marker of <c>KnowledgeText.resx</c>.</summary>
public sealed class KnowledgeText;
