using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Intake.Form;

namespace Helpdesk.Tests.Intake;

/// <summary>What the agent typed wins over what is on record.</summary>
public sealed class CaseFormTests
{
    private static readonly SerialRecord Record = new(
        "SPX-SERVER",
        "5.2.7",
        "Nordwind GmbH",
        "Lena Fischer",
        "l@nordwind.example",
        "+49",
        LicenceKind.Purchased
    );

    private readonly CaseForm _form = new();

    [Fact]
    public void Fill_TypedField_IsLeftAlone()
    {
        _form.Type(CaseForm.ContactName, "Somebody else");

        _form.Fill(Record);

        _form[CaseForm.ContactName].ShouldBe("Somebody else");
        _form[CaseForm.Organisation].ShouldBe("Nordwind GmbH");
    }

    [Theory]
    [InlineData(LicenceKind.Trial, true)]
    [InlineData(LicenceKind.NotForResale, true)]
    [InlineData(LicenceKind.Purchased, false)]
    public void WhereItRuns_IsAskedOfATestLicenceOnly_AndNothingIsChosen_E4(LicenceKind kind, bool asked)
    {
        _form.Fill(Record with { Kind = kind });
        _form.AsksWhereUsed.ShouldBe(asked);
        (_form[CaseForm.WhereUsed], _form.ToRequest().UsedIn).ShouldBe(("", null));

        _form.Type(CaseForm.WhereUsed, nameof(UsedIn.Production));
        _form.ToRequest().UsedIn.ShouldBe(asked ? UsedIn.Production : null);
        _form.ToJudged().UsedIn.ShouldBe(asked ? UsedIn.Production : null);
    }

    [Fact]
    public void Fill_EmptiedField_IsFilledAgain()
    {
        _form.Type(CaseForm.ContactName, "Mistake");
        _form.Type(CaseForm.ContactName, "");

        _form.Fill(Record);

        _form[CaseForm.ContactName].ShouldBe("Lena Fischer");
    }

    [Fact]
    public void Fill_UnknownSerial_TakesBackWhatTheEarlierOneFilled()
    {
        _form.Type(CaseForm.Phone, "my own");
        _form.Fill(Record);

        _form.Fill(null);

        _form[CaseForm.ContactName].ShouldBeEmpty();
        _form[CaseForm.Phone].ShouldBe("my own");
    }

    [Fact]
    public void Fill_LanguageOfTheLastCase_UntilTheHandOrAnotherSerialSaysOtherwise()
    {
        _form.Fill(Record with { Language = "en" });
        _form[CaseForm.Language].ShouldBe("en");
        _form.Fill(Record);
        _form[CaseForm.Language].ShouldBe("ja", "as an untouched form");
        _form.Type(CaseForm.Language, "en");

        _form.Fill(Record with { Language = "ja" });

        _form[CaseForm.Language].ShouldBe("en");
    }

    [Fact]
    public void IsDirty_OnlyAfterTyping()
    {
        _form.IsDirty.ShouldBeFalse();
        _form.Fill(Record);
        _form.IsDirty.ShouldBeFalse("what is on record is not lost");
        _form.Type(CaseForm.Subject, "x");
        _form.IsDirty.ShouldBeTrue();
        _form.Clear();
        _form.IsDirty.ShouldBeFalse();
    }

    [Fact]
    public void ToRequest_CarriesAnswersAndConsent()
    {
        _form.Type(CaseForm.AnswerPrefix + nameof(IntakeAnswers.RestoreBy), " tonight ");
        _form.Type(CaseForm.Consent, CaseForm.True);

        var request = _form.ToRequest();

        request.Answers!.RestoreBy.ShouldBe("tonight");
        request.Answers.HappenedBefore.ShouldBeNull();
        request.Consent.ShouldBe(true);
    }

    [Fact]
    public void Ask_OfAnotherProduct_LeavesAnswersWithTheirQuestions_I3()
    {
        ProductQuestion job = new() { En = "Which job?" };
        ProductQuestion way = new() { En = "Which way?" };
        _form.Ask("A", [job]);
        _form.Type(CaseForm.NameOf(job), " nightly ");
        _form.Ask("B", [way]);
        _form.ToRequest().Answers!.OfProduct.ShouldBe([new(way, "")]);

        _form.Ask("A", [way, job]);
        _form.ToRequest().Answers!.OfProduct.ShouldBe([new(way, ""), new(job, "nightly")]);
        _form.FieldOf(AnswerRules.FieldOf(1)).ShouldBe(CaseForm.NameOf(job));
        _form.FieldOf("answers.restoreBy").ShouldBe(CaseForm.AnswerPrefix + nameof(IntakeAnswers.RestoreBy));
        _form.Ask("A", [way]);
        _form.Asked.ShouldBe([way, job], "what is asked stays while the same product is chosen");
    }

    [Theory]
    [InlineData(Severity.Emergency, "S1", nameof(ImpactAnswers.ProductionServerDown), nameof(ImpactAnswers.RestoreFails))]
    [InlineData(Severity.Emergency, "S1", nameof(ImpactAnswers.ProductStopsServer))]
    [InlineData(Severity.Emergency, "S1", nameof(ImpactAnswers.PartnerOnSite), nameof(ImpactAnswers.IntermittentErrors))]
    [InlineData(Severity.High, "S2", nameof(ImpactAnswers.ProductionServerDown))]
    [InlineData(Severity.High, "S2", nameof(ImpactAnswers.BackupsKeepFailing))]
    [InlineData(Severity.High, "S2", nameof(ImpactAnswers.ProductCrashes))]
    [InlineData(Severity.High, "S2", nameof(ImpactAnswers.VerificationFails))]
    [InlineData(Severity.Medium, "S3", nameof(ImpactAnswers.IntermittentErrors))]
    [InlineData(Severity.Medium, "S3", nameof(ImpactAnswers.TestEnvironmentOnly), nameof(ImpactAnswers.ProductStopsServer))]
    [InlineData(Severity.Low, "S4", nameof(ImpactAnswers.TestEnvironmentOnly))]
    [InlineData(Severity.Low, "S4")]
    public void Guidance_YesAnswers_ProposeTheWorstRow(Severity severity, string row, params string[] yes)
    {
        foreach (var question in yes)
            _form.Type(CaseForm.ImpactPrefix + question, CaseForm.True);

        var proposal = SeverityGuidance.Propose(_form.ToImpact());

        (proposal.Severity, proposal.RuleId).ShouldBe((severity, row));
    }
}
