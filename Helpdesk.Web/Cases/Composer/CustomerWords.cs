using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Cases.Composer;

/// <summary>Texts proposed for a customer, in the customer's language whatever the agent reads.</summary>
public static class CustomerWords
{
    /// <summary>A request for what was ticked (spec H1).</summary>
    public static string Ask(IStringLocalizer<CaseText> text, DomainWords domain, Case about, IEnumerable<RequestedItem> items) =>
        In(
            about.Contact.Language,
            () =>
                text["customer.ask", about.Contact.Name, about.Subject, string.Join('\n', items.Select(i => "- " + domain.Of(i)))]
                    .Value.Replace("\\n", "\n", StringComparison.Ordinal)
        );

    /// <summary>The fitting answer to what support does not do (spec E7).</summary>
    public static string OutOfScope(IStringLocalizer<CaseText> text, Case about, OutOfScopeTopic topic) =>
        In(
            about.Contact.Language,
            () =>
                text["customer.scope", about.Contact.Name, text["customer.scope." + topic]]
                    .Value.Replace("\\n", "\n", StringComparison.Ordinal)
        );

    private static string In(string language, Func<string> make)
    {
        var reader = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language == "ja" ? "ja" : "en");
            return make();
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }
}
