using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Platform.Api;

namespace Helpdesk.Web.Intake.Form;

/// <summary>What is wrong with a field, said to the reader.</summary>
public sealed record FormError(string Field, string Message);

/// <summary>
/// What stands in the form, field by field, under the names of <see cref="OpenCaseRequest"/>; the browser's draft uses the same names.
/// It knows what the agent has typed, so that a looked-up record never overwrites it.
/// </summary>
public sealed class CaseForm
{
    public const string Channel = "channel",
        Serial = "serialNumber",
        Product = "product",
        Version = "productVersion",
        RequestType = "requestType",
        Severity = "severity",
        AnsweredOnTheSpot = "answeredOnTheSpot",
        WhereUsed = "usedIn",
        ContactName = "contactName",
        Email = "email",
        Phone = "phone",
        Organisation = "organisation",
        UserKind = "userKind",
        Language = "language",
        Subject = "subject",
        Description = "description",
        Consent = "consent",
        Owner = "owner",
        AnswerPrefix = "answer-",
        ImpactPrefix = "impact-",
        True = "true",
        False = "false";

    /// <summary>What an untouched form says: a phone call for help from a Japanese-speaking customer.</summary>
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        [Channel] = nameof(Helpdesk.Domain.Intake.Channel.Phone),
        [Language] = "ja",
        [RequestType] = nameof(Helpdesk.Domain.Intake.RequestType.TechnicalHelp),
    };

    private readonly Dictionary<string, string> _values = new(Defaults, StringComparer.Ordinal);
    private readonly HashSet<string> _typed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _filled = new(StringComparer.Ordinal);
    private string _askedOf = "";

    /// <summary>The prompts of spec I3 in the order they are asked; the last part of their field names.</summary>
    public static IReadOnlyList<string> Prompts { get; } = [.. new IntakeAnswers().InOrder().Select(a => a.Key)];

    /// <summary>What the form asks about the chosen product beside the prompts.</summary>
    public IReadOnlyList<ProductQuestion> Asked { get; private set; } = [];

    /// <summary>Whether it has to be said where the product runs: the licence is for one of the two only (spec E4).</summary>
    public bool AsksWhereUsed { get; private set; }

    /// <summary>Told the field after it changed by the agent's hand.</summary>
    public event Action<string>? Changed;

    /// <summary>Told when a field is left after a change.</summary>
    public event Action? Committed;

    public IReadOnlyList<FormError> Errors { get; set; } = [];

    /// <summary>True once the agent has typed anything that would be missed.</summary>
    public bool IsDirty => _typed.Any(name => _values.GetValueOrDefault(name, "") != Defaults.GetValueOrDefault(name, ""));

    public string this[string name] => _values.GetValueOrDefault(name, "");

    public bool IsFilled(string name) => _filled.Contains(name);

    public bool Is(string name) => this[name] == True;

    public T? Word<T>(string name)
        where T : struct, Enum => ApiWords.Parse<T>(this[name]);

    public string? ErrorOf(string name) => Errors.FirstOrDefault(e => e.Field == name)?.Message;

    /// <summary>The agent's hand. An emptied field may be filled in again.</summary>
    public void Type(string name, string? value)
    {
        if (this[name] == (value ?? ""))
            return;
        _values[name] = value ?? "";
        _filled.Remove(name);
        if (string.IsNullOrEmpty(value))
            _typed.Remove(name);
        else
            _typed.Add(name);
        Changed?.Invoke(name);
    }

    /// <summary>Asks about another product: what was answered before stays for as long as the form, under its own question.</summary>
    public void Ask(string product, IEnumerable<ProductQuestion> questions)
    {
        // While the same product is chosen, what was asked stays, whoever changes its questions meanwhile.
        if (_askedOf != product)
            (_askedOf, Asked) = (product, [.. questions]);
    }

    /// <summary>The field of the answer to a product's question.</summary>
    public static string NameOf(ProductQuestion question) => AnswerPrefix + question.ToKey();

    /// <summary>The form's name of a field that a rule names as JSON does.</summary>
    public string FieldOf(string path) =>
        Asked.Where((_, at) => path.StartsWith(AnswerRules.FieldOf(at), StringComparison.Ordinal)).Select(NameOf).FirstOrDefault()
        ?? (path.StartsWith("answers.", StringComparison.Ordinal) ? AnswerPrefix + char.ToUpperInvariant(path[8]) + path[9..] : path);

    public void Commit() => Committed?.Invoke();

    /// <summary>Fills in what is on record; null takes back what an earlier serial number filled in. Typed fields stay.</summary>
    public void Fill(SerialRecord? record)
    {
        AsksWhereUsed = record is { IsForTestsOnly: true };
        Fill(ContactName, record?.ContactName);
        Fill(Organisation, record?.Organisation);
        Fill(Email, record?.Email);
        Fill(Phone, record?.Phone);
        Fill(Product, record?.ProductCode);
        Fill(Version, record?.Version);
        if (record?.Language is { } language)
            Fill(Language, language);
        else if (_filled.Remove(Language))
            _values[Language] = Defaults[Language];
    }

    /// <summary>Takes over a draft that the browser kept; unknown names are ignored by whoever reads the values.</summary>
    public void Restore(IReadOnlyDictionary<string, string> draft)
    {
        foreach (var (name, value) in draft)
        {
            _values[name] = value;
            if (value.Length > 0)
                _typed.Add(name);
        }
    }

    public void Clear()
    {
        _values.Clear();
        foreach (var (name, value) in Defaults)
            _values[name] = value;
        _typed.Clear();
        _filled.Clear();
        (Errors, Asked, _askedOf, AsksWhereUsed) = ([], [], "", false);
    }

    public OpenCaseRequest ToRequest() =>
        new()
        {
            UserKind = Word<UserKind>(UserKind),
            ContactName = this[ContactName],
            Email = this[Email],
            Phone = this[Phone],
            Organisation = this[Organisation],
            Language = this[Language],
            Product = this[Product],
            ProductVersion = this[Version],
            SerialNumber = this[Serial],
            RequestType = Word<RequestType>(RequestType),
            Severity = Word<Severity>(Severity),
            AnsweredOnTheSpot = this[AnsweredOnTheSpot] switch
            {
                True => true,
                False => false,
                _ => null,
            },
            UsedIn = ToUsedIn(),
            Subject = this[Subject],
            Description = this[Description],
            Answers = ToAnswers(),
            Consent = Is(Consent),
        };

    /// <summary>Enough of a case to be judged, however little is filled in.</summary>
    public CaseIntake ToJudged() =>
        new()
        {
            Channel = Word<Channel>(Channel) ?? Helpdesk.Domain.Intake.Channel.Phone,
            Contact = new(Helpdesk.Domain.Intake.UserKind.Other, "", "", null, null, "ja"),
            ProductCode = this[Product],
            ProductVersion = this[Version].Trim(),
            SerialNumber = this[Serial].Trim() is { Length: > 0 } serial ? serial : null,
            RequestType = Word<RequestType>(RequestType) ?? Helpdesk.Domain.Intake.RequestType.TechnicalHelp,
            Severity = Word<Severity>(Severity) ?? Helpdesk.Domain.Kernel.Severity.Low,
            UsedIn = ToUsedIn(),
            Subject = "",
            Description = "",
        };

    public ImpactAnswers ToImpact() =>
        new()
        {
            ProductionServerDown = Impact(nameof(ImpactAnswers.ProductionServerDown)),
            RestoreFails = Impact(nameof(ImpactAnswers.RestoreFails)),
            ProductStopsServer = Impact(nameof(ImpactAnswers.ProductStopsServer)),
            PartnerOnSite = Impact(nameof(ImpactAnswers.PartnerOnSite)),
            BackupsKeepFailing = Impact(nameof(ImpactAnswers.BackupsKeepFailing)),
            ProductCrashes = Impact(nameof(ImpactAnswers.ProductCrashes)),
            VerificationFails = Impact(nameof(ImpactAnswers.VerificationFails)),
            IntermittentErrors = Impact(nameof(ImpactAnswers.IntermittentErrors)),
            ProductErrors = Impact(nameof(ImpactAnswers.ProductErrors)),
            TestEnvironmentOnly = Impact(nameof(ImpactAnswers.TestEnvironmentOnly)),
        };

    private UsedIn? ToUsedIn() => (AsksWhereUsed ? Word<UsedIn>(WhereUsed) : null) ?? SeverityGuidance.UsedInOf(ToImpact());

    private bool? Impact(string question) =>
        this[ImpactPrefix + question] switch
        {
            True => true,
            "false" => false,
            _ => null,
        };

    private IntakeAnswers ToAnswers() =>
        new()
        {
            HappenedBefore = Answer(nameof(IntakeAnswers.HappenedBefore)),
            DoneJustBefore = Answer(nameof(IntakeAnswers.DoneJustBefore)),
            Reproducible = Answer(nameof(IntakeAnswers.Reproducible)),
            SystemChanges = Answer(nameof(IntakeAnswers.SystemChanges)),
            ErrorMessages = Answer(nameof(IntakeAnswers.ErrorMessages)),
            BusinessImpact = Answer(nameof(IntakeAnswers.BusinessImpact)),
            RunningSoftware = Answer(nameof(IntakeAnswers.RunningSoftware)),
            RestoreBy = Answer(nameof(IntakeAnswers.RestoreBy)),
            OfProduct = [.. Asked.Select(q => new ProductAnswer(q, this[NameOf(q)].Trim()))],
        };

    private string? Answer(string prompt) => this[AnswerPrefix + prompt].Trim() is { Length: > 0 } text ? text : null;

    private void Fill(string name, string? value)
    {
        if (_typed.Contains(name) || (value is null && !_filled.Contains(name)))
            return;
        _values[name] = value ?? "";
        if (value is null)
            _filled.Remove(name);
        else
            _filled.Add(name);
    }
}
