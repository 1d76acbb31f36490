using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.Out.Wording;

/// <summary>
/// How administrators change the words of mails (spec U4). All refuse with <c>auth.forbidden</c>; what is saved also with
/// <c>mail-words.changed</c> and what <see cref="MailWordsCheck"/> finds. The next mail is written with what was saved.
/// </summary>
public sealed class MailWordsHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    MailTemplates templates,
    MailSamples samples,
    MailPreview preview,
    StaffMailWriter staff,
    OutboxSignal signal,
    IClock clock,
    OwnMailWords own,
    IdSource ids
)
{
    /// <returns>The version that is in force then; the one before when nothing was changed.</returns>
    public Task<Result<int>> HandleAsync(SaveMailWords command, ClaimsPrincipal who)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Task.FromResult(Result<int>.Forbid());
        List<Error> wrong = [];
        var kept = new Dictionary<string, WrittenWords?>(StringComparer.Ordinal);
        foreach (var language in MailTemplates.Languages)
        {
            var words = Tidy(command.In(language));
            if (words == templates.OfFile(command.Kind, language).Written)
                kept[language] = null;
            else if (MailWordsCheck.Check(command.Kind, language, words, samples.Of(command.Kind, language)) is { IsOk: false } refused)
                wrong.AddRange(refused.Errors);
            else
                kept[language] = words;
        }

        return wrong.Count > 0
            ? Task.FromResult(Result<int>.Refuse(wrong))
            : WriteAsync(command.Kind, command.Version, AdminActs.MailWordsChanged, who, kept["en"], kept["ja"]);
    }

    /// <inheritdoc cref="HandleAsync(SaveMailWords, ClaimsPrincipal)"/>
    public Task<Result<int>> HandleAsync(TakeFileWords command, ClaimsPrincipal who) =>
        WriteAsync(command.Kind, command.Version, AdminActs.MailWordsTakenBack, who, null, null);

    /// <summary>Refuses with <c>mail-words.version-unknown</c>, too, and with what is wrong with words of another release.</summary>
    /// <inheritdoc cref="HandleAsync(SaveMailWords, ClaimsPrincipal)"/>
    public async Task<Result<int>> HandleAsync(RestoreMailWords command, ClaimsPrincipal who)
    {
        if (command.Earlier == 0)
            return await WriteAsync(command.Kind, command.Version, AdminActs.MailWordsRestored, who, null, null);
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<int>.Forbid();
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var earlier = await db.MailWordings()
            .AsNoTracking()
            .SingleOrDefaultAsync(w => w.Kind == command.Kind && w.Version == command.Earlier);
        if (earlier is null)
            return new Error(ErrorKind.NotFound, "mail-words.version-unknown", null, command.Earlier);
        List<Error> wrong =
        [
            .. MailTemplates
                .Languages.Where(language => earlier.In(language) is not null)
                .SelectMany(language =>
                    MailWordsCheck.Check(command.Kind, language, earlier.In(language)!, samples.Of(command.Kind, language)).Errors
                ),
        ];
        return wrong.Count > 0
            ? Result<int>.Refuse(wrong)
            : await WriteAsync(command.Kind, command.Version, AdminActs.MailWordsRestored, who, earlier.In("en"), earlier.In("ja"));
    }

    /// <summary>Refuses with <c>mail-words.no-address</c> where the person has none, and with what is wrong with the words.</summary>
    public async Task<Result> HandleAsync(SendTestMail command, ClaimsPrincipal who)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result.Forbid();
        var drawn = preview.Draw(command.Kind, command.Language, Tidy(command.Words), command.Sample);
        if (!drawn.IsOk)
            return Result.Refuse(drawn.Errors);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var key = FormattableString.Invariant($"mail-words:{command.Kind}:{ids.New():N}");
        var (subject, text) = ("[Test] " + drawn.Value.Subject, drawn.Value.Text);
        if (staff.Add(db, who.ActorId(), key, subject, text, clock.GetCurrentInstant()) is null)
            return Result.Refuse("mail-words.no-address");
        await db.SaveChangesAsync();
        signal.Ring();
        return Result.Ok;
    }

    private async Task<Result<int>> WriteAsync(
        MailKind kind,
        int version,
        string act,
        ClaimsPrincipal who,
        WrittenWords? en,
        WrittenWords? ja
    )
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<int>.Forbid();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var newest = await NewestAsync(kind);
        if ((newest?.Version ?? 0) != version)
            return Changed(newest);
        if (en == newest?.In("en") && ja == newest?.In("ja"))
            return version;
        var now = clock.GetCurrentInstant();
        var written = Written(kind, version + 1, en, ja, now, who);
        db.MailWordings().Add(written);
        var said = MailWordsLog.Act(act, kind, InForce(kind, newest), InForce(kind, written));
        db.AdminLog().Add(new AdminLogEntry(now, who.ToActor(), said));
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // The gate is this process's: another one may have saved since the look above. Anything else is a fault.
            if (await NewestAsync(kind) is not { } other || other.Version == version)
                throw;
            return Changed(other);
        }

        await own.LoadAsync(db, CancellationToken.None);
        return version + 1;
    }

    private async Task<MailWording?> NewestAsync(MailKind kind)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        return await db.MailWordings().AsNoTracking().Where(w => w.Kind == kind).OrderByDescending(w => w.Version).FirstOrDefaultAsync();
    }

    private static Error Changed(MailWording? newest) => new(ErrorKind.Changed, "mail-words.changed", null, newest?.By, newest?.At);

    private static MailWording Written(MailKind kind, int version, WrittenWords? en, WrittenWords? ja, Instant now, ClaimsPrincipal who) =>
        new()
        {
            Kind = kind,
            Version = version,
            SubjectEn = en?.Subject,
            BodyEn = en?.Body,
            SubjectJa = ja?.Subject,
            BodyJa = ja?.Body,
            At = now,
            ById = who.ActorId(),
            By = who.DisplayName(),
        };

    private Dictionary<string, WrittenWords> InForce(MailKind kind, MailWording? wording) =>
        MailTemplates.Languages.ToDictionary(
            language => language,
            language => wording?.In(language) ?? templates.OfFile(kind, language).Written,
            StringComparer.Ordinal
        );

    private static WrittenWords Tidy(WrittenWords words) => new(words.Subject.Trim(), WrittenWords.Trimmed(words.Body));
}
