using System.Text.Json.Nodes;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;

namespace Helpdesk.Tests.Intake;

/// <summary>Characters that Unicode has no use for are taken or refused by name; they are no fault of the server (spec I3).</summary>
[Collection(ApiTests.Name)]
public sealed class StrangeCharactersApiTests(ApiServer server)
{
    [Fact]
    public async Task AnyField_WithANonCharacter_IsTakenOrNamed()
    {
        using var caller = server.Caller();
        var body = JsonNode.Parse(Intakes.Json())!.AsObject();
        var fields = body.Where(f => f.Value is JsonValue v && v.GetValueKind() == System.Text.Json.JsonValueKind.String)
            .Select(f => f.Key)
            .ToList();
        fields.Count.ShouldBeGreaterThan(5);
        foreach (var field in fields)
        {
            var answer = await caller.PostAsync(Intakes.Path, Intakes.Json(change: b => b[field] = (string)b[field]! + "\uFFFE"));
            answer.Status.ShouldBeOneOf([201, 400, 422], field + ": " + answer.Text);
        }
    }
}
