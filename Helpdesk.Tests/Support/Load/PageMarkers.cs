using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;

namespace Helpdesk.Tests.Support.Load;

/// <summary>What a page says about its interactive components, in the words the server wants back.</summary>
/// <param name="Operations">JSON that adds each of them to the circuit.</param>
/// <param name="State">The page's protected component state; empty when there is none.</param>
internal sealed record PageMarkers(string Operations, string State)
{
    private const string ComponentMark = "Blazor:";
    private const string StateMark = "Blazor-Server-Component-State:";

    /// <exception cref="InvalidOperationException">No component of the page is interactive.</exception>
    public static PageMarkers Read(IDocument page)
    {
        var comments = page.Descendants<IComment>().Select(comment => comment.Data).ToList();
        var operations = new JsonArray();
        foreach (
            var marker in comments
                .Where(text => text.StartsWith(ComponentMark, StringComparison.Ordinal))
                .Select(text => JsonNode.Parse(text[ComponentMark.Length..])!)
        )
            if ((string?)marker["type"] == "server")
                operations.Add(
                    (JsonNode)
                        new JsonObject
                        {
                            ["type"] = "add",
                            ["ssrComponentId"] = operations.Count + 1,
                            ["marker"] = marker,
                        }
                );
        if (operations.Count == 0)
            throw new InvalidOperationException("No interactive server component on the page; is a sign-in needed?");

        var state = comments.Find(text => text.StartsWith(StateMark, StringComparison.Ordinal))?[StateMark.Length..] ?? "";
        return new(new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(JsonSerializerOptions.Web), state);
    }
}
