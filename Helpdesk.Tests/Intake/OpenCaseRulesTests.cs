using FluentValidation;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Platform.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Intake;

/// <summary>Each field of a new case, its limits and the code it is refused with (spec I2).</summary>
public sealed class OpenCaseRulesTests(IntakeHouse house) : IClassFixture<IntakeHouse>
{
    public static TheoryData<string, string, OpenCaseRequest> Bad { get; } = new()
    {
        { "userKind", "value.required", IntakeHouse.Good with { UserKind = null } },
        { "contactName", "text.required", IntakeHouse.Good with { ContactName = " " } },
        { "contactName", "text.too-long", IntakeHouse.Good with { ContactName = new string('a', 201) } },
        { "contactName", "text.one-line", IntakeHouse.Good with { ContactName = "a\nb" } },
        { "email", "text.required", IntakeHouse.Good with { Email = null } },
        { "email", "email.bad", IntakeHouse.Good with { Email = "nobody" } },
        { "email", "email.bad", IntakeHouse.Good with { Email = "Somebody <a@b.example>" } },
        { "phone", "text.too-long", IntakeHouse.Good with { Phone = new string('1', 51) } },
        { "organisation", "text.too-long", IntakeHouse.Good with { Organisation = new string('a', 201) } },
        { "language", "language.unknown", IntakeHouse.Good with { Language = "de" } },
        { "product", "text.required", IntakeHouse.Good with { Product = "" } },
        { "product", "product.unknown", IntakeHouse.Good with { Product = "NO-SUCH" } },
        { "productVersion", "text.required", IntakeHouse.Good with { ProductVersion = null } },
        { "serialNumber", "text.too-long", IntakeHouse.Good with { SerialNumber = new string('1', 101) } },
        { "requestType", "value.required", IntakeHouse.Good with { RequestType = null } },
        { "severity", "value.required", IntakeHouse.Good with { Severity = null } },
        { "subject", "text.required", IntakeHouse.Good with { Subject = null } },
        { "subject", "text.one-line", IntakeHouse.Good with { Subject = "a\tb" } },
        { "description", "text.required", IntakeHouse.Good with { Description = "\n" } },
        { "description", "text.control-characters", IntakeHouse.Good with { Description = "a\u0007b" } },
        { "answers.reproducible", "text.too-long", IntakeHouse.Good with { Answers = new IntakeAnswers { Reproducible = new string('a', 20_001) } } },
    };

    private readonly IValidator<OpenCaseRequest> _rules = house.Services.GetRequiredService<IValidator<OpenCaseRequest>>();

    [Fact]
    public void Good_IsAccepted() => _rules.Validate(IntakeHouse.Good).IsValid.ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void Bad_IsRefusedAtItsField(string field, string code, OpenCaseRequest request) =>
        _rules.Validate(request).ToErrors().Select(e => (e.Field, e.Code)).ShouldBe([(field, code)]);
}
