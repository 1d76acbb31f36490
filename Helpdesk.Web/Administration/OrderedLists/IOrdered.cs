namespace Helpdesk.Web.Administration.OrderedLists;

/// <summary>An entry of a list that administrators put in order; switched off, never deleted.</summary>
public interface IOrdered
{
    Guid Id { get; }

    /// <summary>Place in the list, from 1.</summary>
    int Place { get; set; }

    bool IsActive { get; set; }

    /// <summary>Grows with every change; whoever edited an older one is refused.</summary>
    int Version { get; set; }

    /// <param name="language">"ja" or "en"; the log calls it by its English name.</param>
    string NameIn(string language);
}

/// <summary>Makes an entry, or changes the one whose <see cref="Id"/> is given.</summary>
public interface ISaveOrdered
{
    Guid? Id { get; }

    /// <summary>The one that was edited; a newer one refuses.</summary>
    int Version { get; }
}
