using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Helpdesk.Tests.OnCall.Paging;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.OnCall.Nights;

/// <summary>
/// All that a run left: each row of each table, and what went out to the world. Two runs from one seed leave the same. Left out is
/// only what must not be foreseeable: passwords and their stamps, keys of protection, and the secret part of links.
/// </summary>
internal static partial class Transcript
{
    private static readonly string[] s_secret = ["PasswordHash", "SecurityStamp", "ConcurrencyStamp"];

    public static IReadOnlyList<string> Of(OnCallHost host)
    {
        List<string> lines = [];
        using var raw = new SqliteConnection($"Data Source={host.Database};Mode=ReadOnly;Pooling=False");
        raw.Open();
        foreach (var table in Strings(raw, "select name from sqlite_master where type='table' and name not like 'sqlite_%' order by name"))
        {
            if (table is not "DataProtectionKeys")
                lines.AddRange(Rows(raw, table).Order(StringComparer.Ordinal));
        }

        // Several go out side by side, those of one page one after the other: their names hold what is in order.
        var mails = host.Wire.Mails.Select(m => $"mail {m.To} {m.Subject} {m.MessageId} {Masked(m.Text)}");
        var hooks = host.Wire.Hooks.Select(h => $"hook {h.Id} {Masked(h.Body)}");
        lines.AddRange(mails.Concat(hooks).Order(StringComparer.Ordinal));
        return lines;
    }

    private static IEnumerable<string> Rows(SqliteConnection raw, string table)
    {
        using var command = raw.CreateCommand();
#pragma warning disable CA2100 // A name from the database's own list of tables.
        command.CommandText = $"select * from \"{table}\"";
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var line = new StringBuilder(table);
            for (var i = 0; i < row.FieldCount; i++)
                line.Append('|').Append(s_secret.Contains(row.GetName(i)) ? "" : Text(row.GetValue(i)));
            yield return Masked(line.ToString());
        }
    }

    private static List<string> Strings(SqliteConnection raw, string sql)
    {
        using var command = raw.CreateCommand();
#pragma warning disable CA2100 // A constant.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        List<string> all = [];
        while (row.Read())
            all.Add(row.GetString(0));
        return all;
    }

    private static string Text(object value) =>
        value is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Masked(string text) => Link().Replace(text, "$1…");

    [GeneratedRegex(@"(https://support\.helpdesk\.example/[a-z-]+/)[A-Za-z0-9_\-%./?=]+")]
    private static partial Regex Link();
}
