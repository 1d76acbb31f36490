using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Helpdesk.Web.Platform.Data;

/// <summary>Tells without Entity Framework whether a database is one that this build can read as it lies.</summary>
public static class Schema
{
    /// <summary>True when every migration of this build, and no other, has been applied.</summary>
    public static bool IsCurrent(SqliteConnection db)
    {
        using var command = db.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if ((long)command.ExecuteScalar()! == 0)
            return false;
        command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory";
        using var rows = command.ExecuteReader();
        var applied = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read())
            applied.Add(rows.GetString(0));
        return applied.SetEquals(
            typeof(Schema).Assembly.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>()
        );
    }
}
