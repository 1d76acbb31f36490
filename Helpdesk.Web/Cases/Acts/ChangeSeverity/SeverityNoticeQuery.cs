using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Acts.ChangeSeverity;

/// <summary>The mail that a change of severity would send.</summary>
/// <param name="To">Null when the customer has no address: then a logged call tells them (spec S6).</param>
public sealed record SeverityNotice(string? To, string Language, string Subject, string Text);

/// <summary>
/// Drafts the customer's notice before anything is saved: the command itself decides on a copy of the case that is thrown away, and
/// the mail's own composer words it, so what is shown is what goes out (spec S6, S8).
/// </summary>
public sealed class SeverityNoticeQuery(
    IDbContextFactory<HelpdeskDb> databases,
    CaseCommandRunner runner,
    MailComposer composer,
    IAuthorizationService authorisation
)
{
    public async Task<Result<SeverityNotice>> RunAsync(
        string number,
        DecideSeverity command,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<SeverityNotice>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (
            await db.Cases.AsNoTracking().Include(c => c.Clocks).SingleOrDefaultAsync(c => c.Number == number, cancellation) is not { } copy
        )
            return Result<SeverityNotice>.Refuse(ErrorKind.NotFound, "case.unknown", "number", number);
        var done = command.Apply(copy, runner.Context(who));
        if (!done.IsOk)
            return Result<SeverityNotice>.Refuse(done.Errors);
        var entry = copy.Timeline.Last(e => MailComposer.KindOf(e.Event) == MailKind.SeverityChange);
        var mail = composer.Compose(MailKind.SeverityChange, copy, entry, onlyShown: true);
        return new SeverityNotice(
            string.IsNullOrWhiteSpace(copy.Contact.Email) ? null : copy.Contact.Email,
            MailComposer.LanguageOf(copy),
            mail.Subject,
            mail.Text
        );
    }
}
