using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Mail.Out.Wording;

/// <summary>
/// Reads the words of the screen into the templates. Words that a newer release cannot read do not stop a mail: the file's are taken,
/// the log of the program and the page say so.
/// </summary>
public sealed class OwnMailWords(MailTemplates templates, ILogger<OwnMailWords> log)
{
    public async Task LoadAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var newest = await db.MailWordings()
            .AsNoTracking()
            .Where(w => !db.MailWordings().Any(later => later.Kind == w.Kind && later.Version > w.Version))
            .ToListAsync(cancellation);
        var own = new Dictionary<(MailKind, string), MailTemplate>();
        foreach (var wording in newest.Where(w => Enum.IsDefined(w.Kind)))
        {
            foreach (var language in MailTemplates.Languages)
            {
                if (wording.In(language) is not { } words)
                    continue;
                if (MailTemplate.Read(words, MailPlaceholders.Of(wording.Kind), [], []) is { } template)
                    own[(wording.Kind, language)] = template;
                else
                    log.LogWarning(
                        "The words of {Kind} ({Language}), version {Version}, cannot be read by this release: its mails are written "
                            + "with the file. Mend them at /admin/mail-templates",
                        wording.Kind,
                        language,
                        wording.Version
                    );
            }
        }

        templates.Adopt(own);
    }
}
