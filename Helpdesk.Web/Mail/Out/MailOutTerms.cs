using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Marker of <c>MailOutTerms.resx</c>: the field's terms of this area.</summary>
public sealed class MailOutTerms : IPartOf<DomainText>;
