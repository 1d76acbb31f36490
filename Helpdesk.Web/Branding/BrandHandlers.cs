using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Branding;

/// <summary>A saving of the branding, without the words.</summary>
public sealed record BrandStep(int Version, Instant At, string By);

/// <summary>The branding opened for editing.</summary>
/// <param name="Version">What to save on; 0 where nobody ever saved any.</param>
/// <param name="History">Newest first.</param>
public sealed record BrandOpened(int Version, BrandWords Words, IReadOnlyList<BrandStep> History);

/// <summary>
/// How administrators write the house's name, logo, colours and words (spec U4). All refuse with <c>auth.forbidden</c>; what is saved
/// also with <c>branding.changed</c>, and with what <see cref="BrandWordsRules"/> and <see cref="BrandLogo.Read"/> find.
/// </summary>
public sealed class BrandHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    Brand brand,
    IValidator<BrandWords> rules,
    IClock clock
)
{
    private static readonly Guid Subject = new(1, 0, 0, new byte[8]);

    public async Task<Result<BrandOpened>> OpenAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<BrandOpened>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var all = await db.BrandVersions().AsNoTracking().OrderByDescending(b => b.Version).ToListAsync(cancellation);
        return new BrandOpened(
            all.Count > 0 ? all[0].Version : 0,
            all.Count > 0 ? all[0].Words : new BrandWords(),
            [.. all.Select(b => new BrandStep(b.Version, b.At, b.By))]
        );
    }

    /// <returns>The version that is in force then; the one before when nothing was changed.</returns>
    public async Task<Result<int>> HandleAsync(SaveBrand command, ClaimsPrincipal who)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<int>.Forbid();
        var wrong = (await rules.ValidateAsync(command.Words)).ToErrors().ToList();
        var logo = command.Logo is { } bytes ? BrandLogo.Read(bytes, "logo") : (Result<BrandLogo>?)null;
        if (logo is { IsOk: false } refused)
            wrong.AddRange(refused.Errors);
        if (wrong.Count > 0)
            return Result<int>.Refuse(wrong);
        var words = Tidy(command.Words);
        if (logo is { } picture)
            words = words with { LogoHash = picture.Value.Hash };
        return await WriteAsync(command.Version, AdminActs.BrandingChanged, words, logo?.Value, who);
    }

    /// <summary>Refuses with <c>branding.version-unknown</c>, too.</summary>
    /// <inheritdoc cref="HandleAsync(SaveBrand, ClaimsPrincipal)"/>
    public async Task<Result<int>> HandleAsync(RestoreBrand command, ClaimsPrincipal who)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<int>.Forbid();
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var earlier =
            command.Earlier == 0
                ? new BrandWords()
                : (await db.BrandVersions().AsNoTracking().SingleOrDefaultAsync(b => b.Version == command.Earlier))?.Words;
        return earlier is null
            ? new Error(ErrorKind.NotFound, "branding.version-unknown", null, command.Earlier)
            : await WriteAsync(command.Version, AdminActs.BrandingRestored, earlier, null, who);
    }

    private async Task<Result<int>> WriteAsync(int version, string act, BrandWords words, BrandLogo? logo, ClaimsPrincipal who)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var newest = await db.BrandVersions().AsNoTracking().OrderByDescending(b => b.Version).FirstOrDefaultAsync();
        if ((newest?.Version ?? 0) != version)
            return new Error(ErrorKind.Changed, "branding.changed", null, newest?.By, newest?.At);
        // Whoever names a logo that is not kept, means one that they saw: there is none to show.
        if (logo is null && words.LogoHash is { } hash && !await db.BrandLogos().AnyAsync(l => l.Hash == hash))
            return new Error("branding.logo-unknown", "logo");
        var before = newest?.Words ?? new BrandWords();
        if (words == before)
            return version;
        if (logo is not null && !await db.BrandLogos().AnyAsync(l => l.Hash == logo.Hash))
            db.BrandLogos().Add(logo);
        Add(db, version + 1, words, Act(act, before, words), who);
        await db.SaveChangesAsync();
        await brand.LoadAsync(db, CancellationToken.None);
        return version + 1;
    }

    private void Add(HelpdeskDb db, int version, BrandWords words, AdminAct act, ClaimsPrincipal who)
    {
        var now = clock.GetCurrentInstant();
        var written = new BrandVersion
        {
            Version = version,
            Words = words,
            At = now,
            ById = who.ActorId(),
            By = who.DisplayName(),
        };
        db.BrandVersions().Add(written);
        db.AdminLog().Add(new AdminLogEntry(now, who.ToActor(), act));
    }

    private static AdminAct Act(string code, BrandWords before, BrandWords after)
    {
        var changed = Fields(before).Zip(Fields(after)).Where(pair => pair.First.Value != pair.Second.Value).ToList();
        return new AdminAct(code)
            .On(Subject, after.NameEn ?? after.NameJa ?? "–")
            .With("fields", changed.ConvertAll(pair => pair.First.Name))
            .With("before", changed.ConvertAll(pair => pair.First.Value ?? "–"))
            .With("after", changed.ConvertAll(pair => pair.Second.Value ?? "–"));
    }

    private static IEnumerable<(string Name, string? Value)> Fields(BrandWords b) =>
        [
            ("nameEn", b.NameEn),
            ("nameJa", b.NameJa),
            ("logo", b.LogoHash?[..8]),
            ("accent", b.Accent),
            ("darkAccent", b.DarkAccent),
            ("senderEn", b.SenderEn),
            ("senderJa", b.SenderJa),
            ("footerEn", b.FooterEn),
            ("footerJa", b.FooterJa),
            ("policyEn", b.PolicyEn),
            ("policyJa", b.PolicyJa),
            ("policyAddress", b.PolicyAddress),
        ];

    private static BrandWords Tidy(BrandWords b) =>
        new()
        {
            NameEn = Tidy(b.NameEn),
            NameJa = Tidy(b.NameJa),
            Accent = Colour(b.Accent),
            DarkAccent = Colour(b.DarkAccent),
            SenderEn = Tidy(b.SenderEn),
            SenderJa = Tidy(b.SenderJa),
            FooterEn = Tidy(b.FooterEn),
            FooterJa = Tidy(b.FooterJa),
            PolicyEn = Tidy(b.PolicyEn),
            PolicyJa = Tidy(b.PolicyJa),
            PolicyAddress = Tidy(b.PolicyAddress),
            LogoHash = Tidy(b.LogoHash),
        };

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n").Trim();

    private static string? Colour(string? text) => Domain.Branding.Colour.TryParse(text, out var colour) ? colour.ToString() : null;
}
