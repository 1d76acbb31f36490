using System.Globalization;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Writes to supervisors and to those on call, each in their language, that nobody covers some hours (spec U3).</summary>
public sealed class GapMail(
    StaffMailWriter mails,
    IStringLocalizer<RotaText> text,
    IStringLocalizer<DomainText> domain,
    SupportProgramme programme,
    IOptions<MailOptions> options
)
{
    private const int Named = 7;

    private readonly DomainWords _domain = new(domain);

    /// <summary>Adds the mails of a gap, unsaved; whoever had one of it gets no other.</summary>
    public async Task WriteAsync(HelpdeskDb db, RotaGap gap, string key, Instant now)
    {
        var people = await db
            .UserRoles.Join(
                db.Roles.Where(r => r.Name == Roles.Supervisor || r.Name == Roles.OnCall),
                ur => ur.RoleId,
                r => r.Id,
                (ur, _) => ur.UserId
            )
            .Distinct()
            .Join(
                db.Users,
                id => id,
                u => u.Id,
                (_, u) =>
                    new
                    {
                        u.Id,
                        u.Language,
                        u.LockoutEnd,
                    }
            )
            .ToListAsync();
        foreach (var person in people.Where(p => p.LockoutEnd is not { Year: > 9000 }))
        {
            using (MailWords.Speak(person.Language))
                mails.Add(db, person.Id, $"gap:{key}:{person.Id:N}", Subject(gap, now), Text(gap, now), now);
        }
    }

    private string Subject(RotaGap gap, Instant now) => text["mail.subject", _domain.Of(gap.Layer), Range(gap, now)];

    private string Text(RotaGap gap, Instant now)
    {
        var day = LocalDatePattern.Iso.Format(Instant.Max(now, gap.Time.From).InZone(programme.Zone).Date);
        var link = $"{options.Value.PublicAddress.TrimEnd('/')}/on-call/rota?from={day}";
        var time = Time(now);
        var hours = string.Join("\n", gap.Closed.Where(c => c.Until > now).Take(Named).Select(c => "  " + time.Range(c.From, c.Until)));
        var more = gap.Closed.Count(c => c.Until > now) > Named ? "\n  …" : "";
        return text["mail.text", _domain.Of(gap.Layer), hours + more, programme.Zone.Id, link];
    }

    private string Range(RotaGap gap, Instant now)
    {
        var time = Time(now);
        return gap.Ends
            ? time.Range(Instant.Max(now, gap.Time.From), gap.Time.Until)
            : text["mail.open-end", time.Long(Instant.Max(now, gap.Time.From))];
    }

    private ReaderTime Time(Instant now) => new(programme.Zone, CultureInfo.CurrentUICulture, now);
}
