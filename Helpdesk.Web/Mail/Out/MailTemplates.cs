using System.Collections.Frozen;
using System.Text;
using Helpdesk.Domain.Cases;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Mail.Out;

/// <summary>All templates, read and checked at start: one file a kind and language, such as <c>severity-change.ja.txt</c>.</summary>
public sealed class MailTemplates
{
    public static readonly IReadOnlyList<string> Languages = ["en", "ja"];

    private readonly FrozenDictionary<(MailKind, string), MailTemplate> _templates;

    private MailTemplates(FrozenDictionary<(MailKind, string), MailTemplate> templates) => _templates = templates;

    /// <summary>The folder that is shipped beside the program.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "Mail", "Templates");

    /// <exception cref="OptionsValidationException">A file is missing or wrong; every one is named with its line.</exception>
    public static MailTemplates Read(string folder)
    {
        List<string> mistakes = [];
        var read = new Dictionary<(MailKind, string), MailTemplate>();
        foreach (var kind in Enum.GetValues<MailKind>())
        {
            foreach (var language in Languages)
            {
                var file = Path.Combine(folder, FileName(kind, language));
                if (!File.Exists(file))
                    mistakes.Add($"Mail:TemplateFolder: there is no file \"{file}\"; each kind of mail has one in every language.");
                else if (MailTemplate.Read(file, File.ReadAllText(file), MailPlaceholders.Of(kind), mistakes) is { } template)
                    read[(kind, language)] = template;
            }
        }

        return mistakes.Count == 0
            ? new(read.ToFrozenDictionary())
            : throw new OptionsValidationException(MailOptions.Section, typeof(MailOptions), mistakes);
    }

    public MailTemplate Of(MailKind kind, string language) => _templates[(kind, language)];

    /// <summary>E.g. <c>request-for-more.en.txt</c>.</summary>
    public static string FileName(MailKind kind, string language)
    {
        var name = new StringBuilder();
        foreach (var letter in kind.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
                name.Append('-');
            name.Append(char.ToLowerInvariant(letter));
        }

        return $"{name}.{language}.txt";
    }
}
