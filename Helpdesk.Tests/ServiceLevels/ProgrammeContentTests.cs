using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Cases;
using NodaTime;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>A version of the programme as text: read by the rules of the settings, compared with another (spec P1–P6, P11).</summary>
public sealed class ProgrammeContentTests
{
    private static readonly ProgrammeContent s_settings = ProgrammeContent.Of(SampleProgramme.Options());
    private static readonly string[] s_calendars = ["business", "always"];

    [Fact]
    public void Of_Settings_ReadsToTheirTargets_CellByCell()
    {
        var read = ProgrammeTargets.Read(s_settings, s_calendars).Value;
        read.IsSameAs(SampleProgramme.Programme.Targets).ShouldBeTrue();
        s_settings.Cells.Count.ShouldBe(2 * 4 * 2);
        foreach (var cell in s_settings.Cells)
            read.Target(cell.Tier, cell.Severity, cell.Kind)
                .ShouldBe(SampleProgramme.Programme.Target(cell.Tier, cell.Severity, cell.Kind), cell.Key);
    }

    [Fact]
    public void Changes_NameTheFieldAndBothValues()
    {
        var changed = With("Standard", "High", "FirstResponse", "4 h") with { AtRiskShare = "0.5" };
        changed
            .ChangesSince(s_settings)
            .ShouldBe(
                [
                    new("AtRiskShare", "0.7", "0.5"),
                    new("Targets:Standard:High:FirstResponse", "1 business day (business)", "4 h (business)"),
                ],
                ignoreOrder: true
            );
        s_settings.ChangesSince(s_settings).ShouldBeEmpty();
    }

    [Fact]
    public void SameTimeWrittenOtherwise_PromisesTheSame()
    {
        var written = With("Standard", "Emergency", "Callback", "120 min");
        ProgrammeTargets.Read(written, s_calendars).Value.IsSameAs(SampleProgramme.Programme.Targets).ShouldBeTrue();
        var day = s_settings with { BusinessDayLength = "7 h" };
        ProgrammeTargets.Read(day, s_calendars).Value.IsSameAs(SampleProgramme.Programme.Targets).ShouldBeFalse("a day is shorter");
    }

    [Theory]
    [InlineData("soon", "business", "programme.length-malformed", "Within")]
    [InlineData("", "business", "programme.length-malformed", "Within")]
    [InlineData("2 h", "night", "programme.calendar-unknown", "Calendar")]
    public void WrongCell_IsRefusedUnderItsKey(string within, string calendar, string code, string part)
    {
        var wrong = With("Premium", "Low", "Callback", within, calendar) with { Hotline = " " };
        var errors = ProgrammeTargets.Read(wrong, s_calendars).Errors;
        errors.ShouldContain(e => e.Code == code && e.Field == $"SupportProgramme:Targets:Premium:Low:Callback:{part}");
        errors.ShouldContain(e => e.Code == "programme.key-missing" && e.Field == "SupportProgramme:Hotline");
        errors.Count.ShouldBe(2);
    }

    [Fact]
    public void TeamTarget_IsOptional_AMissingPromiseIsNot()
    {
        var team = s_settings with
        {
            Cells = [.. s_settings.Cells, new(SupportTier.Standard, Severity.High, ClockKind.Resolution, "3 business days", "business")],
        };
        ProgrammeTargets.Read(team, s_calendars).Value.HasTeamTargets.ShouldBeTrue();
        var gap = s_settings with { Cells = [.. s_settings.Cells.Skip(1)] };
        ProgrammeTargets.Read(gap, s_calendars).Errors.ShouldHaveSingleItem().Field.ShouldBe("SupportProgramme:" + s_settings.Cells[0].Key);
    }

    [Fact]
    public void Adopted_NewClocksHaveTheNewTarget_RunningOnesTheirOwn_AndJudgingAnewLeavesThem()
    {
        var programme = SampleProgramme.Create().Value;
        var fixture = new CaseFixture(programme: programme);
        var (target, due) = (fixture.FirstResponse.Target, fixture.FirstResponse.DueAt);

        programme.Adopt(ProgrammeTargets.Read(With("Standard", "High", "FirstResponse", "4 h"), s_calendars).Value);

        (fixture.FirstResponse.Target, fixture.FirstResponse.DueAt).ShouldBe((target, due));
        var outcome = Helpdesk.Domain.Cases.Triage.Judge(
            fixture.Case.ToIntake(),
            CaseFixture.Records(SupportTier.Standard),
            programme,
            fixture.Now
        );
        fixture.Case.PreviewJudgement(outcome, fixture.Context).IsOtherwise.ShouldBeFalse("a new version judges no case otherwise");
        fixture.At(17, 10).Do((c, at) => c.Reply("We are reading it.", at));
        fixture.Do((c, at) => c.Close(Helpdesk.Domain.Cases.ClosingReason.Confirmed, null, null, at));
        fixture.Do((c, at) => c.Reopen("again", at));
        fixture.FirstResponse.Target.ShouldBe(Duration.FromHours(4), "the next cycle is promised by the version in force");
    }

    private static ProgrammeContent With(string tier, string severity, string kind, string within, string calendar = "business") =>
        s_settings with
        {
            Cells =
            [
                .. s_settings.Cells.Select(c =>
                    c.Key == $"Targets:{tier}:{severity}:{kind}" ? c with { Within = within, Calendar = calendar } : c
                ),
            ],
        };
}
