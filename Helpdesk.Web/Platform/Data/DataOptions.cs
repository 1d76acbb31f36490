using Microsoft.Data.Sqlite;

namespace Helpdesk.Web.Platform.Data;

/// <summary>Section <c>Data</c>: where everything that must survive a restart lies.</summary>
public sealed class DataOptions
{
    public const string Section = "Data";

    /// <summary>Folder of the database, attachments and keys; a relative path counts from the current directory.</summary>
    public string Directory { get; set; } = "";

    public string FullPath => Path.GetFullPath(Directory);

    public string DatabaseFile => Path.Combine(FullPath, "helpdesk.db");

    public string ConnectionString =>
        new SqliteConnectionStringBuilder
        {
            DataSource = DatabaseFile,
            Cache = SqliteCacheMode.Private,
            DefaultTimeout = 30,
        }.ToString();

    public string AttachmentFolder => Path.Combine(FullPath, "attachments");
}
