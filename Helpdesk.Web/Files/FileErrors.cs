using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Files;

/// <summary>Marker of <c>FileErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class FileErrors : IPartOf<ErrorText>;
