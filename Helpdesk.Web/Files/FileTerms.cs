using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Files;

/// <summary>Marker of <c>FileTerms.resx</c>: the field's terms of this area.</summary>
public sealed class FileTerms : IPartOf<DomainText>;
