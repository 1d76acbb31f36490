using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Helpdesk.Web.Customers.Editing;

/// <summary>What a list shows, in the page's address, so that a link shows the same.</summary>
internal static class GridAddress
{
    private const string Down = "-";

    /// <summary>An enum as the address has it; null for what is none of its values.</summary>
    public static T? Word<T>(string? text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var word) && Enum.IsDefined(word) && !char.IsAsciiDigit(text![0]) ? word : null;

    public static string? Of<T>(T? word)
        where T : struct, Enum => word?.ToString().ToLowerInvariant();

    /// <summary><c>name</c>, <c>-nextend</c> for downwards, or null for the usual order.</summary>
    public static string? Sort(string? by, bool descending, string usual) =>
        by is null || (by == usual && !descending) ? null : (descending ? Down : "") + by.ToLowerInvariant();

    public static SortDirection DirectionOf(string? sort, string column, string usual) =>
        string.Equals(sort ?? usual, column, StringComparison.OrdinalIgnoreCase) ? SortDirection.Ascending
        : string.Equals(sort, Down + column, StringComparison.OrdinalIgnoreCase) ? SortDirection.Descending
        : SortDirection.None;

    /// <summary>In place of the present address: looking at a list is no step to go back.</summary>
    public static void Go(NavigationManager navigation, params (string Name, object? Value)[] words) =>
        navigation.NavigateTo(
            navigation.GetUriWithQueryParameters(words.ToDictionary(w => w.Name, w => w.Value, StringComparer.Ordinal)),
            replace: true
        );
}
