using Microsoft.AspNetCore.Components;

namespace Helpdesk.Web.Administration.OrderedLists;

/// <summary>What the form above an ordered list edits; a new one each time, so that a form keyed by it begins anew.</summary>
public sealed class EditedEntry<T>(T? entry, EventCallback<bool> close)
    where T : class
{
    /// <summary>Null makes a new one.</summary>
    public T? Entry => entry;

    /// <summary>Closes the form; true when it was saved.</summary>
    public EventCallback<bool> Close => close;
}
