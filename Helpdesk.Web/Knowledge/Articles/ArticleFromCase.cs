using System.Security.Claims;
using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>
/// Drafts an article from a closed case: what happened, and what helped. It begins as internal, and the contact's name, address, number and
/// serial are left out wherever they occur; the writer is told to look for more.
/// </summary>
public sealed class ArticleFromCase(CaseQuery cases, IAuthorizationService authorisation, IStringLocalizer<KnowledgeText> text)
{
    /// <returns>The form filled in; <c>auth.forbidden</c>, <c>case.unknown</c>, <c>article.case-open</c>.</returns>
    public async Task<Result<ArticleForm>> RunAsync(string number, string language, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<ArticleForm>.Refuse("auth.forbidden");
        if (await cases.FindAsync(number, cancellation) is not { } record)
            return Result<ArticleForm>.Refuse("case.unknown", null, number);
        if (!record.Case.IsClosed)
            return Result<ArticleForm>.Refuse("article.case-open", null, number);
        return new ArticleForm
        {
            Title = Without(record.Case, record.Case.Subject),
            Text = Without(record.Case, TextOf(record, language)),
            IsInternal = true,
            Products = [record.Case.ProductCode],
            Versions = record.Case.ProductVersion ?? "",
            FromCase = record.Case.Number,
        };
    }

    private string TextOf(CaseRecord record, string language)
    {
        using var speaking = MailWords.Speak(language);
        var written = new StringBuilder();
        Section(written, "part.symptom", record.Timeline.FirstOrDefault(e => e.Event is CaseOpened)?.Words);
        Section(written, "part.environment", $"{record.Case.ProductCode} {record.Case.ProductVersion}".Trim());
        var answer = record.Timeline.LastOrDefault(e => e.Event is SolutionOffered) ?? record.Timeline.LastOrDefault(e => e.Event is ReplySent);
        Section(written, "part.cause", text["part.cause.hint"]);
        Section(written, "part.solution", answer?.Words);
        if (record.Case.ClosingDetail is { Length: > 0 } detail)
            written.Append(detail).Append('\n');
        return written.ToString().TrimEnd() + "\n";
    }

    private void Section(StringBuilder written, string heading, string? words) =>
        written.Append("## ").Append(text[heading]).Append("\n\n").Append(words?.ReplaceLineEndings("\n").Trim()).Append("\n\n");

    private static string Without(Case from, string written)
    {
        foreach (var personal in new[] { from.Contact.Email, from.Contact.Phone, from.SerialNumber, from.Contact.Organisation, from.Contact.Name }.Where(p => p is { Length: > 1 }))
            written = written.Replace(personal!, "…", StringComparison.OrdinalIgnoreCase);
        return written;
    }
}

/// <summary>Marker of <c>KnowledgeText.resx</c>.</summary>
public sealed class KnowledgeText;
