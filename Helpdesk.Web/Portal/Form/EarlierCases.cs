using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Portal.Visit;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Portal.Form;

/// <summary>A closed case of the visitor's own that looks like what they write now (spec C9).</summary>
public sealed record EarlierCase(string Number, string Subject, Instant ClosedAt);

/// <summary>
/// Offers a visitor their own closed case where a new form looks like the same fault again, and reopens it when they say so (spec C9).
/// Only a browser that came by a link to that address hears of one: nobody else learns that there is any.
/// </summary>
public sealed class EarlierCases(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CustomerDoor door,
    CustomerActsHandler acts,
    EnquiryWords words,
    IClock clock
)
{
    /// <summary>The latest that fits, or null.</summary>
    /// <param name="proof">What the browser shows of the address it reads.</param>
    public async Task<EarlierCase?> FindAsync(PortalDraft draft, string? proof, CancellationToken cancellation)
    {
        if (
            draft.FollowUpOf is not null
            || Enquiry.TypeOf(draft)?.IsNonTechnical() != false
            || await door.AddressAsync(proof, cancellation) is not { Length: > 0 } address
            || !string.Equals(address, draft[Enquiry.Email].Trim(), StringComparison.OrdinalIgnoreCase)
        )
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var written = draft[Enquiry.Subject] + "\n" + draft[Enquiry.Description];
        var found = await ClosedAlike.FindAsync(db, address, draft[Enquiry.Product], written, clock.GetCurrentInstant(), cancellation);
        return found is null ? null : new(found.Number, found.Subject, found.ClosedAt);
    }

    /// <summary>Reopens it with what was written and handed in; the draft is sent with that.</summary>
    public async Task<Result<string>> ReopenAsync(PortalDraft draft, EarlierCase earlier, string? proof)
    {
        if (await door.PassOfAsync(earlier.Number, proof, CancellationToken.None) is not { } pass)
            return Result<string>.Refuse("link.dead");
        await MoveFilesAsync(draft, earlier.Number);
        // The draft's key as nonce: pressed twice, it is said once.
        var again = new ComeBack(words.AsMessage(draft), Enquiry.SeverityOf(draft));
        var done = await acts.HandleAsync(earlier.Number, pass.Value, again, draft.Key, CancellationToken.None);
        if (!done.IsOk)
            return Result<string>.Refuse(done.Errors);
        await SettleAsync(draft.Key, earlier.Number);
        return earlier.Number;
    }

    private async Task MoveFilesAsync(PortalDraft draft, string number)
    {
        var (from, to) = (PortalFiles.OwnerOf(draft), PortalFiles.OwnerOf(number));
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.PortalFiles()
            .Where(f => f.Owner == from && f.Checksum != null)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.Owner, to), CancellationToken.None);
    }

    private async Task SettleAsync(string key, string number)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.PortalDrafts().SingleOrDefaultAsync(d => d.Key == key, CancellationToken.None) is not { SentNumber: null } draft)
            return;
        draft.Sent(number);
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
