using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Composer;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Cases.CasePage;

/// <summary>What every part of an open case shares: the record as read, the reader's time, the drafts, and the way to act.</summary>
public sealed record CasePageState(CaseRecord Record, ReaderTime Time, CaseDrafts Drafts, CaseActRunner Runner);

/// <summary>Acts on the case of the screen; each answers true when it was done, so that its form can be emptied.</summary>
public abstract class CaseActRunner
{
    /// <summary>
    /// Runs a command on the version its reader decided on (null: on any); one that is old is asked about, never overwritten.
    /// </summary>
    public abstract Task<bool> RunAsync<TCommand>(TCommand command, int? seen)
        where TCommand : ICaseCommand;

    /// <summary>Runs an act that is not a plain command, such as merging two cases.</summary>
    public abstract Task<bool> RunAsync(Func<int?, Task<Result<QueueEntry>>> act, int? seen);

    /// <summary>Reads the case again, for what was done past this page.</summary>
    public abstract Task ReloadAsync();

    /// <summary>Tells colleagues that the reader writes here, or no more.</summary>
    public abstract void Writing(bool writing);

    /// <summary>Says something to the reader.</summary>
    public abstract void Say(string words, bool isError = false);
}
