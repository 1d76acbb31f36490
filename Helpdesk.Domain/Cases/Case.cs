using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>One question of one customer, from intake to closing: the aggregate that every command goes through.</summary>
public sealed partial class Case
{
    private readonly List<CaseClock> _clocks = [];
    private readonly List<TimelineEntry> _timeline = [];
    private readonly List<CaseLink> _links = [];

    private Case() { }

    public long Id { get; private set; }

    public string Number { get; private set; } = "";

    /// <summary>Grows by one with every command; a writer that saw an older one is refused.</summary>
    public int Version { get; private set; }

    public CaseStatus Status { get; private set; }

    public Instant BallSince { get; private set; }

    /// <summary>What the customer said (spec S5).</summary>
    public Severity StatedSeverity { get; private set; }

    /// <summary>What we decided (spec S5).</summary>
    public Severity Severity { get; private set; }

    public Channel Channel { get; private set; }

    public RequestType RequestType { get; private set; }

    public CaseContact Contact { get; private set; } = null!;

    /// <summary>Key of the customer on record whose case it is, or null.</summary>
    public string? CustomerKey { get; private set; }

    /// <summary>The customer's name as lists show it; follows the record.</summary>
    public string? CustomerName { get; private set; }

    /// <summary>Key of the contact on record who wrote, or null.</summary>
    public string? ContactKey { get; private set; }

    /// <summary>How whoever wrote stands to the customer on record.</summary>
    public Caller Caller { get; private set; }

    /// <summary>
    /// True when whoever wrote names a customer that does not know them: they hear neither tier nor times, which are that customer's.
    /// </summary>
    public bool IsFromStranger => Caller is Caller.Unknown;

    /// <summary>The tier whose words the customer may hear.</summary>
    public SupportTier TierTold => IsFromStranger ? SupportTier.Standard : Tier;

    /// <summary>Whose case it is, as every list names it: the customer on record before what was typed.</summary>
    public string CustomerShown => CustomerName ?? Contact.Organisation ?? Contact.Name;

    public string ProductCode { get; private set; } = "";

    public string ProductVersion { get; private set; } = "";

    public string? SerialNumber { get; private set; }

    public string Subject { get; private set; } = "";

    public string Description { get; private set; } = "";

    public IntakeAnswers Answers { get; private set; } = new();

    public string? ConsentVersion { get; private set; }

    public Verdict Verdict { get; private set; } = null!;

    public VerdictKind VerdictKind { get; private set; }

    public SupportTier Tier { get; private set; }

    public Instant OpenedAt { get; private set; }

    public Guid? OwnerId { get; private set; }

    public string? OwnerName { get; private set; }

    /// <summary>
    /// Since when the owner has it from somebody else without having done or seen anything of it; null once they have (spec U2).
    /// </summary>
    public Instant? HandedOverAt { get; private set; }

    /// <summary>Counts first-response cycles: 1 at intake, one more with each reopening (spec C9).</summary>
    public int Cycle { get; private set; }

    public int ReopenCount { get; private set; }

    public Instant LastActivityAt { get; private set; }

    /// <summary>First line of the last message, as the queue shows it.</summary>
    public string LastLine { get; private set; } = "";

    public ActorKind LastLineBy { get; private set; }

    /// <summary>Logged contacts since the customer's last word, and when the first of them was (spec C8).</summary>
    public int UnansweredContacts { get; private set; }

    public Instant? FirstUnansweredAt { get; private set; }

    public ClosingReason? ClosingReason { get; private set; }

    public string? ClosingDetail { get; private set; }

    public Instant? ClosedAt { get; private set; }

    /// <summary>Where the closing came from, while it can be undone.</summary>
    public CaseStatus? ClosedFrom { get; private set; }

    public Instant? ClosedBallSince { get; private set; }

    public int? ClosedInVersion { get; private set; }

    /// <summary>When the silent customer was reminded (spec C8).</summary>
    public Instant? RemindedAt { get; private set; }

    /// <summary>Cache of <see cref="SilencePlan"/>: when the console reminds or closes by itself (spec C8).</summary>
    public Instant? SilenceActsAt { get; private set; }

    /// <summary>What of it is out of scope, or null (spec E7).</summary>
    public OutOfScopeTopic? OutOfScope { get; private set; }

    /// <summary>Since when an escalation of the customer waits for its answer (spec H3).</summary>
    public Instant? EscalatedAt { get; private set; }

    public bool EscalationMayBeDeclined { get; private set; }

    /// <summary>When a supervisor last decided whether a case without entitlement is served all the same (spec E5).</summary>
    public Instant? EntitlementDecidedAt { get; private set; }

    /// <summary>The first instant at which a granted exception is over, or null.</summary>
    public Instant? ExceptionUntil { get; private set; }

    /// <summary>
    /// The version that brought the last message from either side, and who wrote it; an answer written before it is asked about first.
    /// </summary>
    public int LastMessageVersion { get; private set; }

    public string LastMessageBy { get; private set; } = "";

    /// <summary>Counts how often the customer's links were revoked; a link of before opens nothing (spec U5).</summary>
    public int LinkStamp { get; private set; }

    /// <summary>When the contact's personal data were erased; null while they are there.</summary>
    public Instant? ErasedAt { get; private set; }

    public IReadOnlyList<CaseLink> Links => _links;

    /// <summary>The clock that falls due next, or null when none runs.</summary>
    public NextClock? NextClock { get; private set; }

    public IReadOnlyList<CaseClock> Clocks => _clocks;

    /// <summary>Entries added since the case was loaded; the older ones stay in the record unread.</summary>
    public IReadOnlyList<TimelineEntry> Timeline => _timeline;

    public Ball Ball => CaseTransitions.BallIn(Status);

    public bool IsClosed => Status == CaseStatus.Closed;

    /// <summary>
    /// Opens a case on the verdict of the entitlement rules; clocks start at once when its tier has targets (spec E5, P).
    /// </summary>
    /// <param name="note">What intake has to remark on, such as a phone call that was no Emergency (spec I1).</param>
    /// <param name="noteBy">Who remarks, when it is not whoever opens the case: the console itself on a mail.</param>
    public static Case Open(
        string number,
        CaseIntake intake,
        TriageOutcome triage,
        CaseContext context,
        string? note = null,
        Actor? noteBy = null
    )
    {
        var opened = new Case
        {
            Number = number,
            Status = CaseStatus.New,
            BallSince = context.Now,
            StatedSeverity = intake.Severity,
            Severity = triage.Severity,
            Channel = intake.Channel,
            RequestType = intake.RequestType,
            Contact = intake.Contact,
            CustomerKey = triage.Customer?.Key,
            CustomerName = triage.Customer?.Name,
            ContactKey = triage.Customer?.ContactKey,
            Caller = triage.Customer?.Caller ?? Caller.NoCustomer,
            ProductCode = intake.ProductCode,
            ProductVersion = intake.ProductVersion,
            SerialNumber = intake.SerialNumber,
            Subject = intake.Subject,
            Description = intake.Description,
            Answers = intake.Answers,
            ConsentVersion = intake.ConsentVersion,
            Verdict = triage.Verdict,
            VerdictKind = triage.Verdict.Kind,
            Tier = triage.Verdict.Tier,
            OpenedAt = context.Now,
            Cycle = 1,
        };
        opened.Record(
            context,
            new CaseOpened(intake.Channel, intake.Severity, triage.Severity, triage.Verdict.Kind, triage.Verdict.Tier, intake.Description)
        );
        if (note is not null)
            opened.Record(noteBy is null ? context : context with { Actor = noteBy }, new NoteAdded(note));
        // The queue shows the customer's words, not the remark.
        opened.LastLine = FirstLine(intake.Headline ?? intake.Description);
        opened.LastLineBy = ActorKind.Customer;
        // A mail that was held was waiting all the while (spec P11); nothing starts in the future.
        var from = context with
        {
            Now = Instant.Min(intake.ReceivedAt ?? context.Now, context.Now),
        };
        foreach (var target in triage.Clocks)
            opened._clocks.Add(CaseClock.Start(target, opened.Cycle, from));
        if (intake.AnsweredOnTheSpot is { } answered)
        {
            opened.Record(context, new CallLogged(CallDirection.Incoming, answered, ""));
            opened.Follow(answered ? CaseAction.TakeCall : CaseAction.MissCall, context, words: false, stoodStill: false);
        }

        opened.Touch(context);
        return opened;
    }
}
