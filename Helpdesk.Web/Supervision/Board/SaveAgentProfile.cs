using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Workforce;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Supervision.Board;

/// <summary>Enters what somebody knows, how much they carry and when they work (spec U2).</summary>
/// <param name="Version">The one that was edited, 0 for the first entry; a newer one refuses.</param>
/// <param name="Hours">Their own, Monday to Friday, e.g. <c>10:00-18:00</c>; null keeps the programme's.</param>
public sealed record SaveAgentProfile(
    Guid PersonId,
    int Version,
    IReadOnlyList<string> Products,
    IReadOnlyList<string> Languages,
    int Capacity,
    string? Hours,
    string? Zone
);

public sealed class SaveAgentProfileRules : AbstractValidator<SaveAgentProfile>
{
    /// <summary>Languages that cases come in (spec U6).</summary>
    public static readonly IReadOnlyList<string> Languages = ["ja", "en"];

    public SaveAgentProfileRules(PeopleDirectory people, Catalogue catalogue, AgentProfileCache board)
    {
        RuleFor(p => p.PersonId)
            .Must(id => people.Find(id) is { Active: true })
            .WithErrorCode("owner.unknown")
            .WithState((_, id) => new object?[] { id });
        RuleForEach(p => p.Products)
            .Must(code => catalogue.Find(code) is not null)
            .WithErrorCode("product.unknown")
            .WithState((_, code) => new object?[] { code, string.Join(", ", catalogue.Products.Select(p => p.Code)) });
        RuleForEach(p => p.Languages)
            .Must(language => Languages.Contains(language))
            .WithErrorCode("language.unknown")
            .WithState((_, language) => new object?[] { language });
        RuleFor(p => p.Capacity)
            .InclusiveBetween(1, AgentProfile.MostCases)
            .WithErrorCode("agent.capacity")
            .WithState(_ => new object?[] { AgentProfile.MostCases });
        RuleFor(p => p.Zone).NotEmpty().When(p => p.Hours is not null).WithErrorCode("value.required");
        RuleFor(p => p.Hours)
            .Must((p, hours) => string.IsNullOrEmpty(p.Zone) || board.Compile(hours!, p.Zone).IsOk)
            .When(p => p.Hours is not null)
            .WithErrorCode("agent.hours")
            .WithState((p, hours) => new object?[] { hours, p.Zone });
    }
}

/// <summary>Saves it and tells every screen; the act is in the administrative log.</summary>
public sealed class SaveAgentProfileHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    AgentProfileCache board,
    PeopleDirectory people,
    IValidator<SaveAgentProfile> rules,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>Refusals: <c>auth.forbidden</c>, <c>agent.changed</c>, and those of <see cref="SaveAgentProfileRules"/>.</summary>
    public async Task<Result> HandleAsync(SaveAgentProfile command, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded)
            return Result.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result.Refuse(wrong.ToErrors());
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var known = await db.AgentProfiles().FindAsync(command.PersonId);
        if ((known?.Version ?? 0) != command.Version)
            return Result.Refuse(ErrorKind.Conflict, "agent.changed");
        if (known is null)
            db.AgentProfiles()
                .Add(
                    known = new()
                    {
                        PersonId = command.PersonId,
                        Products = [],
                        Languages = [],
                        Capacity = command.Capacity,
                    }
                );
        (known.Products, known.Languages, known.Capacity, known.Hours, known.Zone, known.Version) = (
            [.. command.Products.Distinct().Order(StringComparer.Ordinal)],
            [.. command.Languages.Distinct().Order(StringComparer.Ordinal)],
            command.Capacity,
            command.Hours,
            command.Hours is null ? null : command.Zone,
            known.Version + 1
        );
        db.AdminLog().Add(new AdminLogEntry(clock.GetCurrentInstant(), who.ToActor(), Act(known)));
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Result.Refuse(ErrorKind.Conflict, "agent.changed");
        }

        await board.ReloadAsync(CancellationToken.None);
        return Result.Ok;
    }

    private AdminAct Act(AgentProfile profile)
    {
        var act = new AdminAct(AdminActs.SkillsChanged)
            .On(profile.PersonId, people.Find(profile.PersonId)?.DisplayName ?? "")
            .With("products", profile.Products)
            .With("languages", profile.Languages)
            .With("capacity", profile.Capacity.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return profile.Hours is { } hours ? act.With("hours", $"{hours} {profile.Zone}") : act;
    }
}
