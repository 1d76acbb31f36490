using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;

namespace Helpdesk.Web.Platform.Live;

/// <summary>Open cases of somebody by severity; one that is resolved is no work any more.</summary>
public readonly record struct Workload(int Emergency, int High, int Medium, int Low)
{
    public int Total => Emergency + High + Medium + Low;

    public int Of(Severity severity) =>
        severity switch
        {
            Severity.Emergency => Emergency,
            Severity.High => High,
            Severity.Medium => Medium,
            _ => Low,
        };

    internal Workload With(QueueEntry entry, int more) =>
        !entry.IsOpen || entry.Status == CaseStatus.Resolved
            ? this
            : entry.Severity switch
            {
                Severity.Emergency => this with { Emergency = Emergency + more },
                Severity.High => this with { High = High + more },
                Severity.Medium => this with { Medium = Medium + more },
                _ => this with { Low = Low + more },
            };
}
