using System.Globalization;
using Bunit;
using Helpdesk.Domain.Workforce;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Intake.Form;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Supervision.Board;
using Helpdesk.Web.Supervision.Plan;
using Helpdesk.Web.Workforce;
using Helpdesk.Web.Workforce.Choosing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.Supervision;

/// <summary>What the parts of the supervisors' screens say and do (spec U2).</summary>
public sealed class BoardPartsTests : IClassFixture<MailHost>, IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;
    private readonly BunitContext _context = new();
    private readonly IServiceScope _scope;
    private readonly MailHost _host;

    public BoardPartsTests(MailHost host)
    {
        (_host, _scope) = (host, host.Services.CreateScope());
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        var reader = new CurrentPerson(new HttpContextAccessor());
        reader.SignedInAs(IntakeHost.Agent);
        _context.Services.AddSingleton(reader);
        _context.Services.AddFallbackServiceProvider(_scope.ServiceProvider);
    }

    private ReaderTime Time => new(DateTimeZoneProviders.Tzdb["Asia/Tokyo"], CultureInfo.GetCultureInfo("en"), _host.Now);

    public void Dispose()
    {
        _context.Dispose();
        _scope.Dispose();
        CultureInfo.CurrentUICulture = _before;
    }

    [Theory]
    [InlineData(5, 5, 20, "5 of 20", false)]
    [InlineData(5, 8, 20, "5 → 8 of 20", false)]
    [InlineData(19, 23, 20, "19 → 23 of 20 over capacity", true)]
    public void LoadBar_SaysInWordsWhatItDraws(int before, int after, int capacity, string words, bool over)
    {
        var bar = _context.Render<LoadBar>(p => p.Add(b => b.Before, before).Add(b => b.After, after).Add(b => b.Capacity, capacity));

        string.Join(' ', bar.Find(".words").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldBe(words);
        bar.Find(".load-bar").ClassList.Contains("over").ShouldBe(over);
    }

    [Fact]
    public void PersonList_ArrowsOnlyMove_EnterChoosesByWhatIsTyped_NobodyAwayIsChosen()
    {
        List<Guid?> chosen = [];
        PersonLine[] people =
        [
            new(DemoPeople.Kato.Id, "Kato Kenta", "kato", "knows ImageManager"),
            new(DemoPeople.Sato.Id, "Sato Mai", "sato", "away", Off: true),
            new(DemoPeople.Ueda.Id, "Ueda Ryo", "ueda", null),
            new(null, "Queue (nobody)", null, null),
        ];
        var box = _context.Render<PersonList>(p => p.Add(b => b.People, people).Add(b => b.OnChoose, person => chosen.Add(person.Id)));
        void Press(string key, bool composing = false) =>
            box.Find(".person-list").KeyDown(new KeyboardEventArgs { Key = key, IsComposing = composing });

        box.FindAll("[role=option]").Select(o => o.QuerySelector("b")!.TextContent).Last().ShouldBe("Sato Mai", "those away stand last");
        Press("ArrowDown");
        Press("ArrowUp");
        Press("Enter", composing: true);
        chosen.ShouldBeEmpty("arrows move, and an Enter that ends a conversion belongs to the input method");
        Press("ArrowDown");
        Press("Enter");
        // Typed and confirmed at once: whoever was marked before is not who is meant.
        box.Find("input").Input("queue");
        Press("Enter");
        chosen.ShouldBe([DemoPeople.Ueda.Id, null]);
        box.Find("input").Input("さとう");
        box.FindAll("[role=option]").ShouldHaveSingleItem().GetAttribute("aria-disabled").ShouldBe("true");
        Press("Enter");
        box.Find("[role=option]").Click();
        chosen.Count.ShouldBe(2, "nobody is given a case while away");
        box.Find("input").Input("nobody of that name");
        box.Find("[role=status]").TextContent.ShouldContain("nobody of that name");
    }

    [Fact]
    public void PlanResult_RefusedFirstWithTheReason_UndoForTenMinutes()
    {
        var made = new Reassignment
        {
            Id = Guid.NewGuid(),
            AppliedAt = _host.Now - Duration.FromMinutes(9),
            AppliedBy = "Mori Hana",
            Moves =
            [
                new("C-1", null, null, DemoPeople.Kato.Id, "Kato Kenta", 3),
                new("C-2", DemoPeople.Sato.Id, "Sato Mai", DemoPeople.Kato.Id, "Kato Kenta", 0) { Refused = new("plan.case-changed", []) },
            ],
        };
        var shown = _context.Render<PlanResult>(p => p.Add(r => r.Plan, made).Add(r => r.Time, Time).Add(r => r.Now, _host.Now));

        shown.Find("[role=status]").TextContent.ShouldContain("1 of 2 cases moved");
        shown.FindAll("tbody tr").Select(r => r.QuerySelector("a")!.TextContent).ShouldBe(["C-2", "C-1"]);
        shown.FindAll("tbody tr")[0].TextContent.ShouldContain("changed", Case.Insensitive);
        shown.FindAll("button").ShouldHaveSingleItem().TextContent.ShouldBe("Undo the plan");
        shown.Render(p => p.Add(r => r.Plan, made).Add(r => r.Time, Time).Add(r => r.Now, _host.Now + Duration.FromMinutes(2)));
        shown.FindAll("button").ShouldBeEmpty();
    }

    [Fact]
    public void OwnerChoice_SuggestsWithTheReason_OncePressedItIsChosen()
    {
        var form = new CaseForm();
        var choice = Choice(form);
        choice.FindAll("select").ShouldBeEmpty("nothing is known of the product yet");

        form.Type(CaseForm.Product, "IMG-MANAGER");
        choice = Choice(form);
        choice.Find("[role=status]").TextContent.ShouldMatch("knows ImageManager, [0-9]+ open, Japanese");
        choice.Find("option").TextContent.ShouldBe("Nobody yet – into the queue");
        choice.Find("button").Click();
        form[CaseForm.Owner].ShouldBe(choice.FindAll("option")[1].GetAttribute("value"));
    }

    private IRenderedComponent<OwnerChoice> Choice(CaseForm form) =>
        _context.Render<OwnerChoice>(p => p.AddCascadingValue(form).Add(c => c.Name, CaseForm.Owner));
}
