using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Platform.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>What a new case would be opened with, and what a person should know of how it was read.</summary>
internal sealed record MailIntake(CaseIntake Intake, MailCaseReading Reading, string Note);

/// <summary>
/// Makes an intake out of a mail and the records about its sender (spec I1, I2): what can be read is taken, nothing else is guessed.
/// </summary>
public sealed class MailIntakeReader(
    Catalogue catalogue,
    MailWords times,
    IStringLocalizer<MailInText> text,
    IStringLocalizer<DomainText> domain
)
{
    internal async Task<MailIntake> ReadAsync(HelpdeskDb db, ReadMail mail, CancellationToken cancellation)
    {
        var from = mail.FromAddress;
        // No more than goes on record: what looks for names reads a text once for each.
        var words = mail.Text[..Math.Min(mail.Text.Length, Rules.LongText)];
        var serials = MailCaseReader.SerialsIn(mail.Subject, words);
        var named = await db.Licences()
            .Where(l => serials.Contains(l.Serial))
            .Select(l => new KnownLicence(l.Serial, l.ProductCode, l.Version))
            .ToListAsync(cancellation);
        var sender = await db.Contacts()
            .AsNoTracking()
            .Where(c => db.MailOwners().Any(o => o.Address == from && o.Key == c.Key))
            .OrderBy(c => c.Key)
            .FirstOrDefaultAsync(cancellation);
        var theirs = await TheirsAsync(db, sender, cancellation);
        var last = await db
            .Cases.AsNoTracking()
            .Where(c => c.Contact.Email == from)
            .OrderByDescending(c => c.Id)
            .Select(c => c.Contact)
            .FirstOrDefaultAsync(cancellation);
        var reading = MailCaseReader.Read(
            mail.Subject,
            words,
            catalogue.Products,
            [.. named.OrderBy(n => serials.ToList().IndexOf(n.Serial))],
            [.. theirs.Select(l => new KnownLicence(l.Serial, l.ProductCode, l.Version))]
        );
        var intake = new CaseIntake
        {
            Channel = Channel.Mail,
            Contact = ContactOf(mail, last, sender, await CustomerOfAsync(db, sender, cancellation), reading.Language),
            ProductCode = reading.ProductCode,
            ProductVersion = reading.ProductVersion,
            SerialNumber = reading.Serial,
            RequestType = RequestType.TechnicalHelp,
            Severity = reading.Severity,
            Subject = SubjectOf(mail),
            Description = TextOf(mail),
            Headline = MailParts.Headline(words) is { Length: > 0 } line ? line : null,
        };
        return new(intake, reading, Note(reading));
    }

    /// <summary>The same from when the mail came in; a note says since when it waits, if it was held.</summary>
    internal MailIntake Since(InboundMail? row, MailIntake read)
    {
        if (row is null)
            return read;
        var since = read with { Intake = read.Intake with { ReceivedAt = row.ReceivedAt } };
        if (row.State != InboundState.Held)
            return since;
        using var speaking = MailWords.Speak(read.Reading.Language);
        return since with { Note = since.Note + '\n' + text["note.received", times.At(row.ReceivedAt)] };
    }

    /// <summary>The words as they go on record; a mail without any is represented by its subject.</summary>
    internal static string TextOf(ReadMail mail) =>
        mail.Text.Length == 0 ? mail.Subject
        : mail.Text.Length <= Rules.LongText ? mail.Text
        : mail.Text[..Rules.LongText];

    // Those the sender registered; without any, those of their customer.
    private static async Task<List<Licence>> TheirsAsync(HelpdeskDb db, Contact? sender, CancellationToken cancellation)
    {
        if (sender is not { Key: var key, CustomerKey: var customer })
            return [];
        var own = await db.Licences().Where(l => l.ContactKey == key).OrderBy(l => l.Serial).Take(2).ToListAsync(cancellation);
        return own.Count > 0
            ? own
            : await db.Licences().Where(l => l.CustomerKey == customer).OrderBy(l => l.Serial).Take(2).ToListAsync(cancellation);
    }

    private static async Task<Customer?> CustomerOfAsync(HelpdeskDb db, Contact? sender, CancellationToken cancellation) =>
        sender is { CustomerKey: var key }
            ? await db.Customers().AsNoTracking().SingleOrDefaultAsync(c => c.Key == key, cancellation)
            : null;

    private static CaseContact ContactOf(ReadMail mail, CaseContact? last, Contact? sender, Customer? customer, string language)
    {
        if (last is not null)
            return last with { Language = language };
        return sender is null
            ? new(UserKind.Other, mail.FromName, mail.FromAddress, null, null, language)
            : new(
                customer?.UserKind ?? UserKind.Business,
                sender.Name,
                mail.FromAddress,
                sender.Phones is [var phone, ..] ? phone : null,
                customer?.UserKind == UserKind.Home ? null : customer?.Name,
                language
            );
    }

    private static string SubjectOf(ReadMail mail)
    {
        var subject =
            mail.Subject.Length > 0 ? mail.Subject
            : MailParts.Headline(mail.Text) is { Length: > 0 } line ? line
            : mail.Files.Count > 0 ? mail.Files[0].Name
            : mail.FromName;
        return subject.Length <= Rules.ShortText ? subject : subject[..(Rules.ShortText - 1)] + "…";
    }

    // In the language of the mail: whoever takes the case reads that one anyway.
    private string Note(MailCaseReading reading)
    {
        using var speaking = MailWords.Speak(reading.Language);
        var words = new DomainWords(domain);
        List<string> lines = [text["note.by-mail"]];
        if (reading.SaysEmergency)
            lines.Add(text[reading.Severity == Severity.Emergency ? "note.stated" : "note.emergency", words.Of(reading.Severity)]);
        if (reading.Named.Count > 0)
            lines.Add(text["note.named", string.Join(", ", reading.Named.Select(catalogue.NameOf))]);
        if (reading.FromRecords)
            lines.Add(text["note.from-records"]);
        List<string> missing = [];
        if (reading.ProductCode == MailCaseReading.Unknown)
            missing.Add(text["missing.product"]);
        if (reading.ProductVersion == MailCaseReading.Unknown)
            missing.Add(text["missing.version"]);
        if (reading.Serial is null)
            missing.Add(text["missing.serial"]);
        if (missing.Count > 0)
            lines.Add(text["note.missing", string.Join(text["and"], missing)]);
        lines.Add(text["note.consent"]);
        return string.Join('\n', lines);
    }
}
