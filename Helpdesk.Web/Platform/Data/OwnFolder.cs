using Microsoft.Data.Sqlite;

namespace Helpdesk.Web.Platform.Data;

/// <summary>The data directory and the database, made so that only the console's own account reads them.</summary>
public static class OwnFolder
{
    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Makes what is not there. What is there keeps its mode, as a backup's account may need it. SQLite gives its log and its index of it
    /// the mode of the database itself, so that the first one decides; Windows has its folder's rights inherited.
    /// </summary>
    public static void Make(DataOptions options)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(options.FullPath);
            return;
        }

        Directory.CreateDirectory(options.FullPath, Folder);
        MakeFile(options.DatabaseFile);
        if (new FileInfo(options.DatabaseFile).Length > 0)
            return;
        // Empty, it could not be asked for its log by those who only read; from here on it is a database with one.
        using var db = new SqliteConnection(options.ConnectionString + ";Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        command.ExecuteNonQuery();
    }

    /// <summary>Makes a folder in the data directory, and that directory first if it is not there, both for the console alone.</summary>
    public static DirectoryInfo Within(DataOptions options, string name)
    {
        // A parent made along the way would get the usual mode.
        At(options.FullPath);
        return At(Path.Combine(options.FullPath, name));
    }

    /// <summary>Makes a folder for the console alone; one that is there keeps its mode.</summary>
    public static DirectoryInfo At(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, Folder);

    /// <summary>Makes an empty file, which is an empty database, unless there is one.</summary>
    public static void MakeFile(string path)
    {
        if (OperatingSystem.IsWindows() || System.IO.File.Exists(path))
            return;
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = File,
        };
        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (IOException) when (System.IO.File.Exists(path))
        {
            // Another process was faster; its file is as narrow.
        }
    }
}
