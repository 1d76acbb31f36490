using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Entitlements;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>A case under a clock that only the test moves; opened on Monday 16 November 2026, 10:00 in Tokyo.</summary>
internal sealed class CaseFixture
{
    public static readonly Instant Opened = SampleProgramme.Tokyo(2026, 11, 16, 10);
    public static readonly Actor Agent = new(ActorKind.Person, new Guid("11111111-0000-4000-8000-000000000001"), "Kato Kenta");
    public static readonly Guid Sato = new("11111111-0000-4000-8000-000000000002");

    /// <summary>Next-update and resolution targets for Standard High and Medium.</summary>
    public static readonly (string Key, string? Value)[] TeamTargets =
    [
        ("TeamTargets:Standard:High:NextUpdate:Within", "4 h"),
        ("TeamTargets:Standard:High:NextUpdate:Calendar", "business"),
        ("TeamTargets:Standard:High:Resolution:Within", "3 business days"),
        ("TeamTargets:Standard:High:Resolution:Calendar", "business"),
        ("TeamTargets:Standard:Medium:NextUpdate:Within", "8 h"),
        ("TeamTargets:Standard:Medium:NextUpdate:Calendar", "business"),
        ("TeamTargets:Standard:Medium:Resolution:Within", "5 business days"),
        ("TeamTargets:Standard:Medium:Resolution:Calendar", "business"),
    ];

    /// <summary>The programme of the specification with those.</summary>
    public static readonly SupportProgramme WithTeamTargets = SampleProgramme.Create(TeamTargets).Value;

    private readonly SupportProgramme _programme;

    public CaseFixture(
        Severity severity = Severity.High,
        SupportTier tier = SupportTier.Standard,
        SupportProgramme? programme = null,
        LicenceKind licence = LicenceKind.Purchased,
        bool withContract = true,
        string number = "C-20261116-0001",
        bool knownSerial = true
    )
    {
        _programme = programme ?? SampleProgramme.Programme;
        Now = Opened;
        Case = Case.Open(
            number,
            Intake(severity),
            Triage.Judge(
                Intake(severity),
                knownSerial ? Records(tier, licence, withContract) : Records(tier, licence, withContract) with { Licence = null },
                _programme,
                Now
            ),
            Context
        );
    }

    public Case Case { get; }

    public Instant Now { get; set; }

    public CaseContext Context => new(Now, Agent, _programme);

    public SupportProgramme Programme => _programme;

    public CaseClock FirstResponse => Case.Clocks.Last(c => c.Kind == ClockKind.FirstResponse);

    public IEnumerable<CaseClock> Open => Case.Clocks.Where(c => c.IsOpen);

    public static CaseIntake Intake(Severity severity) =>
        new()
        {
            Channel = Channel.Web,
            Contact = new CaseContact(UserKind.Business, "山本 健一", "k.yamamoto@daiwa.example", "03-5550-0101", "大和精機株式会社", "ja"),
            ProductCode = "SPX-SERVER",
            ProductVersion = "5.2.7",
            SerialNumber = "SP-1",
            RequestType = RequestType.TechnicalHelp,
            Severity = severity,
            Subject = "Backup job fails",
            Description = "Fails every night.\nSince Friday.",
        };

    public static EntitlementRecords Records(SupportTier tier, LicenceKind licence = LicenceKind.Purchased, bool withContract = true) =>
        new(
            SampleEntitlements.Server,
            SampleEntitlements.Licence("SPX-SERVER") with
            {
                Kind = licence,
                ContractNumber = withContract ? "M-1" : null,
            },
            withContract ? [SampleEntitlements.Contract("M-1", "SPX-SERVER", tier)] : []
        );

    /// <summary>Moves the clock to a wall time in Tokyo of November or December 2026.</summary>
    public CaseFixture At(int day, int hour, int minute = 0, int month = 11)
    {
        Now = SampleProgramme.Tokyo(2026, month, day, hour, minute);
        return this;
    }

    public CaseFixture After(Duration time)
    {
        Now += time;
        return this;
    }

    /// <summary>Does something that must be accepted.</summary>
    public CaseFixture Do(Func<Case, CaseContext, Result> command)
    {
        var done = command(Case, Context);
        done.IsOk.ShouldBeTrue(done.IsOk ? null : "refused: " + done.Errors[0].Code);
        return this;
    }

    /// <summary>Does something that must be refused, and gives the code.</summary>
    public string Refused(Func<Case, CaseContext, Result> command)
    {
        var before = CaseSnapshot.Of(Case);
        var done = command(Case, Context);
        done.IsOk.ShouldBeFalse("it should have been refused");
        CaseSnapshot.Of(Case).ShouldBe(before, "a refusal leaves no trace");
        return done.Errors[0].Code;
    }

    /// <summary>Brings a fresh case into a state by ordinary commands.</summary>
    public static CaseFixture InState(CaseStatus status, SupportProgramme? programme = null)
    {
        var fixture = new CaseFixture(programme: programme);
        var work = status switch
        {
            CaseStatus.New => fixture,
            CaseStatus.InProgress => fixture.Do((c, at) => c.Assign(Sato, "Sato Mai", at)),
            CaseStatus.WaitingOnCustomer => fixture.Do((c, at) => c.WaitForCustomer("logs, please", at)),
            CaseStatus.WaitingOnVendor => fixture.Do((c, at) => c.WaitForVendor("with development", at)),
            CaseStatus.SolutionOffered => fixture.Do((c, at) => c.OfferSolution("apply 5.2.7", at)),
            CaseStatus.Resolved => fixture.Do((c, at) => c.Resolve("It should be gone.", at)),
            _ => fixture.Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at)),
        };
        work.Case.Status.ShouldBe(status);
        return work;
    }
}
