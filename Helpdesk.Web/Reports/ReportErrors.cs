using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Reports;

/// <summary>Marker of <c>ReportErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class ReportErrors : IPartOf<ErrorText>;
