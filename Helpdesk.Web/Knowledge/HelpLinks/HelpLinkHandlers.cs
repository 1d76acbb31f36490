using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Knowledge.HelpLinks;

/// <summary>Takes a link off the help page, or puts it back.</summary>
public sealed record SwitchHelpLink(Guid Id, bool On);

/// <summary>Moves a link one place up or down.</summary>
public sealed record MoveHelpLink(Guid Id, bool Up);

/// <summary>
/// What administrators do to the links to forum and videos (spec P7); each act leaves its line in the administrative log.
/// </summary>
public sealed class HelpLinkHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IValidator<SaveHelpLink> rules,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>All of them, those that are off included; <c>auth.forbidden</c>.</summary>
    public async Task<Result<HelpLink[]>> ListAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Administer)).Succeeded)
            return Result<HelpLink[]>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.HelpLinks().AsNoTracking().OrderBy(l => l.Place).ToArrayAsync(cancellation);
    }

    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>link.help-unknown</c>, <c>link.help-changed</c>, and those of <see cref="SaveHelpLinkRules"/>.
    /// </summary>
    public async Task<Result> HandleAsync(SaveHelpLink command, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Administer)).Succeeded)
            return Result.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result.Refuse(wrong.ToErrors());
        return await RunAsync(who, (db, all) => command.Id is { } id ? Change(all, id, command) : Create(db, all, command));
    }

    /// <summary>Refusals: <c>auth.forbidden</c>, <c>link.help-unknown</c>.</summary>
    public Task<Result> HandleAsync(SwitchHelpLink command, ClaimsPrincipal who) =>
        RunAsync(
            who,
            (_, all) =>
            {
                if (all.Find(l => l.Id == command.Id) is not { } link)
                    return Result<AdminAct>.Refuse("link.help-unknown");
                var act = Act(command.On ? AdminActs.HelpLinkSwitchedOn : AdminActs.HelpLinkSwitchedOff, link);
                if (link.IsActive == command.On)
                    act.ChangedNothing();
                else
                    (link.IsActive, link.Version) = (command.On, link.Version + 1);
                return act;
            }
        );

    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>link.help-unknown</c>. The first cannot go up, the last not down: nothing happens then.
    /// </summary>
    public Task<Result> HandleAsync(MoveHelpLink command, ClaimsPrincipal who) =>
        RunAsync(
            who,
            (_, all) =>
            {
                var at = all.FindIndex(l => l.Id == command.Id);
                if (at < 0)
                    return Result<AdminAct>.Refuse("link.help-unknown");
                var act = Act(AdminActs.HelpLinkMoved, all[at]);
                var to = command.Up ? at - 1 : at + 1;
                if (to < 0 || to >= all.Count)
                {
                    act.ChangedNothing();
                    return act;
                }

                (all[at].Place, all[to].Place) = (all[to].Place, all[at].Place);
                return act.With(command.Up ? "before" : "after", all[to].TitleEn);
            }
        );

    // The list is short: whoever changes one reads them all.
    private async Task<Result> RunAsync(ClaimsPrincipal who, Func<HelpdeskDb, List<HelpLink>, Result<AdminAct>> change)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Administer)).Succeeded)
            return Result.Forbid();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var act = change(db, await db.HelpLinks().OrderBy(l => l.Place).ToListAsync());
        if (!act.IsOk)
            return Result.Refuse(act.Errors);
        if (act.Value.IsIdle)
            return Result.Ok;
        db.AdminLog().Add(new AdminLogEntry(clock.GetCurrentInstant(), who.ToActor(), act.Value));
        await db.SaveChangesAsync();
        return Result.Ok;
    }

    private static Result<AdminAct> Create(HelpdeskDb db, List<HelpLink> all, SaveHelpLink command)
    {
        var made = new HelpLink
        {
            Id = Guid.CreateVersion7(),
            Kind = command.Kind,
            TitleEn = command.TitleEn.Trim(),
            TitleJa = command.TitleJa.Trim(),
            Address = command.Address.Trim(),
            Language = command.Language,
            ProductCodes = [.. command.ProductCodes],
            Place = all.Count == 0 ? 1 : all[^1].Place + 1,
        };
        db.HelpLinks().Add(made);
        return Act(AdminActs.HelpLinkCreated, made).With("address", made.Address);
    }

    private static Result<AdminAct> Change(List<HelpLink> all, Guid id, SaveHelpLink command)
    {
        if (all.Find(l => l.Id == id) is not { } link)
            return Result<AdminAct>.Refuse("link.help-unknown");
        if (link.Version != command.Version)
            return Result<AdminAct>.Refuse("link.help-changed");
        (link.Kind, link.TitleEn, link.TitleJa) = (command.Kind, command.TitleEn.Trim(), command.TitleJa.Trim());
        (link.Address, link.Language, link.ProductCodes, link.Version) = (
            command.Address.Trim(),
            command.Language,
            [.. command.ProductCodes],
            link.Version + 1
        );
        return Act(AdminActs.HelpLinkChanged, link).With("address", link.Address);
    }

    private static AdminAct Act(string code, HelpLink link) => new AdminAct(code).On(link.Id, link.TitleEn);
}

/// <summary>Marker of <c>HelpLinksText.resx</c>.</summary>
public sealed class HelpLinksText;
