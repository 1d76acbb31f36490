namespace Helpdesk.Tests.Support.Running;

/// <summary>The trait every browser test carries: <c>--filter-trait needs=browser</c>.</summary>
internal static class BrowserTrait
{
    public const string Key = "needs";
    public const string Value = "browser";
}
