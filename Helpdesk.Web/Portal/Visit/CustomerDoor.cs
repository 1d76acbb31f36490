using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.Guard;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Portal.Visit;

/// <summary>A customer who is in: the case they came for, and nothing else.</summary>
public sealed record CustomerVisit(long CaseId, string Number, int Stamp);

/// <summary>What a link is exchanged for: the case, and the pass its browser shows from then on.</summary>
/// <param name="Proof">Opens nothing; shows the form that its browser reads the case's mail address (spec C9).</param>
public sealed record CustomerPass(string Number, string Value, string Proof);

/// <summary>
/// Lets customers in to their case (spec U5). A signed link is good for its case until it ends, the links are revoked or the contact is
/// erased; it is exchanged at once for a short pass in a cookie, so that the token stays in no address bar, history or Referer. Its
/// end is our own, as that of <see cref="CustomerLinks"/>: ITimeLimitedDataProtector reads the machine's clock alone.
/// </summary>
public sealed class CustomerDoor(
    IDbContextFactory<HelpdeskDb> databases,
    CustomerLinks links,
    IDataProtectionProvider protection,
    IClock clock,
    IOptions<PortalOptions> options
)
{
    private const int Head = 8 + 4;

    private readonly IDataProtector _passes = protection.CreateProtector("Helpdesk.CustomerPass");
    private readonly IDataProtector _proofs = protection.CreateProtector("Helpdesk.CustomerContact");

    /// <summary>Exchanges the token of a link; null when it opens nothing, whatever the cause.</summary>
    public async Task<CustomerPass?> ExchangeAsync(string? token, CancellationToken cancellation)
    {
        if (links.ReadView(token) is { } link)
            return await StampOfAsync(c => c.Number == link.Number, cancellation) is { } found && found.Stamp == link.Stamp
                ? PassFor(found)
                : null;
        // Mails of before the case had a page of its own ask whether a solution helped; their links end with the first revocation.
        if (links.CaseOf(LinkPurpose.AnswerSolution, token) is { } id)
            return await StampOfAsync(c => c.Id == id, cancellation) is { Stamp: 0 } found ? PassFor(found) : null;
        return null;
    }

    /// <summary>Who shows this pass at the door of this case; null when it is none, is over, or belongs to another case.</summary>
    public async Task<CustomerVisit?> WhoAsync(string number, string? pass, CancellationToken cancellation) =>
        Read(_passes, pass) is { } shown
        && shown.Number == number
        && await StampOfAsync(c => c.Number == number, cancellation) is { } found
        && found.Stamp == shown.Stamp
            ? found
            : null;

    /// <summary>The mail address that a browser has shown to be its own, by a link that went there; null for none.</summary>
    public async Task<string?> AddressAsync(string? proof, CancellationToken cancellation)
    {
        if (Read(_proofs, proof) is not { } shown)
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .Cases.Where(c => c.Number == shown.Number && c.LinkStamp == shown.Stamp && c.ErasedAt == null)
            .Select(c => c.Contact.Email)
            .SingleOrDefaultAsync(cancellation);
    }

    /// <summary>The pass to another case of the address that a browser has shown to be its own; null when it is somebody else's.</summary>
    public async Task<CustomerPass?> PassOfAsync(string number, string? proof, CancellationToken cancellation) =>
        await AddressAsync(proof, cancellation) is { Length: > 0 } address
        && await StampOfAsync(c => c.Number == number && c.Contact.Email == address, cancellation) is { } found
            ? PassFor(found)
            : null;

    private CustomerPass PassFor(CustomerVisit found)
    {
        var content = new byte[Head + found.Number.Length];
        BinaryPrimitives.WriteInt64BigEndian(
            content,
            (clock.GetCurrentInstant() + Duration.FromHours(options.Value.SessionHours)).ToUnixTimeSeconds()
        );
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(8), found.Stamp);
        Encoding.ASCII.GetBytes(found.Number, content.AsSpan(Head));
        return new(found.Number, Base64Url.EncodeToString(_passes.Protect(content)), Base64Url.EncodeToString(_proofs.Protect(content)));
    }

    private (string Number, int Stamp)? Read(IDataProtector protector, string? pass)
    {
        if (string.IsNullOrEmpty(pass) || pass.Length > 1000 || !Base64Url.IsValid(pass))
            return null;
        try
        {
            var content = protector.Unprotect(Base64Url.DecodeFromChars(pass));
            return content.Length > Head && clock.GetCurrentInstant().ToUnixTimeSeconds() < BinaryPrimitives.ReadInt64BigEndian(content)
                ? (Encoding.ASCII.GetString(content.AsSpan(Head)), BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(8)))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<CustomerVisit?> StampOfAsync(
        System.Linq.Expressions.Expression<Func<Case, bool>> which,
        CancellationToken cancellation
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .Cases.Where(which)
            .Where(c => c.ErasedAt == null)
            .Select(c => new CustomerVisit(c.Id, c.Number, c.LinkStamp))
            .SingleOrDefaultAsync(cancellation);
    }
}

/// <summary>The pass as a browser keeps it: for this case's own addresses alone; beside it the proof, which opens nothing.</summary>
public static class CustomerCookie
{
    private const string Name = "helpdesk-case";
    private const string ProofName = "helpdesk-contact";

    public static string PathOf(string number) => $"{PortalGuard.Root}/case/{number}";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    /// <summary>What shows the form whose mail address the browser reads; null for none.</summary>
    public static string? ReadProof(HttpContext context) => context.Request.Cookies[ProofName];

    public static void Write(HttpContext context, CustomerPass pass, int hours)
    {
        // The way in leads from a mail program, another site; the pass must come along on the first step.
        Append(context, Name, pass.Value, PathOf(pass.Number), hours);
        Append(context, ProofName, pass.Proof, PortalGuard.Root, hours);
    }

    private static void Append(HttpContext context, string name, string value, string path, int hours) =>
        context.Response.Cookies.Append(
            name,
            value,
            new()
            {
                Path = path,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromHours(hours),
                IsEssential = true,
            }
        );
}
