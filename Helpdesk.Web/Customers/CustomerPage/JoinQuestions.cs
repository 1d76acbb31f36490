using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers.CustomerList;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Customers.CustomerPage;

/// <summary>What is asked for before two customers become one.</summary>
public sealed class JoinQuestions(
    JoinCustomersHandler join,
    CustomerListQuery customers,
    CurrentPerson person,
    IStringLocalizer<CustomerPageText> text
)
{
    public RecordQuestion Join(CustomerLook look)
    {
        var (key, version) = (look.Customer.Record.Key, look.Customer.Version);
        return new(
            text["Join.Title", look.Customer.Record.Name],
            text["Join.Act"],
            RecordKinds.Customers.Name,
            [
                new("joinedInto", FieldSort.Found, IsNeeded: true)
                {
                    Label = text["Join.Other"],
                    Find = async (typed, cancellation) =>
                        [.. (await customers.ChoicesAsync(typed, person.Principal, cancellation)).Where(c => c.Value != key)],
                },
            ],
            new Dictionary<string, string>(),
            texts => join.HandleAsync(new(key, version, texts.GetValueOrDefault("joinedInto") ?? "")),
            text["Joined"]
        )
        {
            Hint = text["Join.Hint"],
            Preview = _ => Preview(key),
        };
    }

    private static RenderFragment Preview(string key) =>
        builder =>
        {
            builder.OpenComponent<JoinPreview>(0);
            builder.AddComponentParameter(1, nameof(JoinPreview.Key), key);
            builder.CloseComponent();
        };
}
