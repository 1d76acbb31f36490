using System.Globalization;
using System.Security.Claims;
using Helpdesk.Domain.Cases;
using NodaTime;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>
/// Who is at the other end of this circuit or request, read from the claims alone. In a circuit
/// <see cref="PersonAuthenticationState"/> keeps it up to date; in a request it is the request's user.
/// </summary>
public sealed class CurrentPerson(IHttpContextAccessor requests)
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    // The programme's own zone (spec), until the browser has told its zone.
    private static readonly DateTimeZone ProgrammeZone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];
    private ClaimsPrincipal? _circuit;
    private DateTimeZone? _zone;

    // What the browser wrote down for the next page comes with the request that opens the circuit: nothing on it flips afterwards.
    private string? _browserZone = requests.HttpContext?.Request.Cookies[DisplayCookies.ZoneName];

    /// <summary>Raised when the sign-in or the browser's zone has changed.</summary>
    public event Action? Changed;

    public ClaimsPrincipal Principal => _circuit ?? requests.HttpContext?.User ?? Nobody;

    public bool IsSignedIn => Principal.Identity?.IsAuthenticated == true;

    /// <summary>Empty when nobody is signed in.</summary>
    public Guid Id => Principal.ActorId();

    public string DisplayName => Principal.DisplayName();

    public string Initials => Colleague.InitialsOf(DisplayName);

    public IEnumerable<string> Roles => Principal.FindAll(ClaimTypes.Role).Select(c => c.Value);

    /// <summary>"ja" or "en": the person's choice, else that of the request.</summary>
    public string Language =>
        Principal.FindFirstValue(PersonClaims.Language) ?? (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja" ? "ja" : "en");

    /// <summary>"light", "dark" or null to follow the system.</summary>
    public string? Theme => Principal.FindFirstValue(PersonClaims.Theme);

    /// <summary>Whether the browser's system was dark when it was last here.</summary>
    public bool IsBrowserDark { get; } = requests.HttpContext?.Request.Cookies[DisplayCookies.ShadeName] == "dark";

    public bool SoundOn => Principal.HasClaim(c => c.Type == PersonClaims.Sound);

    /// <summary>The person's own choice of zone, or null to follow the browser.</summary>
    public string? ChosenTimeZone => Principal.FindFirstValue(PersonClaims.TimeZone);

    /// <summary>The zone to show times in: the person's, else the browser's, else the programme's.</summary>
    public DateTimeZone TimeZone => _zone ??= Find(ChosenTimeZone) ?? Find(_browserZone) ?? ProgrammeZone;

    /// <summary>IANA id as the browser tells it; counts only while the person follows the browser. Unknown ids are ignored.</summary>
    public string? BrowserTimeZone
    {
        get => _browserZone;
        set
        {
            if (_browserZone == value)
                return;
            _browserZone = value;
            _zone = null;
            Changed?.Invoke();
        }
    }

    public bool IsIn(string policy) => PolicyRoles.Allow(policy, Principal);

    public Actor ToActor() => Principal.ToActor();

    internal void SignedInAs(ClaimsPrincipal who)
    {
        _circuit = who;
        _zone = null;
        Changed?.Invoke();
    }

    private static DateTimeZone? Find(string? id) => id is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
}
