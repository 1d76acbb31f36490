using System.Collections.Frozen;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Forms;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Portal.Visit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Portal.CustomerPage;

/// <summary>A case on its customer's own page: reached by a signed link, shown to nobody else (spec U5).</summary>
public sealed partial class CustomerCasePage
{
    private static readonly string[] Notices =
    [
        "solved",
        "not-solved",
        "write",
        "files",
        "again",
        "end",
        "rate",
        UrgencyForm.FormName,
        CallForm.FormName,
    ];

    // The key of an input's label, by its id.
    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["impact"] = "urgency.impact",
        ["serious"] = "urgency.serious",
        ["workaround"] = "urgency.workaround",
        ["call-phone"] = "call.phone",
        ["call-words"] = "call.words",
        ["text"] = "write.text",
        ["files"] = "files.label",
        ["still"] = "words",
        ["again-words"] = "again.words",
        ["end-words"] = "end.words",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string _nonce = Chance.Name().ToString("N");
    private CustomerCase? _case;
    private IReadOnlyList<FieldError> _wrong = [];

    // The form that was sent and refused: what stands in it is shown again.
    private string? _acted;

    /// <summary>The token of a link, or the number of a case whose pass the browser has.</summary>
    [Parameter]
    public string? Key { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private CustomerEntrance Entrance { get; set; } = null!;

    [Inject]
    private CustomerCaseQuery Query { get; set; } = null!;

    [Inject]
    private CustomerActsHandler Handler { get; set; } = null!;

    [Inject]
    private PortalFiles Files { get; set; } = null!;

    [Inject]
    private SupportDrafts Drafts { get; set; } = null!;

    [Inject]
    private IStringLocalizer<PortalText> Text { get; set; } = null!;

    [Inject]
    private MailWords Words { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>"yes" or "no" when the customer came by a link that answers an offered solution; decides nothing.</summary>
    [SupplyParameterFromQuery(Name = "answer")]
    private string? Answer { get; set; }

    /// <summary>What was just done; shows thanks, decides nothing.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    private string? Done { get; set; }

    private string Place => CustomerCookie.PathOf(_case!.Number);

    // With its query, so that a link to an input stays on the page as it is.
    private string Here => new Uri(Navigation.Uri).PathAndQuery;

    private string? DoneWords =>
        !Notices.Contains(Done, StringComparer.Ordinal) ? null
        : _case?.MergedInto is { } other ? Text["done.elsewhere", other].Value
        : Text["done." + Done].Value;

    protected override async Task OnInitializedAsync()
    {
        if (Key is null)
            return;
        if (CaseNumber.IsValid(Key))
            await FindAsync(Key);
        else if (await Entrance.EnterAsync(Context, Key) is { } place)
            Navigation.NavigateTo(place + (Answer is "yes" or "no" ? "?answer=" + Answer : null));
    }

    private async Task FindAsync(string number) =>
        _case = await Query.FindAsync(number, CustomerCookie.Read(Context), Context.RequestAborted);

    private static bool AsksForAnswer(CustomerCase about) => about.Status is CaseStatus.SolutionOffered or CaseStatus.Resolved;

    // The form a post came from; the framework refuses a post whose form is not on the page.
    private string? SentFrom =>
        Key is not null
        && HttpMethods.IsPost(Context.Request.Method)
        && Field("_handler") is { Length: > 0 and < 40 } form
        && form != DeadLink.FormName
            ? form
            : null;

    // By a form that the page of a duplicate does not show.
    private CustomerAct? ActElsewhere(string form) =>
        form switch
        {
            "solved" => new ConfirmSolution(),
            "not-solved" => new RejectSolution(Field("words")),
            "end" => new NoLongerNeeded(Field("words")),
            "again" => new ComeBack(Field("words")),
            _ => null,
        };

    private string? Field(string name) => Context.Request.HasFormContentType ? Context.Request.Form[name].ToString() : null;

    private string? FieldOf(string form, string name) => _acted == form ? Field(name) : null;

    private async Task ActAsync(string form, CustomerAct act)
    {
        var done = await Handler.HandleAsync(Key!, CustomerCookie.Read(Context), act, Field("nonce"), CancellationToken.None);
        if (done.IsOk)
            Navigation.NavigateTo($"{Place}?done={form}#said");
        else
            await RefuseAsync(form, done.Errors);
    }

    private async Task WriteAsync()
    {
        var owner = PortalFiles.OwnerOf(_case!.Number);
        if (Guid.TryParse(Field("remove"), out var removed))
        {
            await Files.RemoveAsync(owner, removed);
            await RefuseAsync("write", []);
            return;
        }

        List<Error> wrong = [];
        foreach (var file in Context.Request.Form.Files.Where(f => f.Length > 0 || f.FileName.Length > 0))
        {
            await using var content = file.OpenReadStream();
            var added = await Files.AddAsync(owner, content, file.FileName, file.Length, Context.RequestAborted);
            if (!added.IsOk)
                wrong.AddRange(added.Errors);
        }

        if (wrong.Count > 0 || Field("go") == "files")
            await RefuseAsync("write", wrong);
        else
            await ActAsync("write", new WriteMessage(Field("words")));
    }

    // The id of the input that an error is about; null for none of the form's.
    private static string? InputOf(string form, string? field) =>
        (form, field) switch
        {
            (UrgencyForm.FormName, "text") => "impact",
            (UrgencyForm.FormName, "effectIsSerious") => "serious",
            (UrgencyForm.FormName, "workaroundExists") => "workaround",
            (CallForm.FormName, "phone") => "call-phone",
            (CallForm.FormName, "text") => "call-words",
            ("write", "text" or "files") => field,
            ("not-solved", "text") => "still",
            ("again", "text") => "again-words",
            ("end", "text") => "end-words",
            _ => null,
        };

    // The page again, with what was typed.
    private async Task RefuseAsync(string form, IReadOnlyList<Error> errors)
    {
        _acted = form;
        _wrong = [.. errors.Select(e => new FieldError(InputOf(form, e.Field), Errors.Of(e)))];
        _case = await Query.FindAsync(Key!, CustomerCookie.Read(Context), CancellationToken.None);
    }

    private async Task FollowAsync()
    {
        if (await Drafts.FollowAsync(Context, Key!, CustomerCookie.Read(Context)))
            Navigation.NavigateTo("/support/product");
    }
}
