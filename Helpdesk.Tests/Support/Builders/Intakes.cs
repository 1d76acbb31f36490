using System.Text.Json.Nodes;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Demo;

namespace Helpdesk.Tests.Support.Builders;

/// <summary>New cases as a machine sends them.</summary>
internal static class Intakes
{
    public const string Path = "/api/v1/cases";

    /// <summary>Serial of a Standard customer with a running contract for ShadowProtect Server.</summary>
    public static readonly string StandardSerial = DemoRecords.SerialOf(0);

    /// <summary>Serial of a Premium one.</summary>
    public static readonly string PremiumSerial = DemoRecords.SerialOf(1);

    public static string Json(string severity = "High", Action<JsonObject>? change = null)
    {
        var body = new JsonObject
        {
            ["userKind"] = "Business",
            ["contactName"] = "山本 健一",
            ["email"] = "k.yamamoto@daiwa-seiki.example",
            ["phone"] = "03-5550-0101",
            ["organisation"] = "大和精機株式会社",
            ["language"] = "ja",
            ["product"] = "SPX-SERVER",
            ["productVersion"] = "5.2.7",
            ["serialNumber"] = StandardSerial,
            ["requestType"] = "TechnicalHelp",
            ["severity"] = severity,
            ["subject"] = "バックアップが失敗する 😀",
            ["description"] = "毎晩失敗します。\nSince Friday.",
            ["consent"] = true,
        };
        change?.Invoke(body);
        return body.ToJsonString();
    }

    /// <summary>Opens a case and gives its number.</summary>
    public static async Task<string> OpenAsync(this ApiCaller caller, string severity = "High", Action<JsonObject>? change = null) =>
        (string)(await caller.PostAsync(Path, Json(severity, change))).ShouldBeOk(201).Json["number"]!;
}
