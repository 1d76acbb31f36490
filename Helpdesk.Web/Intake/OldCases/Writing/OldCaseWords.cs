using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Intake.OldCases.Writing;

/// <summary>Says in plain lines what became of old cases: on the command line, and in the record of each case.</summary>
internal sealed class OldCaseWords(IStringLocalizer<ErrorText> errors, IStringLocalizer<OldCasesText> text)
{
    public string this[string key, params object[] values] => text[key, values];

    public string Why(Error error) =>
        errors[error.Code, [.. error.Args.Select(a => a ?? "–")]] is { ResourceNotFound: false } words ? words.Value : error.Code;

    /// <summary>Line, old number, field, and why with the way out.</summary>
    public string Refusal(int line, string? oldNumber, Error error) =>
        text["line", line, oldNumber ?? "–", error.Field is { } field ? field + ": " : "", Why(error)];

    /// <summary>The case with a remark for each file that stays out.</summary>
    public OldCase WithLeftOut(OldCase old, IReadOnlyList<LeftOut> left) =>
        left.Count == 0
            ? old
            : old with
            {
                Remarks = string.Join(
                    '\n',
                    ((string[])[old.Remarks, .. left.Select(l => text["left-out", l.Path, Why(l.Why)].Value)]).Where(l => l.Length > 0)
                ),
            };
}
