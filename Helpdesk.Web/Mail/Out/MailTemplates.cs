using System.Collections.Frozen;
using System.Text;
using Helpdesk.Domain.Cases;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Mail.Out;

/// <summary>
/// All templates. The files are read and checked at start: one a kind and language, such as <c>severity-change.ja.txt</c>; words that an
/// administrator wrote on the screen go before them (spec U4).
/// </summary>
public sealed class MailTemplates
{
    public static readonly IReadOnlyList<string> Languages = ["en", "ja"];

    private readonly FrozenDictionary<(MailKind, string), MailTemplate> _files;
    private volatile FrozenDictionary<(MailKind, string), MailTemplate> _own = FrozenDictionary<(MailKind, string), MailTemplate>.Empty;

    private MailTemplates(FrozenDictionary<(MailKind, string), MailTemplate> files, bool isShipped) =>
        (_files, IsShipped) = (files, isShipped);

    /// <summary>True where the files are those that came with the program, not a folder of the house's own.</summary>
    public bool IsShipped { get; }

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
            ? new(read.ToFrozenDictionary(), Path.GetFullPath(folder) == Path.GetFullPath(Shipped))
            : throw new OptionsValidationException(MailOptions.Section, typeof(MailOptions), mistakes);
    }

    /// <summary>What a mail is written with: the words of the screen where there are some, else the file.</summary>
    public MailTemplate Of(MailKind kind, string language) => _own.GetValueOrDefault((kind, language)) ?? _files[(kind, language)];

    /// <summary>What stands in the file.</summary>
    public MailTemplate OfFile(MailKind kind, string language) => _files[(kind, language)];

    /// <summary>Takes the words of the screen in the place of those before; the next mail is written with them.</summary>
    public void Adopt(IEnumerable<KeyValuePair<(MailKind Kind, string Language), MailTemplate>> own) =>
        _own = own.ToFrozenDictionary(pair => (pair.Key.Kind, pair.Key.Language), pair => pair.Value);

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
