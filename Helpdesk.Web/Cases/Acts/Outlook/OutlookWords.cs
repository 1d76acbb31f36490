using Helpdesk.Web.Cases.CasePage;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Cases.Acts.Outlook;

/// <summary>Says what becomes of each promise, in the reader's language and zone.</summary>
public sealed class OutlookWords(IStringLocalizer<CaseText> text, DomainWords domain)
{
    /// <summary>First response (until 17:00): goes on.</summary>
    /// <param name="into">The case that carries on, where two are merged.</param>
    public string Line(OutlookRow row, ReaderTime time, string? into = null) => text["outlook.line", What(row, time), End(row, time, into)];

    /// <summary>First response (until 17:00).</summary>
    public string What(OutlookRow row, ReaderTime time) =>
        row.Promise is { Kind: PromiseRowKind.Clock, DueAt: { } due }
            ? text["outlook.until", Name(row.Promise, time), time.Short(due)]
            : Name(row.Promise, time);

    /// <summary>All 2 promises go on: answer due 17:00, call at 15:00; where one does not, each by itself.</summary>
    public string Sentence(IReadOnlyList<OutlookRow> rows, ReaderTime time)
    {
        if (rows.Count == 0)
            return text["promises.none"];
        if (rows.All(r => r.End == OutlookEnd.GoesOn))
            return text[
                rows.Count == 1 ? "outlook.all.one" : "outlook.all",
                rows.Count,
                string.Join(text["outlook.and"], rows.Select(r => Item(r, time)))
            ];
        return string.Join(text["outlook.and"], rows.Select(r => Line(r, time)));
    }

    private string End(OutlookRow row, ReaderTime time, string? into) =>
        row switch
        {
            { End: OutlookEnd.Asked, Plan: { IsClosing: false } plan } => text[
                "outlook.Asked",
                time.Short(plan.At),
                time.Short(plan.ClosesAt)
            ],
            { End: OutlookEnd.Asked, Plan: { } plan } => text["outlook.Closes", time.Short(plan.ClosesAt)],
            { End: OutlookEnd.Confirmed, Plan: { } plan } => text["outlook.Confirmed", time.Short(plan.ClosesAt)],
            { End: OutlookEnd.GoesOn, Plan: { } plan } => text["outlook.Closes", time.Short(plan.ClosesAt)],
            { End: OutlookEnd.Moves, Promise.Kind: PromiseRowKind.Page } => text["outlook.Moves.page", into ?? text["outlook.other"].Value],
            { End: OutlookEnd.Moves } => text["outlook.Moves", into ?? text["outlook.other"].Value],
            _ => text["outlook." + row.End],
        };

    private string Item(OutlookRow row, ReaderTime time) =>
        row.Promise switch
        {
            { Kind: PromiseRowKind.Clock, DueAt: { } due, Promise: { } promise } => text["outlook.item." + promise, time.Short(due)],
            { Kind: PromiseRowKind.Silence } when row.Plan is { } plan => text["outlook.item.Silence", time.Short(plan.ClosesAt)],
            _ => Name(row.Promise, time),
        };

    private string Name(PromiseRow row, ReaderTime time) =>
        row switch
        {
            { Kind: PromiseRowKind.Vendor } => text["promises.vendor", time.Long(row.Since)],
            { Kind: PromiseRowKind.Page } => text["promises.page"],
            _ => domain.Of(row.Promise!.Value),
        };
}
