using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using NodaTime;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>
/// One act of administration: who did what to whom, and when. Append-only and chained like the cases' record; no secrets.
/// </summary>
public sealed class AdminLogEntry
{
    private AdminLogEntry() { }

    public AdminLogEntry(Instant at, Actor actor, AdminAct act)
    {
        (At, ActorKind, ActorId, ActorName) = (at, actor.Kind, actor.Id, actor.Name);
        (Action, SubjectId, SubjectName, Details) = (
            act.Code,
            act.SubjectId,
            act.SubjectName,
            JsonSerializer.Serialize(act.Details, StoredJson.Options)
        );
    }

    /// <summary>Its place in the chain: the one before plus one.</summary>
    public long Id { get; private set; }

    public Instant At { get; private set; }

    public ActorKind ActorKind { get; private set; }

    public Guid? ActorId { get; private set; }

    public string ActorName { get; private set; } = "";

    /// <summary>Stable code, one of <see cref="AdminActs"/>.</summary>
    public string Action { get; private set; } = "";

    public Guid SubjectId { get; private set; }

    /// <summary>What the subject was called at the time.</summary>
    public string SubjectName { get; private set; } = "";

    /// <summary>JSON object: name → value.</summary>
    public string Details { get; private set; } = "";

    /// <summary>Hash of the entry before it.</summary>
    public byte[] PreviousHash { get; private set; } = [];

    /// <summary>SHA-256 of everything above.</summary>
    public byte[] Hash { get; private set; } = [];
}

/// <summary>An act on its way into the log; whoever does it fills in what is known by then.</summary>
public sealed class AdminAct(string code)
{
    public string Code => code;

    public Guid SubjectId { get; private set; }

    public string SubjectName { get; private set; } = "";

    public SortedDictionary<string, object> Details { get; } = new(StringComparer.Ordinal);

    /// <summary>True when nothing came of it: then there is nothing to log.</summary>
    public bool IsIdle { get; private set; }

    public AdminAct On(Guid id, string name)
    {
        (SubjectId, SubjectName) = (id, name);
        return this;
    }

    /// <param name="value">A text or a list of texts; never a secret.</param>
    public AdminAct With(string name, object value)
    {
        Details[name] = value;
        return this;
    }

    public void ChangedNothing() => IsIdle = true;
}

/// <summary>The acts that the log knows; <c>AdminText.resx</c> has the words of each.</summary>
public static class AdminActs
{
    public const string PersonCreated = "person.created";
    public const string PersonChanged = "person.changed";
    public const string RolesChanged = "person.roles-changed";
    public const string PersonLocked = "person.locked";
    public const string PersonUnlocked = "person.unlocked";
    public const string LockoutEnded = "person.lockout-ended";
    public const string PasswordLinkMade = "password-link.made";
    public const string PasswordChanged = "person.password-changed";
    public const string PasswordSet = "person.password-set";
    public const string ApiKeyCreated = "api-key.created";
    public const string ApiKeyRevoked = "api-key.revoked";
    public const string TemplateCreated = "reply-template.created";
    public const string TemplateChanged = "reply-template.changed";
    public const string TemplateMoved = "reply-template.moved";
    public const string TemplateSwitchedOff = "reply-template.off";
    public const string TemplateSwitchedOn = "reply-template.on";
    public const string ArticlePublished = "article.published";
    public const string ArticleRetired = "article.retired";
    public const string ArticleBroughtBack = "article.back";
    public const string ArticleOpened = "article.opened";
    public const string ArticleMadeInternal = "article.internal";
    public const string HelpLinkCreated = "help-link.created";
    public const string HelpLinkChanged = "help-link.changed";
    public const string HelpLinkMoved = "help-link.moved";
    public const string HelpLinkSwitchedOff = "help-link.off";
    public const string HelpLinkSwitchedOn = "help-link.on";
    public const string AbsenceEntered = "absence.entered";
    public const string AbsenceChanged = "absence.changed";
    public const string AbsenceEnded = "absence.ended";
    public const string AbsenceCancelled = "absence.cancelled";
    public const string AbsenceRestored = "absence.restored";
    public const string SkillsChanged = "agent.skills-changed";
    public const string PlanApplied = "reassignment.applied";
    public const string PlanUndone = "reassignment.undone";
    public const string OverrideEntered = "override.entered";
    public const string OverrideChanged = "override.changed";
    public const string OverrideEnded = "override.ended";
    public const string OverrideCancelled = "override.cancelled";
    public const string OverrideRestored = "override.restored";
    public const string RotationEntered = "rotation.entered";
    public const string RotationChanged = "rotation.changed";
    public const string RotationRemoved = "rotation.removed";
    public const string RotationRestored = "rotation.restored";
    public const string HolidaysImported = "holidays.imported";
    public const string HolidaysTakenBack = "holidays.taken-back";
    public const string HolidaysRestored = "holidays.restored";
    public const string CalendarAdded = "calendar.added";
    public const string CalendarChanged = "calendar.changed";
    public const string CalendarInForce = "calendar.in-force";
    public const string CalendarWithdrawn = "calendar.withdrawn";
    public const string CalendarTakenAway = "calendar.taken-away";
    public const string ClocksMoved = "calendar.clocks-moved";
    public const string CalendarLinkMade = "calendar-link.made";
    public const string CalendarLinkRevoked = "calendar-link.revoked";
    public const string ContactExported = "contact.exported";
    public const string ContactErased = "contact.erased";
    public const string CasesAgedOut = "cases.aged-out";
    public const string RecordAdded = "record.added";
    public const string RecordChanged = "record.changed";
    public const string RecordUndone = "record.undone";
    public const string ImportApplied = "import.applied";
    public const string ImportTakenBack = "import.taken-back";
    public const string CasesMovedIn = "cases.moved-in";
    public const string DemoDropped = "demo.dropped";
    public const string MailWordsChanged = "mail-words.changed";
    public const string MailWordsTakenBack = "mail-words.taken-back";
    public const string MailWordsRestored = "mail-words.restored";
    public const string BrandingChanged = "branding.changed";
    public const string BrandingRestored = "branding.restored";
    public const string ProgrammeMade = "programme.made";
    public const string ProgrammeInForce = "programme.in-force";
    public const string ProgrammeWithdrawn = "programme.withdrawn";

    public static readonly IReadOnlyList<string> All =
    [
        PersonCreated,
        PersonChanged,
        RolesChanged,
        PersonLocked,
        PersonUnlocked,
        LockoutEnded,
        PasswordLinkMade,
        PasswordChanged,
        PasswordSet,
        ApiKeyCreated,
        ApiKeyRevoked,
        TemplateCreated,
        TemplateChanged,
        TemplateMoved,
        TemplateSwitchedOff,
        TemplateSwitchedOn,
        ArticlePublished,
        ArticleRetired,
        ArticleBroughtBack,
        ArticleOpened,
        ArticleMadeInternal,
        HelpLinkCreated,
        HelpLinkChanged,
        HelpLinkMoved,
        HelpLinkSwitchedOff,
        HelpLinkSwitchedOn,
        AbsenceEntered,
        AbsenceChanged,
        AbsenceEnded,
        AbsenceCancelled,
        AbsenceRestored,
        SkillsChanged,
        PlanApplied,
        PlanUndone,
        OverrideEntered,
        OverrideChanged,
        OverrideEnded,
        OverrideCancelled,
        OverrideRestored,
        RotationEntered,
        RotationChanged,
        RotationRemoved,
        RotationRestored,
        HolidaysImported,
        HolidaysTakenBack,
        HolidaysRestored,
        CalendarAdded,
        CalendarChanged,
        CalendarInForce,
        CalendarWithdrawn,
        CalendarTakenAway,
        ClocksMoved,
        CalendarLinkMade,
        CalendarLinkRevoked,
        ContactExported,
        ContactErased,
        CasesAgedOut,
        RecordAdded,
        RecordChanged,
        RecordUndone,
        ImportApplied,
        ImportTakenBack,
        CasesMovedIn,
        DemoDropped,
        MailWordsChanged,
        MailWordsTakenBack,
        MailWordsRestored,
        BrandingChanged,
        BrandingRestored,
        ProgrammeMade,
        ProgrammeInForce,
        ProgrammeWithdrawn,
    ];
}
