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

namespace Helpdesk.Web.Cases.ReplyTemplates;

/// <summary>Takes a template out of the composer's list, or puts it back.</summary>
public sealed record SwitchReplyTemplate(Guid Id, bool On);

/// <summary>Moves a template one place up or down.</summary>
public sealed record MoveReplyTemplate(Guid Id, bool Up);

/// <summary>What administrators do to reply templates; each act leaves its line in the administrative log (spec U4).</summary>
public sealed class ReplyTemplateHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IValidator<SaveReplyTemplate> rules,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>template.unknown</c>, <c>template.changed</c>, and those of
    /// <see cref="SaveReplyTemplateRules"/>.
    /// </summary>
    public async Task<Result> HandleAsync(SaveReplyTemplate command, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Administer)).Succeeded)
            return Result.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result.Refuse(wrong.ToErrors());
        return await RunAsync(who, (db, all) => command.Id is { } id ? Change(all, id, command) : Create(db, all, command));
    }

    /// <summary>Refusals: <c>auth.forbidden</c>, <c>template.unknown</c>.</summary>
    public Task<Result> HandleAsync(SwitchReplyTemplate command, ClaimsPrincipal who) =>
        RunAsync(
            who,
            (_, all) =>
            {
                if (all.Find(t => t.Id == command.Id) is not { } template)
                    return Result<AdminAct>.Refuse("template.unknown");
                var act = Act(command.On ? AdminActs.TemplateSwitchedOn : AdminActs.TemplateSwitchedOff, template);
                if (template.IsActive == command.On)
                    act.ChangedNothing();
                else
                    (template.IsActive, template.Version) = (command.On, template.Version + 1);
                return act;
            }
        );

    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>template.unknown</c>. The first cannot go up, the last not down: nothing happens then.
    /// </summary>
    public Task<Result> HandleAsync(MoveReplyTemplate command, ClaimsPrincipal who) =>
        RunAsync(
            who,
            (_, all) =>
            {
                var at = all.FindIndex(t => t.Id == command.Id);
                if (at < 0)
                    return Result<AdminAct>.Refuse("template.unknown");
                var act = Act(AdminActs.TemplateMoved, all[at]);
                var to = command.Up ? at - 1 : at + 1;
                if (to < 0 || to >= all.Count)
                {
                    act.ChangedNothing();
                    return act;
                }

                (all[at].Place, all[to].Place) = (all[to].Place, all[at].Place);
                return act.With(command.Up ? "before" : "after", all[to].NameEn);
            }
        );

    // The list is short: whoever changes one reads them all.
    private async Task<Result> RunAsync(ClaimsPrincipal who, Func<HelpdeskDb, List<ReplyTemplate>, Result<AdminAct>> change)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Administer)).Succeeded)
            return Result.Forbid();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var act = change(db, await db.ReplyTemplates().OrderBy(t => t.Place).ToListAsync());
        if (!act.IsOk)
            return Result.Refuse(act.Errors);
        if (act.Value.IsIdle)
            return Result.Ok;
        db.AdminLog().Add(new AdminLogEntry(clock.GetCurrentInstant(), who.ToActor(), act.Value));
        await db.SaveChangesAsync();
        return Result.Ok;
    }

    private static Result<AdminAct> Create(HelpdeskDb db, List<ReplyTemplate> all, SaveReplyTemplate command)
    {
        var made = new ReplyTemplate
        {
            Id = Guid.CreateVersion7(),
            Kind = command.Kind,
            NameEn = command.NameEn.Trim(),
            NameJa = command.NameJa.Trim(),
            BodyEn = command.BodyEn,
            BodyJa = command.BodyJa,
            ProductCodes = [.. command.ProductCodes],
            Place = all.Count == 0 ? 1 : all[^1].Place + 1,
        };
        db.ReplyTemplates().Add(made);
        return Act(AdminActs.TemplateCreated, made);
    }

    private static Result<AdminAct> Change(List<ReplyTemplate> all, Guid id, SaveReplyTemplate command)
    {
        if (all.Find(t => t.Id == id) is not { } template)
            return Result<AdminAct>.Refuse("template.unknown");
        if (template.Version != command.Version)
            return Result<AdminAct>.Refuse("template.changed");
        List<string> changed = [.. ChangesOf(template, command)];
        var act = Act(AdminActs.TemplateChanged, template).With("fields", changed);
        if (changed.Count == 0)
            act.ChangedNothing();
        (template.Kind, template.NameEn, template.NameJa, template.BodyEn, template.BodyJa) = (
            command.Kind,
            command.NameEn.Trim(),
            command.NameJa.Trim(),
            command.BodyEn,
            command.BodyJa
        );
        template.ProductCodes = [.. command.ProductCodes];
        template.Version++;
        return act;
    }

    private static IEnumerable<string> ChangesOf(ReplyTemplate template, SaveReplyTemplate command)
    {
        if (template.Kind != command.Kind)
            yield return "kind";
        if (template.NameEn != command.NameEn.Trim())
            yield return "nameEn";
        if (template.NameJa != command.NameJa.Trim())
            yield return "nameJa";
        if (template.BodyEn != command.BodyEn)
            yield return "bodyEn";
        if (template.BodyJa != command.BodyJa)
            yield return "bodyJa";
        if (!template.ProductCodes.SequenceEqual(command.ProductCodes))
            yield return "productCodes";
    }

    private static AdminAct Act(string code, ReplyTemplate template) => new AdminAct(code).On(template.Id, template.NameEn);
}
