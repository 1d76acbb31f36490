using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Customers;

/// <summary>Marker of <c>CustomerTerms.resx</c>: the field's terms of this area.</summary>
public sealed class CustomerTerms : IPartOf<DomainText>;
