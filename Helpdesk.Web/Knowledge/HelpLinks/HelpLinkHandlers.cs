using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Administration.OrderedLists;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Knowledge.HelpLinks;

/// <summary>How administrators write the links to forum and videos (spec P7).</summary>
public sealed class HelpLinkHandlers(OrderedEntries<HelpLink> links, IValidator<SaveHelpLink> rules, IdSource ids)
{
    public static OrderedCodes<HelpLink> Codes { get; } =
        new(
            new Error("link.help-unknown"),
            new Error("link.help-changed"),
            AdminActs.HelpLinkMoved,
            AdminActs.HelpLinkSwitchedOn,
            AdminActs.HelpLinkSwitchedOff
        );

    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>link.help-unknown</c>, <c>link.help-changed</c>, and those of <see cref="SaveHelpLinkRules"/>.
    /// </summary>
    public Task<Result> HandleAsync(SaveHelpLink command, ClaimsPrincipal who) =>
        links.SaveAsync(command, rules, who, (db, place) => Create(db, place, command), link => Change(link, command));

    private AdminAct Create(HelpdeskDb db, int place, SaveHelpLink command)
    {
        var made = new HelpLink
        {
            Id = ids.New(),
            Kind = command.Kind,
            TitleEn = command.TitleEn.Trim(),
            TitleJa = command.TitleJa.Trim(),
            Address = command.Address.Trim(),
            Language = command.Language,
            ProductCodes = [.. command.ProductCodes],
            Place = place,
        };
        db.HelpLinks().Add(made);
        return Act(AdminActs.HelpLinkCreated, made);
    }

    private static AdminAct Change(HelpLink link, SaveHelpLink command)
    {
        (link.Kind, link.TitleEn, link.TitleJa) = (command.Kind, command.TitleEn.Trim(), command.TitleJa.Trim());
        (link.Address, link.Language, link.ProductCodes) = (command.Address.Trim(), command.Language, [.. command.ProductCodes]);
        return Act(AdminActs.HelpLinkChanged, link);
    }

    private static AdminAct Act(string code, HelpLink link) => new AdminAct(code).On(link.Id, link.TitleEn).With("address", link.Address);
}

/// <summary>Marker of <c>HelpLinksText.resx</c>.</summary>
public sealed class HelpLinksText;
