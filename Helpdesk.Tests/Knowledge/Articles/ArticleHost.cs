using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Knowledge.Articles;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Knowledge.Articles;

/// <summary>The console's own services, with what writers, supervisors and readers of articles do.</summary>
public sealed class ArticleHost : IAsyncLifetime
{
    public MailHost Host { get; } = new();

    public IServiceProvider Services => Host.Services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => Host.InitializeAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Task<T> ReadAsync<T>(Func<HelpdeskDb, Task<T>> read) => Host.ReadAsync(read);

    public static SaveArticle New =>
        new(null, "en", 0, "Wobbling gauge", "Tighten the **left** screw.")
        {
            Keywords = ["gauge", " Gauge ", "計器"],
            ProductCodes = ["SPX-SERVER"],
            Versions = ["5.2.7"],
        };

    public Task CatchUpAsync() => Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(Token);

    public Task<PublicArticle?> OutsideAsync(long id, string language = "en") =>
        Services.GetRequiredService<PublicArticles>().FindAsync(id, language, Token);

    public async Task<Result<long>> SaveAsync(SaveArticle command, ClaimsPrincipal who)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ArticleHandlers>().HandleAsync(command, who);
    }

    public async Task<Result> DoAsync(Func<ArticleHandlers, Task<Result>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<ArticleHandlers>());
    }

    public async Task<T> QueryAsync<T>(Func<KnowledgeQuery, Task<T>> ask)
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<KnowledgeQuery>());
    }

    public static ClaimsPrincipal As(DemoPerson person) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, person.Id.ToString()),
                    new Claim(PersonClaims.DisplayName, person.DisplayName),
                    .. person.Roles.Select(r => new Claim(ClaimTypes.Role, r)),
                ],
                "test"
            )
        );
}
