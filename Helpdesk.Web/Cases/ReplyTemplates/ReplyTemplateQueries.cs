using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.ReplyTemplates;

/// <summary>A template as the composer offers it: named in the reader's language, filled in the customer's.</summary>
public sealed record FilledTemplate(Guid Id, ReplyTemplateKind Kind, string Name, string Text);

/// <summary>The templates that fit a case, in the order the administrator gave them.</summary>
public sealed class FittingTemplatesQuery(
    IDbContextFactory<HelpdeskDb> databases,
    ReplyTemplateFiller filler,
    IAuthorizationService authorisation
)
{
    /// <param name="language">What they are filled in: "ja" or "en".</param>
    /// <param name="reader">What their names are shown in.</param>
    public async Task<IReadOnlyList<FilledTemplate>> RunAsync(
        Case about,
        string language,
        string reader,
        ReplyWriter writer,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var active = await db.ReplyTemplates().AsNoTracking().Where(t => t.IsActive).OrderBy(t => t.Place).ToListAsync(cancellation);
        return
        [
            .. from template in active
            where template.IsAbout(about.ProductCode)
            let text = filler.Fill(template, about, language, writer)
            where !string.IsNullOrWhiteSpace(text)
            select new FilledTemplate(template.Id, template.Kind, template.NameIn(reader), text),
        ];
    }
}
