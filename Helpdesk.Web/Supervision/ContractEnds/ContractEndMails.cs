using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Supervision.ContractEnds;

/// <summary>Writes to those of a customer who may open cases, each in their language, that a contract ends.</summary>
public sealed class ContractEndMails(NoticeMails mails, MailWords words, Catalogue catalogue)
{
    /// <summary>Adds the mails, unsaved.</summary>
    /// <returns>How many.</returns>
    public async Task<int> WriteAsync(HelpdeskDb db, Contract contract, int stage, LocalDate today, Instant now)
    {
        if (await db.Customers().AsNoTracking().SingleOrDefaultAsync(c => c.Key == contract.CustomerKey) is not { } customer)
            return 0;
        var contacts = await db.Contacts()
            .AsNoTracking()
            .Where(c => c.CustomerKey == customer.Key && c.MayOpenCases && (c.LeftOn == null || c.LeftOn >= today))
            .OrderBy(c => c.Key)
            .ToListAsync();
        var written = 0;
        foreach (var contact in contacts.Where(c => c.Emails.Count > 0))
        {
            var to = new NoticeAddressee(contact.Emails[0], contact.Name, (contact.Language ?? customer.Language) == "ja" ? "ja" : "en");
            var last = LocalDatePattern.Iso.Format(contract.LastDay);
            var key = string.Create(CultureInfo.InvariantCulture, $"contract-ends:{contract.Number}:{last}:{stage}:{contact.Key}");
            using (MailWords.Speak(to.Language))
                written += mails.Add(db, MailKind.ContractEnding, key, to, ValuesOf(contract, customer, today), now) ? 1 : 0;
        }

        return written;
    }

    private Dictionary<string, object?> ValuesOf(Contract contract, Customer customer, LocalDate today)
    {
        var (isJapanese, days) = (MailWords.IsJapanese, Period.DaysBetween(today, contract.LastDay));
        var names = contract.Products.Select(code =>
            catalogue.Find(code) is { } product ? (isJapanese ? product.NameJa : product.NameEn) : code
        );
        return new(StringComparer.Ordinal)
        {
            ["contract"] = contract.Number,
            ["organisation"] = isJapanese ? customer.Name : customer.NameLatin ?? customer.Name,
            ["products"] = string.Join(words["and"], names),
            ["ends_on"] = MailWords.Day(contract.LastDay),
            ["days_left"] =
                days == 0 ? words["ends.today"]
                : days == 1 ? words["ends.tomorrow"]
                : words["ends.in", days],
        };
    }
}
