using Helpdesk.Web.Cases.Data;

namespace Helpdesk.Web.Cases.CaseFiles;

/// <summary>Marker of <c>FilesText.resx</c>.</summary>
public sealed class FilesText;

/// <summary>Where a file of a case is had.</summary>
internal static class FileLinks
{
    public static string Download(CaseFile of) => $"/cases/{of.Number}/files/{of.File.Id}";

    public static string Picture(CaseFile of) => Download(of) + "/picture";
}
