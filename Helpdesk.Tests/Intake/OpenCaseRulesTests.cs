using FluentValidation;
using Helpdesk.Domain.Intake;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Platform.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Intake;

/// <summary>Each field of a new case, its limits and the code it is refused with (spec I2).</summary>
public sealed class OpenCaseRulesTests(IntakeHost host) : IClassFixture<IntakeHost>
{
    public static TheoryData<string, string, OpenCaseRequest> Bad { get; } =
        new()
        {
            { "userKind", "value.required", IntakeHost.Good with { UserKind = null } },
            { "contactName", "text.required", IntakeHost.Good with { ContactName = " " } },
            { "contactName", "text.too-long", IntakeHost.Good with { ContactName = new string('a', 201) } },
            { "contactName", "text.one-line", IntakeHost.Good with { ContactName = "a\nb" } },
            { "email", "text.required", IntakeHost.Good with { Email = null } },
            { "email", "email.bad", IntakeHost.Good with { Email = "nobody" } },
            { "email", "email.bad", IntakeHost.Good with { Email = "Somebody <a@b.example>" } },
            { "phone", "text.too-long", IntakeHost.Good with { Phone = new string('1', 51) } },
            { "organisation", "text.too-long", IntakeHost.Good with { Organisation = new string('a', 201) } },
            { "language", "language.unknown", IntakeHost.Good with { Language = "de" } },
            { "product", "text.required", IntakeHost.Good with { Product = "" } },
            { "product", "product.unknown", IntakeHost.Good with { Product = "NO-SUCH" } },
            { "productVersion", "text.required", IntakeHost.Good with { ProductVersion = null } },
            { "serialNumber", "text.too-long", IntakeHost.Good with { SerialNumber = new string('1', 101) } },
            { "requestType", "value.required", IntakeHost.Good with { RequestType = null } },
            { "severity", "value.required", IntakeHost.Good with { Severity = null } },
            { "subject", "text.required", IntakeHost.Good with { Subject = null } },
            { "subject", "text.one-line", IntakeHost.Good with { Subject = "a\tb" } },
            { "description", "text.required", IntakeHost.Good with { Description = "\n" } },
            { "description", "text.control-characters", IntakeHost.Good with { Description = "a\u0007b" } },
            {
                "answers.reproducible",
                "text.too-long",
                IntakeHost.Good with
                {
                    Answers = new IntakeAnswers { Reproducible = new string('a', 20_001) },
                }
            },
        };

    private readonly IValidator<OpenCaseRequest> _rules = host.Services.GetRequiredService<IValidator<OpenCaseRequest>>();

    [Fact]
    public void Good_IsAccepted() => _rules.Validate(IntakeHost.Good).IsValid.ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void Bad_IsRefusedAtItsField(string field, string code, OpenCaseRequest request) =>
        _rules.Validate(request).ToErrors().Select(e => (e.Field, e.Code)).ShouldBe([(field, code)]);
}
