namespace Helpdesk.Tests.Support;

/// <summary>The repository's files, for tests that read sources.</summary>
internal static class SourceTree
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "artifacts", ".git"];

    /// <summary>The folder of Helpdesk.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Files under a folder of the repository whose name ends so, as full paths; build output is left out.</summary>
    public static IEnumerable<string> Files(string folder, string ending)
    {
        var start = Path.Combine(Root, folder);
        return Directory.Exists(start) ? Walk(start).Where(file => file.EndsWith(ending, StringComparison.Ordinal)) : [];
    }

    /// <summary>A path as one reads it: from the root, with forward slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Concat(Directory.EnumerateDirectories(folder).Where(child => !NotOurs.Contains(Path.GetFileName(child))).SelectMany(Walk));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Helpdesk.sln")))
                return folder.FullName;
        throw new InvalidOperationException("Helpdesk.sln is not above " + AppContext.BaseDirectory + "; run the tests from a checkout.");
    }
}
