using Helpdesk.Domain.OnCall;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Section <c>OnCall</c>: how long somebody has to answer a page or a hand-over, and the pager service.</summary>
public sealed class PagingOptions
{
    public const string Section = "OnCall";

    /// <summary>How long a page waits for an acknowledgement before the next are asked.</summary>
    public TimeSpan AcknowledgeWithin { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long whoever acknowledged has a case without doing anything on it, before the next are asked (spec U3).</summary>
    public TimeSpan ActWithin { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long whoever works on an answered Emergency has it after an act, before the next are asked (spec U3).</summary>
    public TimeSpan WorkWithin { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Both as the rules take them.</summary>
    internal HoldTimes HoldTimes => new(Duration.FromTimeSpan(ActWithin), Duration.FromTimeSpan(WorkWithin));

    /// <summary>How long a hand-over waits to be accepted before a supervisor hears of it.</summary>
    public TimeSpan HandOverWithin { get; set; } = TimeSpan.FromMinutes(15);

    public WebHookOptions WebHook { get; } = new();
}

/// <summary>Section <c>OnCall:WebHook</c>; no address, no web hook.</summary>
public sealed class WebHookOptions
{
    /// <summary>Where each step of a page is posted to, signed as Standard Webhooks say.</summary>
    public string Url { get; set; } = "";

    /// <summary>
    /// From the environment (<c>OnCall__WebHook__Secret</c>) or user secrets: <c>whsec_</c> and 24 to 64 bytes in base64; never logged.
    /// </summary>
    public string Secret { get; set; } = "";

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public bool IsOn => Url.Length > 0;
}

/// <summary>A wrong key stops the start and names itself and the fix.</summary>
public sealed class PagingOptionsCheck : IValidateOptions<PagingOptions>
{
    public ValidateOptionsResult Validate(string? name, PagingOptions options)
    {
        List<string> wrong = [];
        if (options.AcknowledgeWithin < TimeSpan.FromSeconds(5) || options.AcknowledgeWithin > TimeSpan.FromHours(1))
            wrong.Add("OnCall:AcknowledgeWithin must lie between 00:00:05 and 01:00:00; 00:05:00 is usual.");
        if (options.ActWithin < TimeSpan.FromMinutes(1) || options.ActWithin > TimeSpan.FromHours(1))
            wrong.Add("OnCall:ActWithin must lie between 00:01:00 and 01:00:00; 00:15:00 is usual.");
        if (options.WorkWithin < options.ActWithin || options.WorkWithin > TimeSpan.FromHours(12))
            wrong.Add("OnCall:WorkWithin must lie between OnCall:ActWithin and 12:00:00; 01:00:00 is usual.");
        if (options.HandOverWithin < TimeSpan.FromMinutes(1) || options.HandOverWithin > TimeSpan.FromHours(4))
            wrong.Add("OnCall:HandOverWithin must lie between 00:01:00 and 04:00:00; 00:15:00 is usual.");
        if (options.WebHook.IsOn)
            Check(options.WebHook, wrong);
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void Check(WebHookOptions hook, List<string> wrong)
    {
        // What it says is about customers, and a forged answer would look like a page that arrived: never in the clear over a network.
        if (
            !Uri.TryCreate(hook.Url, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        )
            wrong.Add(
                "OnCall:WebHook:Url must be an absolute https address, or http on this machine, e.g. "
                    + "\"https://pager.example/hooks/support\"; leave it empty for none."
            );
        if (HookSignature.KeyOf(hook.Secret) is null)
            wrong.Add(
                "OnCall:WebHook:Secret must be \"whsec_\" and 24 to 64 random bytes in base64, as the receiver knows it: "
                    + "give it in the environment variable OnCall__WebHook__Secret."
            );
        if (hook.Timeout < TimeSpan.FromSeconds(1) || hook.Timeout > TimeSpan.FromMinutes(1))
            wrong.Add("OnCall:WebHook:Timeout must lie between 00:00:01 and 00:01:00; 00:00:10 is usual.");
    }
}
