using System.Globalization;
using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;

namespace Helpdesk.Web.Queue;

/// <summary><c>GET /api/v1/queue</c>.</summary>
public static class QueueApi
{
    private const int DefaultTake = 50;

    public static void MapQueue(this RouteGroupBuilder api) =>
        api.MapGet("/queue", Get)
            .WithName("GetQueue")
            .WithSummary("One page of a view, in the order the cases fall due; go on with after = next.")
            .Produces<QueueSlice>()
            .ProducesProblem(400)
            .ProducesProblem(422);

    private static async Task<IResult> Get(
        string? view,
        string? search,
        string? take,
        string? after,
        string? person,
        ClaimsPrincipal who,
        QueuePager pager,
        CasesByWordsQuery words,
        CaseFeed feed,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var wanted = view is null ? QueueView.Now : ApiWords.Parse<QueueView>(view.Replace("-", "", StringComparison.Ordinal));
        if (wanted is null)
            return answers.Refused(ErrorKind.Malformed, "enum.unknown", "view", view, ApiWords.List<QueueView>());
        var count = DefaultTake;
        if (
            take is not null
            && (!int.TryParse(take, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > QueuePager.MaxTake)
        )
            return answers.Refused("page.take", "take", take, QueuePager.MaxTake);
        if (search?.Length > 200)
            return answers.Refused("text.too-long", "search", 200, search.Length);
        var place = QueuePager.Parse(after);
        if (after is not null && place is null)
            return answers.Refused("page.after", "after", after);
        await feed.Loaded.WaitAsync(cancellation);
        var owner =
            Guid.TryParse(person, out var named) ? named
            : who.ToActor() is { Kind: ActorKind.Person, Id: { } id } ? id
            : (Guid?)null;
        return Results.Json(
            pager.Read(
                wanted.Value,
                owner,
                new QueueFilter { Search = search, Words = await words.FindAsync(search, cancellation) },
                count,
                place
            ),
            ApiJson.Options
        );
    }
}
