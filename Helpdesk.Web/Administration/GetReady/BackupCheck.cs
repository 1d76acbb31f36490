using Helpdesk.Web.Platform.Data;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;

namespace Helpdesk.Web.Administration.GetReady;

/// <summary>
/// Whether a backup was made lately. The console makes none itself: whatever makes it touches <see cref="Marker"/> in the data directory
/// when it is done, and the marker's age is what is looked at.
/// </summary>
public sealed class BackupCheck(IOptions<DataOptions> data, IClock clock) : IReadinessCheck
{
    public const string Marker = "last-backup";

    /// <summary>A night may fail once and be mended; no more.</summary>
    public static readonly Duration MostAge = Duration.FromDays(3);

    public string Key => "backup";

    public Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        var marker = new FileInfo(Path.Combine(data.Value.FullPath, Marker));
        if (!marker.Exists)
            return Task.FromResult(Readiness.Missing("none", null, Marker));
        var at = new DateTimeOffset(marker.LastWriteTimeUtc, TimeSpan.Zero).ToInstant();
        return Task.FromResult(clock.GetCurrentInstant() - at > MostAge ? Readiness.Missing("old", null, at) : Readiness.Ready("made", at));
    }
}
