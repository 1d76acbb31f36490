using Helpdesk.Web.People.Account;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Composition;

/// <summary>Who may enter and do what: people with a cookie, machines with a key, roles, policies, the account pages.</summary>
public static class IdentitySetup
{
    private const string AnyScheme = "Helpdesk";

    private const int LongestForm = 7;

    private static readonly TimeSpan SignInLifetime = TimeSpan.FromHours(12);

    public static void AddHelpdeskIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DemoOptions>().BindSettings(DemoOptions.Section);
        services.AddSingleton<DemoGate>();
        services.AddSingleton<DemoExposure>();
        AddPeople(services);
        AddSchemes(services);
        AddPolicies(services);
        AddKeyRing(services);
        // It warns that keys lie unencrypted; they lie in a folder only the console's own user can read.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        AddApiKeys(services);
    }

    /// <summary>
    /// The addresses of the account that are no pages, and the guard of WebSocket handshakes; call it after UseAuthorization.
    /// </summary>
    public static void MapHelpdeskAccount(this WebApplication app)
    {
        app.Use(SameOriginGuard.SocketsAsync);
        app.MapAccount();
    }

    /// <summary>
    /// Makes the roles and, in demo mode, the demo's people; else shows the way to the
    /// first administrator. Call it once the database is up to date.
    /// </summary>
    public static async Task EnsureIdentityAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FirstStart>().RunAsync(cancellation);
    }

    private static void AddPeople(IServiceCollection services)
    {
        services.AddSingleton<ILookupNormalizer, SignInNames>();
        services
            .AddIdentityCore<Person>(o =>
            {
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                // Length is what counts (NIST SP 800-63B): no rules of composition.
                o.Password.RequiredLength = PersonErrors.ShortestPassword;
                o.Password.RequireDigit =
                    o.Password.RequireLowercase =
                    o.Password.RequireUppercase =
                    o.Password.RequireNonAlphanumeric =
                        false;
                o.Password.RequiredUniqueChars = 1;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<HelpdeskDb>()
            .AddClaimsPrincipalFactory<PersonClaimsFactory>()
            .AddSignInManager<PersonSignIn>()
            .AddDefaultTokenProviders();
        services.AddScoped(s => (PersonSignIn)s.GetRequiredService<SignInManager<Person>>());
        services.Configure<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = TimeSpan.FromHours(24));
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<DecoyHash>();
        services.AddSingleton<Administrators>();
        services.AddSingleton<SetupLink>();
        services.AddScoped<FirstStart>();
        services.AddScoped<CreateFirstAdministratorHandler>();
        services.AddScoped<SavePreferencesHandler>();
        services.AddScoped<ChangePasswordHandler>();
        services.AddScoped<SetPasswordHandler>();
        services.AddScoped<IdentityWords>();
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentPerson>();
        services.AddScoped<AuthenticationStateProvider, PersonAuthenticationState>();
        services.AddCascadingAuthenticationState();
    }

    private static void AddSchemes(IServiceCollection services)
    {
        services
            .AddAuthentication(o =>
            {
                o.DefaultScheme = AnyScheme;
                o.DefaultSignInScheme = IdentityConstants.ApplicationScheme;
            })
            .AddPolicyScheme(
                AnyScheme,
                null,
                o =>
                    o.ForwardDefaultSelector = context =>
                        ApiKeyHandler.KeyOf(context.Request) is null ? IdentityConstants.ApplicationScheme : ApiKeyHandler.Scheme
            )
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null)
            .AddCookie(IdentityConstants.ApplicationScheme, Cookie);
        services.Configure<AntiforgeryOptions>(o =>
        {
            o.Cookie.Name = "helpdesk-form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // As long as a draft of the support form may lie: a form that is still open after the browser was closed can be sent.
            o.Cookie.MaxAge = TimeSpan.FromDays(LongestForm);
        });
    }

    private static void Cookie(CookieAuthenticationOptions o)
    {
        o.Cookie.Name = "helpdesk";
        o.Cookie.Path = "/";
        o.Cookie.HttpOnly = true;
        o.Cookie.SameSite = SameSiteMode.Lax;
        // The demo runs on http://localhost; over https HostCookies adds the __Host- prefix.
        o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        o.CookieManager = new HostCookies();
        o.ExpireTimeSpan = SignInLifetime;
        o.SlidingExpiration = true;
        o.LoginPath = "/account/login";
        o.AccessDeniedPath = "/account/denied";
        o.ReturnUrlParameter = "returnUrl";
        o.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = ValidateAsync,
            OnRedirectToLogin = context => RedirectOrTellAsync(context, AuthProblem.SignInRequired),
            OnRedirectToAccessDenied = context => RedirectOrTellAsync(context, AuthProblem.Forbidden),
        };
    }

    /// <summary>Between two looks at the security stamp a request costs no query and builds no context.</summary>
    private static Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var isFresh =
            context.Properties.IssuedUtc is { } issued
            && services.GetRequiredService<TimeProvider>().GetUtcNow() - issued < PersonAuthenticationState.Interval;
        if (!services.GetRequiredService<DemoGate>().Refuses(context.Principal!))
            return isFresh ? Task.CompletedTask : RenewAsync(context, services.GetRequiredService<PersonSignIn>());
        context.RejectPrincipal();
        return Task.CompletedTask;
    }

    // Identity's own SecurityStampValidator signs out of its two-factor schemes as well, which the console does not have.
    private static async Task RenewAsync(CookieValidatePrincipalContext context, PersonSignIn signIn)
    {
        if (await signIn.ValidateSecurityStampAsync(context.Principal) is { } person)
        {
            context.ReplacePrincipal(await signIn.CreateUserPrincipalAsync(person));
            context.ShouldRenew = true;
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static Task RedirectOrTellAsync(RedirectContext<CookieAuthenticationOptions> context, AuthProblem problem)
    {
        if (AuthProblem.Applies(context.Request))
            return problem.WriteAsync(context.HttpContext);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static void AddPolicies(IServiceCollection services)
    {
        var policies = services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(
                new AuthorizationPolicyBuilder()
                    .RequireAuthenticatedUser()
                    // What names no policy is not for a key that may do one thing, such as that of a screen on a wall.
                    .RequireAssertion(context => !Roles.OfNarrowKeys.Any(context.User.IsInRole))
                    .Build()
            );
        foreach (var (name, roles) in PolicyRoles.Table)
            policies.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireRole(roles));
    }

    /// <summary>Keys that sign cookies and links outlive a restart: they lie in the data directory.</summary>
    private static void AddKeyRing(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Helpdesk");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IOptions<DataOptions>, ILoggerFactory>(
                (o, data, logs) => o.XmlRepository = new FileSystemXmlRepository(OwnFolder.Within(data.Value, "keys"), logs)
            );
    }

    private static void AddApiKeys(IServiceCollection services)
    {
        services.AddSingleton<ApiKeyService>();
        services.AddHostedService<ApiKeyUsageWriter>();
    }
}
