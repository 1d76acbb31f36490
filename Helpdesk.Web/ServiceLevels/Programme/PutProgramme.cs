using FluentValidation;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Validation;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>Makes a version of the programme's targets.</summary>
/// <param name="ValidFrom">When it comes into force; null for at once.</param>
/// <param name="BasedOn">Number of the version in force that it was held against.</param>
public sealed record PutProgramme(ProgrammeContent Content, Instant? ValidFrom, string Reason, int BasedOn);

/// <summary>Takes back a version that is not in force yet.</summary>
public sealed record WithdrawProgramme(int Number);

public sealed class PutProgrammeRules : AbstractValidator<PutProgramme>
{
    public PutProgrammeRules() => RuleFor(p => p.Reason).Required().AtMost(Rules.ShortText).OneLine();
}

/// <summary>The rules of a version's texts besides those of the settings, which read them (<see cref="ProgrammeTargets.Read"/>).</summary>
public sealed class ProgrammeContentRules : AbstractValidator<ProgrammeContent>
{
    public ProgrammeContentRules()
    {
        RuleFor(c => c.Hotline).AtMost(ProgrammeContent.LongestText).OneLine();
        RuleFor(c => c.AtRiskShare).AtMost(ProgrammeContent.LongestText).OneLine();
        RuleFor(c => c.BusinessDayLength).AtMost(ProgrammeContent.LongestText).OneLine();
        RuleForEach(c => c.Cells).ChildRules(cell => cell.RuleFor(c => c.Within).AtMost(ProgrammeContent.LongestText).OneLine());
    }
}
