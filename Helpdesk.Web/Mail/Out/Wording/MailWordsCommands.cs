using Helpdesk.Domain.Cases;

namespace Helpdesk.Web.Mail.Out.Wording;

/// <summary>Writes both languages of a kind anew.</summary>
/// <param name="Version">The one that was edited, 0 where there was none; a newer one refuses.</param>
public sealed record SaveMailWords(MailKind Kind, int Version, WrittenWords En, WrittenWords Ja)
{
    public WrittenWords In(string language) => language == "ja" ? Ja : En;
}

/// <summary>Gives a kind the words of its files back, in both languages.</summary>
/// <param name="Version">As of <see cref="SaveMailWords"/>.</param>
public sealed record TakeFileWords(MailKind Kind, int Version);

/// <summary>Puts the words of an earlier version in force again, as a new version; 0 are the files.</summary>
/// <param name="Earlier">The version whose words are wanted.</param>
/// <param name="Version">As of <see cref="SaveMailWords"/>.</param>
public sealed record RestoreMailWords(MailKind Kind, int Earlier, int Version);

/// <summary>Sends words, saved or not, to whoever asks for it: as the mail of one sample.</summary>
public sealed record SendTestMail(MailKind Kind, string Language, WrittenWords Words, MailSample Sample);
