using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Cases;

/// <summary>Marker of <c>CaseErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class CaseErrors : IPartOf<ErrorText>;
