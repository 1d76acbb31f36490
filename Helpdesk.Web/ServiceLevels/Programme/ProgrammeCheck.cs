using Helpdesk.Web.Administration.GetReady;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>Says which version of the programme holds, and whether the settings say something else that does not count.</summary>
public sealed class ProgrammeCheck(ProgrammeBook book) : IReadinessCheck
{
    public const string Page = "/admin/programme";

    public string Key => "programme";

    public Task<Readiness> CheckAsync(CancellationToken cancellation) =>
        Task.FromResult(
            book.InForce is not { } version ? Readiness.Ready("new")
            : book.FileIsUnheard ? Readiness.CanWait("unheard", Page, version.Number)
            : book.ScreenHolds ? Readiness.Ready("screen", version.Number, version.ValidFrom)
            : Readiness.Ready("file", version.Number, version.ValidFrom)
        );
}
