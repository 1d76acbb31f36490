using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Knowledge;

/// <summary>Marker of <c>KnowledgeErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class KnowledgeErrors : IPartOf<ErrorText>;
