using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Administration.OrderedLists;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Cases.ReplyTemplates;

/// <summary>How administrators write reply templates (spec U4).</summary>
public sealed class ReplyTemplateHandlers(OrderedEntries<ReplyTemplate> templates, IValidator<SaveReplyTemplate> rules, IdSource ids)
{
    public static OrderedCodes<ReplyTemplate> Codes { get; } =
        new(
            new Error("template.unknown"),
            new Error("template.changed"),
            AdminActs.TemplateMoved,
            AdminActs.TemplateSwitchedOn,
            AdminActs.TemplateSwitchedOff
        );

    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>template.unknown</c>, <c>template.changed</c>, and those of
    /// <see cref="SaveReplyTemplateRules"/>.
    /// </summary>
    public Task<Result> HandleAsync(SaveReplyTemplate command, ClaimsPrincipal who) =>
        templates.SaveAsync(command, rules, who, (db, place) => Create(db, place, command), template => Change(template, command));

    private AdminAct Create(HelpdeskDb db, int place, SaveReplyTemplate command)
    {
        var made = new ReplyTemplate
        {
            Id = ids.New(),
            Kind = command.Kind,
            NameEn = command.NameEn.Trim(),
            NameJa = command.NameJa.Trim(),
            BodyEn = command.BodyEn,
            BodyJa = command.BodyJa,
            ProductCodes = [.. command.ProductCodes],
            Place = place,
        };
        db.ReplyTemplates().Add(made);
        return Act(AdminActs.TemplateCreated, made);
    }

    private static AdminAct Change(ReplyTemplate template, SaveReplyTemplate command)
    {
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
