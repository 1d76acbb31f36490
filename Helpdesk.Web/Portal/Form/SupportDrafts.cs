using System.Buffers.Text;
using System.Security.Cryptography;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.Guard;
using Helpdesk.Web.Portal.Visit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Portal.Form;

/// <summary>
/// Keeps what a visitor has typed so far, on the server, under a key in the
/// browser's cookie: it survives a reload, a restart and the way back.
/// </summary>
public sealed class SupportDrafts(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CustomerDoor door,
    PortalLimits limits,
    IOptions<PortalOptions> options,
    IClock clock
)
{
    private const string Cookie = "helpdesk-enquiry";
    private const int KeyLength = 32;

    // Longer than any field may be: what is too long is kept as well, so that nothing is lost while it is shortened.
    private const int LongestValue = 250_000;

    /// <summary>The visitor's draft, or null when there is none or it has expired.</summary>
    public async Task<PortalDraft?> LoadAsync(HttpContext context)
    {
        if (KeyOf(context.Request.Cookies[Cookie]) is not { } key)
            return null;
        await using var db = await databases.CreateDbContextAsync(context.RequestAborted);
        var since = Oldest;
        return await db.PortalDrafts().AsNoTracking().SingleOrDefaultAsync(d => d.Key == key && d.KeptAt > since, context.RequestAborted);
    }

    /// <summary>Keeps fields; the first time it makes the draft and hands out its key.</summary>
    /// <returns>Null when this visitor begins too many.</returns>
    public Task<PortalDraft?> SaveAsync(HttpContext context, IReadOnlyDictionary<string, string> values) =>
        WriteAsync(context, draft => draft.Write(Cut(values), Enquiry.Email));

    /// <summary>Begins a new enquiry that goes on from a closed case, with what is known from it (spec C9).</summary>
    public async Task<bool> FollowAsync(HttpContext context, string number, string? pass)
    {
        if (await door.WhoAsync(number, pass, context.RequestAborted) is not { } visit)
            return false;
        Case known;
        await using (var db = await databases.CreateDbContextAsync(context.RequestAborted))
            known = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == visit.CaseId, context.RequestAborted);
        Forget(context);
        return await WriteAsync(
            context,
            draft =>
            {
                draft.Write(FieldsOf(known), Enquiry.Email);
                draft.FollowUpOf = known.Number;
            },
            anew: true
        )
            is not null;
    }

    /// <summary>Lets go of the draft, so that the next form is empty.</summary>
    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Cookie, new() { Path = PortalGuard.Root });

    private Instant Oldest => clock.GetCurrentInstant() - Duration.FromDays(options.Value.DraftDays);

    private async Task<PortalDraft?> WriteAsync(HttpContext context, Action<PortalDraft> change, bool anew = false)
    {
        var key = anew ? null : KeyOf(context.Request.Cookies[Cookie]);
        using var turn = await gate.EnterAsync(context.RequestAborted);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var since = Oldest;
        var draft = key is null
            ? null
            : await db.PortalDrafts()
                .SingleOrDefaultAsync(d => d.Key == key && d.KeptAt > since && d.SentNumber == null, CancellationToken.None);
        if (draft is null)
        {
            if (!limits.TryTake(LimitKind.Draft, PortalGuard.Visitor(context)))
                return null;
            var secret = Base64Url.EncodeToString(Chance.Secret(KeyLength));
            draft = new()
            {
                Key = KeyOf(secret)!,
                CreatedAt = clock.GetCurrentInstant(),
                KeptAt = clock.GetCurrentInstant(),
            };
            db.PortalDrafts().Add(draft);
            Hand(context, secret);
        }

        draft.KeptAt = clock.GetCurrentInstant();
        change(draft);
        await db.SaveChangesAsync(CancellationToken.None);
        return draft;
    }

    private void Hand(HttpContext context, string secret) =>
        context.Response.Cookies.Append(
            Cookie,
            secret,
            new()
            {
                Path = PortalGuard.Root,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(options.Value.DraftDays),
                IsEssential = true,
            }
        );

    private static string? KeyOf(string? secret) =>
        secret is { Length: > 0 and < 100 } && Base64Url.IsValid(secret) && Base64Url.DecodeFromChars(secret) is { Length: KeyLength } bytes
            ? Convert.ToHexStringLower(SHA256.HashData(bytes))
            : null;

    private static Dictionary<string, string> Cut(IReadOnlyDictionary<string, string> values) =>
        values.ToDictionary(v => v.Key, v => v.Value.Length > LongestValue ? v.Value[..LongestValue] : v.Value, StringComparer.Ordinal);

    private static Dictionary<string, string> FieldsOf(Case known) =>
        new(StringComparer.Ordinal)
        {
            [Enquiry.UserKind] = known.Contact.UserKind.ToString(),
            [Enquiry.ContactName] = known.Contact.Name,
            [Enquiry.Email] = known.Contact.Email,
            [Enquiry.Phone] = known.Contact.Phone ?? "",
            [Enquiry.Organisation] = known.Contact.Organisation ?? "",
            [Enquiry.Language] = known.Contact.Language,
            [Enquiry.RequestType] = known.RequestType.ToString(),
            [Enquiry.Product] = known.ProductCode,
            [Enquiry.Version] = known.ProductVersion,
            [Enquiry.Serial] = known.SerialNumber ?? "",
        };
}
