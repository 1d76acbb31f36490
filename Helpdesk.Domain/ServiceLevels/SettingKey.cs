using System.Globalization;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>Full key paths of the settings section.</summary>
internal static class SettingKey
{
    /// <summary>
    /// Turns a calendar's relative field into a settings key: <c>openings.monday[1]</c> → <c>SupportProgramme:…:Openings:Monday:1</c>.
    /// </summary>
    public static string Of(string parent, string? field = null)
    {
        var parts = (field ?? "").Replace("]", "", StringComparison.Ordinal).Split(['.', '['], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(
            ':',
            [ProgrammeOptions.Section, parent, .. parts.Select(part => char.ToUpper(part[0], CultureInfo.InvariantCulture) + part[1..])]
        );
    }
}
