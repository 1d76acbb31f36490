using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Cases.Acts.AskOwner;

/// <summary>Writes the question to the customer's contacts, and takes their answer.</summary>
public sealed class AskOwnerHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseCommandRunner runner,
    NoticeMails mails,
    MailWords words,
    OwnerLinks links,
    OutboxSignal bell,
    IOptions<MailOptions> options,
    IValidator<AskSerialOwner> rules,
    IAuthorizationService authorisation,
    IdSource ids
)
{
    /// <summary>
    /// Refusals besides those of the rules: <c>auth.forbidden</c>, <c>case.unknown</c>, <c>case.changed</c>, <c>owner.none</c>,
    /// <c>owner.no-contact</c>.
    /// </summary>
    public async Task<Result<QueueEntry>> HandleAsync(string number, int? expectedVersion, AskSerialOwner command, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<QueueEntry>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<QueueEntry>.Refuse(wrong.ToErrors());
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var target = await db.Cases.Include(c => c.Clocks).SingleOrDefaultAsync(c => c.Number == number);
        if (target is null)
            return Result<QueueEntry>.Refuse(ErrorKind.NotFound, "case.unknown", "number", number);
        if (expectedVersion is { } expected && expected != target.Version)
            return Result<QueueEntry>.Refuse(ErrorKind.Changed, "case.changed", "If-Match", expected, target.Version);
        if (!target.HasOwnerToAsk || await db.Customers().SingleOrDefaultAsync(c => c.Key == target.CustomerKey) is not { } customer)
            return Result<QueueEntry>.Refuse("owner.none");
        var context = runner.Context(who);
        var all = await OwnerQuestionQuery.ContactsOf(db, customer.Key, context.Now.InZone(context.Programme.Zone).Date).ToListAsync();
        foreach (var key in command.Contacts.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (all.Find(c => string.Equals(c.Key, key, StringComparison.OrdinalIgnoreCase)) is not { Emails.Count: > 0 } contact)
                return Result<QueueEntry>.Refuse(ErrorKind.Invalid, "owner.no-contact", "contacts", key);
            if (Ask(db, target, customer, contact, context) is { IsOk: false } refused)
                return Result<QueueEntry>.Refuse(refused.Errors);
        }

        var saved = await saver.SaveAsync(db, target);
        if (saved.IsOk)
            bell.Ring();
        return saved;
    }

    private Result Ask(HelpdeskDb db, Case target, Customer customer, Contact contact, CaseContext context)
    {
        var (question, until) = (ids.New(), context.Now + OwnerLinks.Lifetime);
        var asked = target.AskOwner(question, contact.Key, $"{contact.Name} <{contact.Emails[0]}>", context);
        if (!asked.IsOk)
            return asked;
        var to = new NoticeAddressee(contact.Emails[0], contact.Name, (contact.Language ?? customer.Language) == "ja" ? "ja" : "en");
        var link = options.Value.LinkTo("/support/owner/" + links.Create(target.Number, question, until));
        using var speaking = MailWords.Speak(to.Language);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["organisation"] = to.Language == "ja" ? customer.Name : customer.NameLatin ?? customer.Name,
            ["serial"] = target.SerialNumber,
            ["caller"] = $"{target.Contact.Name} <{target.Contact.Email}>",
            ["yes_link"] = link + "?answer=yes",
            ["no_link"] = link + "?answer=no",
            ["until"] = $"{words.At(until)} ({words.Zone(until)})",
        };
        mails.Add(db, MailKind.OwnerQuestion, $"owner:{question:N}", to, values, context.Now, target);
        return Result.Ok;
    }
}
