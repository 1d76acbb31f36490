using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Cases.Commands;

/// <summary>A thing done to an open case. Its validator stands beside it; <see cref="CaseCommandRunner"/> runs it.</summary>
public interface ICaseCommand
{
    /// <summary>The policy the runner asks before anything else.</summary>
    string Policy => Policies.WorkCases;

    /// <summary>Whether it decides by the cases that this one is linked with; few do, so they are not read for all.</summary>
    bool NeedsLinks => false;

    Result Apply(Case target, CaseContext context);
}
