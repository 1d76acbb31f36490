using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Tests.People;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Customers;

/// <summary>The demo's records with somebody at the screen.</summary>
public sealed class RecordScreens : IAsyncLifetime
{
    public static ClaimsPrincipal Engineer { get; } = Who.Person(Guid.CreateVersion7(), Roles.Engineer);

    public MailHost Host { get; } = new();

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    /// <summary>Acts as somebody; a scope of its own, as each screen has.</summary>
    public async Task<TResult> AsAsync<TService, TResult>(ClaimsPrincipal who, Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        await using var scope = Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentPerson>().SignedInAs(who);
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<Result<RecordDone>> SaveAsync(Func<RecordActs, Task<Result<RecordDone>>> save) => AsAsync(Who.Admin, save);

    public async Task<RecordDone> SavedAsync(Func<RecordActs, Task<Result<RecordDone>>> save)
    {
        var saved = await SaveAsync(save);
        saved.IsOk.ShouldBeTrue(saved.IsOk ? null : saved.Errors[0].ToString());
        return saved.Value;
    }

    public static Dictionary<string, string> Texts(params (string Column, string Text)[] texts) =>
        texts.ToDictionary(t => t.Column, t => t.Text, StringComparer.Ordinal);

    public ValueTask InitializeAsync() => Host.InitializeAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
