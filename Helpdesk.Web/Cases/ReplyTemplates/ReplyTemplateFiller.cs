using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Cases.ReplyTemplates;

/// <summary>Who writes, and in which zone they read times.</summary>
public sealed record ReplyWriter(string Name, DateTimeZone Zone);

/// <summary>Fills templates with a case's facts; what a fact says is text, never read as a template again.</summary>
public sealed class ReplyTemplateFiller(
    MailWords words,
    Catalogue catalogue,
    SupportProgramme programme,
    IOptions<MailOptions> mail,
    IClock clock
)
{
    /// <summary>A template's words in a language, or null when it does not hold (it was checked when it was saved).</summary>
    public string? Fill(ReplyTemplate template, Case about, string language, ReplyWriter writer) =>
        TextTemplate.Read(template.BodyIn(language), ReplyPlaceholders.Known, [])?.Render(ValuesOf(about, language, writer)).Trim();

    /// <summary>The facts by placeholder; null where the case has none, so that a template can ask <c>if</c>.</summary>
    public IReadOnlyDictionary<string, object?> ValuesOf(Case about, string language, ReplyWriter writer)
    {
        using var speaking = MailWords.Speak(language);
        var now = clock.GetCurrentInstant();
        var product = catalogue.Find(about.ProductCode);
        var business = programme.Calendar(SupportProgramme.BusinessCalendarId);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["customer"] = language == "ja" ? about.Contact.Name + " 様" : about.Contact.Name,
            ["organisation"] = about.Contact.Organisation,
            ["number"] = about.Number,
            ["subject"] = about.Subject,
            ["product"] = (language == "ja" ? product?.NameJa : product?.NameEn) ?? about.ProductCode,
            ["version"] = about.ProductVersion,
            ["serial"] = about.SerialNumber,
            ["severity"] = words.Of(about.Severity),
            // A promise that is broken already is nothing to promise again.
            ["due"] = about.Clocks.Where(c => c.IsOpen && c.DueAt > now).Min(c => c.DueAt) is { } due ? At(due, writer.Zone) : null,
            ["opens"] =
                business.IsOpen(now) ? null
                : business.NextOpening(now) is { } opens ? At(opens, writer.Zone)
                : null,
            ["agent"] = writer.Name,
            ["team"] = mail.Value.FromNameIn(language),
            ["hotline"] = words.HotlineWithHours(about.Tier, now),
            ["today"] = new ReaderTime(programme.Zone, CultureInfo.CurrentUICulture, now).Day(now),
        };
    }

    // In the writer's zone, and in the programme's where that is another: both are named, so nobody can misread it (spec U6).
    private string At(Instant at, DateTimeZone zone)
    {
        var theirs = new ReaderTime(zone, CultureInfo.CurrentUICulture, at);
        var ours = new ReaderTime(programme.Zone, CultureInfo.CurrentUICulture, at);
        var said = $"{theirs.Long(at)} {theirs.ZoneName(at)}";
        return theirs.ZoneName(at) == ours.ZoneName(at) ? said : $"{said} ({ours.Long(at)} {ours.ZoneName(at)})";
    }
}
