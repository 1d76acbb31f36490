using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Branding;

namespace Helpdesk.Web.Mail.Out.Wording;

/// <summary>Draws words as the customer will see them, on a sample; by the way that every mail goes.</summary>
public sealed class MailPreview(MailSamples samples, Brand brand)
{
    /// <summary>Refuses with what <see cref="MailWordsCheck"/> finds.</summary>
    public Result<ComposedMail> Draw(MailKind kind, string language, WrittenWords words, MailSample sample)
    {
        var values = samples.Of(kind, language);
        var template = MailWordsCheck.Check(kind, language, words, values);
        return template.IsOk
            ? MailComposer.Written(template.Value, values.First(v => v.Sample == sample).Values, language, brand)
            : Result<ComposedMail>.Refuse(template.Errors);
    }

    /// <summary>What each placeholder of a kind stands for in a sample; null where it is nothing.</summary>
    public IReadOnlyDictionary<string, object?> Values(MailKind kind, string language, MailSample sample) =>
        samples.Of(kind, language).First(v => v.Sample == sample).Values;
}
