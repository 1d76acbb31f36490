using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Intake;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers;

/// <summary>Contacts on record under an address, with the licences they registered; at home the customer is the person.</summary>
public sealed class ContactRecordData(Catalogue catalogue, IClock clock) : IContactData
{
    public string Name => "records";

    public async Task<IReadOnlyList<object>> ReadAsync(HelpdeskDb db, string email, CancellationToken cancellation)
    {
        var contacts = await Of(db, email).AsNoTracking().ToListAsync(cancellation);
        List<string> keys = [.. contacts.Select(c => c.Key)];
        var licences = await db.Licences().AsNoTracking().Where(l => keys.Contains(l.ContactKey!)).ToListAsync(cancellation);
        return [.. contacts.Select(c => new { Contact = c, Licences = licences.Where(l => l.ContactKey == c.Key).Select(l => l.Serial) })];
    }

    public async Task EraseAsync(HelpdeskDb db, string email, CancellationToken cancellation)
    {
        foreach (var contact in await Of(db, email).ToListAsync(cancellation))
        {
            var (key, customer) = (contact.Key, contact.CustomerKey);
            await SetAsync(
                db,
                RecordKinds.Contacts.Name,
                key,
                contact,
                contact with
                {
                    Name = "",
                    Reading = null,
                    Emails = [],
                    Phones = [],
                    LeftOn = contact.LeftOn ?? catalogue.Today,
                }
            );
            await ForgetAsync(db, RecordKinds.Contacts.Name, key, cancellation);
            await db.MailOwners().Where(o => o.Key == key).ExecuteDeleteAsync(cancellation);
            if (await db.Customers().SingleOrDefaultAsync(c => c.Key == customer && c.UserKind == UserKind.Home, cancellation) is { } home)
            {
                await SetAsync(db, RecordKinds.Customers.Name, customer, home, home with { Name = "", NameLatin = null, Reading = null });
                await ForgetAsync(db, RecordKinds.Customers.Name, customer, cancellation);
            }
        }
    }

    private static IQueryable<Contact> Of(HelpdeskDb db, string email) =>
        db.Contacts().Where(c => db.MailOwners().Any(o => o.Address == email && o.Key == c.Key));

    // A change without words: whoever reads what changed since hears that it is gone, and nobody can undo it.
    private async Task SetAsync<T>(HelpdeskDb db, string kind, string key, T record, T emptied)
        where T : class
    {
        var last = await db.RecordChanges().MaxAsync(c => (long?)c.Id) ?? 0;
        var change = new RecordChange
        {
            Id = Math.Max(last, db.RecordChanges().Local.Select(c => c.Id).DefaultIfEmpty().Max()) + 1,
            At = clock.GetCurrentInstant(),
            ActorKind = ActorKind.System,
            ActorName = "erasure",
            Kind = kind,
            Key = key,
        };
        db.Add(change);
        var entry = db.Entry(record);
        entry.CurrentValues.SetValues(emptied);
        entry.Property<string>(RecordStamp.Folded).CurrentValue = "";
        entry.Property<int>(RecordStamp.Version).CurrentValue++;
        entry.Property<long>(RecordStamp.ChangeId).CurrentValue = change.Id;
        entry.Property<Instant>(RecordStamp.ChangedAt).CurrentValue = change.At;
    }

    // Who changed it when stays; what it said goes.
    private static Task ForgetAsync(HelpdeskDb db, string kind, string key, CancellationToken cancellation) =>
        db.RecordChanges()
            .Where(c => c.Kind == kind && c.Key == key)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.Before, (string?)null).SetProperty(x => x.After, (string?)null), cancellation);
}
