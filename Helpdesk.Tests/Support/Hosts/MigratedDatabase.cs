using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Tests.Support.Hosts;

/// <summary>An empty database with every migration applied, made once a run: a host copies it and need not migrate.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<byte[]> s_template = new(Make);

    /// <summary>Lays a copy into a data directory that has no database yet.</summary>
    public static void LayInto(string dataDirectory)
    {
        var file = new DataOptions { Directory = dataDirectory }.DatabaseFile;
        if (File.Exists(file))
            return;
        Directory.CreateDirectory(dataDirectory);
        File.WriteAllBytes(file, s_template.Value);
    }

    private static byte[] Make()
    {
        var folder = Directory.CreateTempSubdirectory("helpdesk-template-").FullName;
        try
        {
            var file = Path.Combine(folder, "template.db");
            var connection = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
            using (var db = new HelpdeskDb(new DbContextOptionsBuilder<HelpdeskDb>().UseSqlite(connection).Options))
            {
                db.Database.Migrate();
            }

            // The last connection that closes brings the journal into the file.
            return File.ReadAllBytes(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
