using Helpdesk.Domain.ServiceLevels;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Workforce;

/// <summary>Section <c>Assignment</c>: how cases are given to people (spec U2).</summary>
public sealed class AssignmentOptions
{
    public const string Section = "Assignment";

    /// <summary>Nobody can touch a case sooner than this.</summary>
    public static readonly Duration Least = Duration.FromMinutes(1);

    /// <summary>Working time within which somebody has to touch a case they were given, e.g. <c>1 h</c>; empty lets it lie.</summary>
    public string AcknowledgeWithin { get; set; } = "";

    /// <summary>How long a plan reckons for one case until it is answered, e.g. <c>30 min</c>.</summary>
    public string TimePerCase { get; set; } = "30 min";

    /// <summary>Open cases of somebody for whom no number is entered.</summary>
    public int DefaultCapacity { get; set; } = 20;

    public Duration Time => LengthText.Parse(TimePerCase, null).Value;

    /// <summary>Null when cases are not taken back.</summary>
    public Duration? Acknowledge => string.IsNullOrWhiteSpace(AcknowledgeWithin) ? null : LengthText.Parse(AcknowledgeWithin, null).Value;
}

/// <summary>A wrong key stops the start and names itself and the fix.</summary>
public sealed class AssignmentOptionsCheck : IValidateOptions<AssignmentOptions>
{
    public ValidateOptionsResult Validate(string? name, AssignmentOptions options)
    {
        List<string> wrong = [];
        if (
            !string.IsNullOrWhiteSpace(options.AcknowledgeWithin)
            && (
                LengthText.Parse(options.AcknowledgeWithin, null) is not { IsOk: true, Value: var within }
                || within < AssignmentOptions.Least
            )
        )
            wrong.Add(
                "Assignment:AcknowledgeWithin must be a length of working time of at least one minute, such as 1 h or 30 min, "
                    + "or empty to let cases lie."
            );
        if (!LengthText.Parse(options.TimePerCase, null).IsOk)
            wrong.Add("Assignment:TimePerCase must be a length such as 30 min.");
        if (options.DefaultCapacity is < 1 or > AgentProfile.MostCases)
            wrong.Add($"Assignment:DefaultCapacity must lie between 1 and {AgentProfile.MostCases}; 20 is usual.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
