using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Customers;

/// <summary>Marker of <c>CustomerErrors.resx</c>: one sentence for each refusal of this area.</summary>
public sealed class CustomerErrors : IPartOf<ErrorText>;
