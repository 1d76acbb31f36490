using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Mail;

/// <summary>Marker of <c>MailErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class MailErrors : IPartOf<ErrorText>;
