using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Composition;

/// <summary>Fills the feed once, on a thread of its own and as early as the database allows: the start goes on meanwhile.</summary>
public sealed class FeedStart(CaseFeed feed, IOptions<DataOptions> data, IHostApplicationLifetime host, ILogger<FeedStart> log)
    : IAsyncDisposable
{
    private Task _filling = Task.CompletedTask;
    private int _begun;

    /// <summary>Begins at once when the database is there, up to date and filled; false when it must be prepared first.</summary>
    public bool BeginIfPrepared()
    {
        if (!File.Exists(data.Value.DatabaseFile))
            return false;
        using var db = Open();
        if (!Schema.IsCurrent(db) || !HasProducts(db))
            return false;
        Begin();
        return true;
    }

    /// <summary>Begins, unless it has begun.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
            _filling = Task.Run(Fill);
    }

    /// <summary>Whoever ends the console may take the data away afterwards: nothing reads it any more.</summary>
    public ValueTask DisposeAsync() => new(_filling);

    private void Fill()
    {
        try
        {
            using var db = Open();
            using (var map = db.CreateCommand())
            {
                // Read once from end to end: mapped pages spare the copy.
                map.CommandText = "PRAGMA mmap_size = 4294967296";
                map.ExecuteNonQuery();
            }

            var open = OpenCases.Read(db);
            feed.Load(open);
            log.LogInformation("The queue holds {Count} open cases", open.Count);
        }
        catch (Exception e)
        {
            log.LogCritical(e, "The open cases could not be read; the console ends");
            feed.LoadFailed(e);
            host.StopApplication();
        }
    }

    private static bool HasProducts(SqliteConnection db)
    {
        using var command = db.CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM Products)";
        return (long)command.ExecuteScalar()! == 1;
    }

    private SqliteConnection Open()
    {
        var db = new SqliteConnection(data.Value.ConnectionString + ";Pooling=False");
        db.Open();
        return db;
    }
}
