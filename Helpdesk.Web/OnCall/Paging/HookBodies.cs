using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>What the web hook posts: type, time and data, as Standard Webhooks ask.</summary>
public sealed record HookMessage(string Type, Instant Timestamp, HookPage Data);

/// <summary>
/// No more of a person than a pager needs: whom to ring by user name and number, and of the customer the organisation.
/// </summary>
/// <param name="Page">Groups the steps of one page.</param>
/// <param name="Phones">The numbers of <paramref name="People"/> by user name: for a gateway that rings them.</param>
/// <param name="End">How it ended, in a message that says so.</param>
public sealed record HookPage(
    Guid Page,
    string Case,
    PageCause Cause,
    int Step,
    PageStage? Stage,
    IReadOnlyList<string> People,
    IReadOnlyDictionary<string, string> Phones,
    Severity Severity,
    string? Customer,
    string Product,
    Instant? DueAt,
    string Text,
    string Url,
    PageEnd? End = null
);

/// <summary>Makes the bodies of web hooks.</summary>
public sealed class HookBodies(PagingWords words, PeopleDirectory people)
{
    public PageHook Step(Page page, PageStep step, Case about) =>
        Make(page, step.Number, "page.step", step.At, Data(page, about, step.Number, step.Stage, step.People, step.At));

    /// <summary>Tells the pager to leave it: once, whatever the number of steps.</summary>
    /// <param name="before">How often it was told so before, as what had ended the page was taken back.</param>
    public PageHook Over(Page page, Case about, PageEnd how, int before, Instant now) =>
        Make(
            page,
            -before,
            "page.over",
            now,
            Data(page, about, page.Steps.Count, null, page.TakenById is { } taker ? [taker] : [], now) with
            {
                End = how,
            }
        );

    private HookPage Data(Page page, Case about, int number, PageStage? stage, IReadOnlyList<Guid> asked, Instant now) =>
        new(
            page.Id,
            about.Number,
            page.Cause,
            number,
            stage,
            [.. asked.Select(id => people.Find(id)?.UserName).OfType<string>()],
            PhonesOf(asked),
            about.Severity,
            PagingWords.Customer(about),
            words.ProductOf(about),
            words.DueOf(about),
            words.Headline(about, page.Cause, now),
            words.LinkTo(page.Id)
        );

    private Dictionary<string, string> PhonesOf(IReadOnlyList<Guid> asked) =>
        asked
            .Distinct()
            .Select(id => people.Find(id))
            .OfType<Colleague>()
            .Where(c => c.Phone is not null)
            .ToDictionary(c => c.UserName, c => c.Phone!, StringComparer.Ordinal);

    private static PageHook Make(Page page, int number, string type, Instant at, HookPage data) =>
        new()
        {
            Id = FormattableString.Invariant($"page_{page.Id:N}_{number}"),
            PageId = page.Id,
            Page = page,
            Number = number,
            Body = JsonSerializer.Serialize(new HookMessage(type, at, data), ApiJson.Options),
            NextAttemptAt = at,
            GiveUpAt = at + HookRetry.GiveUpAfter,
        };
}
