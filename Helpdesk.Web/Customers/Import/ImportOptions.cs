using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Customers.Import;

/// <summary>Section <c>Import</c>: records that come in by files.</summary>
public sealed class ImportOptions
{
    public const string Section = "Import";

    /// <summary>Files dropped there are applied; empty watches nothing. A relative path counts from the current directory.</summary>
    public string WatchedFolder { get; set; } = "";
}

/// <summary>A folder that is not there would swallow nothing and say nothing.</summary>
public sealed class ImportOptionsCheck : IValidateOptions<ImportOptions>
{
    public ValidateOptionsResult Validate(string? name, ImportOptions options) =>
        options.WatchedFolder.Length == 0 || Directory.Exists(options.WatchedFolder)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Import:WatchedFolder: there is no folder \"{Path.GetFullPath(options.WatchedFolder)}\". "
                    + "Make it, or leave the setting empty."
            );
}
