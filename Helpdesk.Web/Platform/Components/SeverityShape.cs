using System.Collections.Concurrent;
using System.Net;
using Helpdesk.Domain.Kernel;
using Microsoft.AspNetCore.Components;

namespace Helpdesk.Web.Platform.Components;

/// <summary>
/// Shape, letter and colour say the same: octagon, triangle, diamond, disc. Markup rather than a component: every row has one.
/// </summary>
public static class SeverityShape
{
    private static readonly ConcurrentDictionary<(Severity, string), MarkupString> Made = new();

    public static MarkupString Of(Severity severity, string letter) =>
        Made.GetOrAdd(
            (severity, letter),
            key =>
                (MarkupString)(
                    $"<span class=\"shape\" aria-hidden=\"true\"><svg viewBox=\"0 0 16 16\"><path d=\"{PathOf(key.Item1)}\"/>"
                    + $"</svg><i>{WebUtility.HtmlEncode(key.Item2)}</i></span>"
                )
        );

    private static string PathOf(Severity severity) =>
        severity switch
        {
            Severity.Emergency => "M5 0h6l5 5v6l-5 5H5l-5-5V5z",
            Severity.High => "M8 0l8 15H0z",
            Severity.Medium => "M8 0l8 8-8 8-8-8z",
            _ => "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z",
        };
}
