using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Administration.GetReady;

/// <summary>Says how a thing stands, in the reader's language.</summary>
public sealed class GetReadyWords(IStringLocalizer<GetReadyText> text)
{
    public string Title(string key) => text[key];

    public string State(ReadinessState state) => text["state." + state];

    /// <param name="at">Writes an instant as the reader has it.</param>
    public string How(ReadinessLine line, Func<Instant, string> at) => Say(Name(line), line, at);

    /// <summary>What to do about it, or null when there is nothing to do.</summary>
    public string? WhatToDo(ReadinessLine line, Func<Instant, string> at) =>
        line.Now.State == ReadinessState.Ready || line.Now.Code == "failed" ? null : Say(Name(line) + ".do", line, at);

    private static string Name(ReadinessLine line) => line.Now.Code == "failed" ? "failed" : $"{line.Key}.{line.Now.Code}";

    private string Say(string name, ReadinessLine line, Func<Instant, string> at) =>
        text[name, [.. line.Now.Args.Select(a => a is Instant when ? at(when) : Convert.ToString(a, CultureInfo.CurrentCulture) ?? "")]];
}
