using Helpdesk.Domain.Intake;
using Helpdesk.Web.Platform.Forms;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Portal.CustomerPage;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Portal.Form;

/// <summary>
/// What every page of the form does: show what was typed so far, keep what was sent before looking at it, and go on only when it is
/// good. Going back and changing the language send the form too, so nothing typed is lost on any way out.
/// </summary>
public abstract class SupportPage : ComponentBase
{
    /// <summary>A field that people do not see; whoever fills it in is a program.</summary>
    public const string Trap = "website";

    private Dictionary<string, string>? _posted;

    [CascadingParameter]
    protected HttpContext Context { get; set; } = null!;

    [Inject]
    protected SupportDrafts Drafts { get; set; } = null!;

    [Inject]
    protected SendEnquiryHandler Sender { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<PortalText> Text { get; set; } = null!;

    [Inject]
    protected ErrorWords Errors { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    protected PortalDraft? Draft { get; private set; }

    /// <summary>What is wrong with this page's fields.</summary>
    protected IReadOnlyList<FieldError> Wrong { get; set; } = [];

    public abstract SupportStep Step { get; }

    protected RequestType? Type => Enquiry.TypeOf(Draft);

    /// <summary>What a field shows: as sent just now, else as kept.</summary>
    public string Value(string name) => _posted?.GetValueOrDefault(name) ?? Draft?[name] ?? "";

    protected bool Is(string name, string value = Enquiry.Yes) => Value(name) == value;

    protected override async Task OnInitializedAsync()
    {
        Draft = await Drafts.LoadAsync(Context);
        if (HttpMethods.IsPost(Context.Request.Method))
            _posted = Posted();
        else if (Draft?.SentNumber is not null && Step != SupportStep.Who)
            Navigation.NavigateTo("/support/sent");
        else if (await FirstOpenAsync() is { } open && open < Step)
            Navigation.NavigateTo(SupportSteps.PathOf(open));
        else
            await ShowAsync();
    }

    /// <summary>Reads what the page shows besides the fields.</summary>
    protected virtual Task ShowAsync() => Task.CompletedTask;

    /// <summary>Does what the page's own buttons say; true when that was all.</summary>
    protected virtual Task<bool> ActAsync(string? go) => Task.FromResult(false);

    /// <summary>Where the form goes from here when all is well.</summary>
    protected virtual Task<string> NextAsync() =>
        Task.FromResult(SupportSteps.PathOf(SupportSteps.From(Step, 1, Type) ?? SupportStep.Send));

    protected async Task SubmitAsync()
    {
        if (Context.Request.Form[Trap].ToString().Length > 0)
        {
            // A program believes that it was heard.
            Navigation.NavigateTo("/support/sent");
            return;
        }

        if (Draft?.SentNumber is not null && Step != SupportStep.Who)
        {
            // Sent already, perhaps by the first of two presses.
            Navigation.NavigateTo("/support/sent");
            return;
        }

        Draft = await Drafts.SaveAsync(Context, _posted ?? []);
        if (Draft is null)
        {
            Wrong = [new(null, Errors.Of(new Helpdesk.Domain.Kernel.Error("portal.busy")))];
            await ShowAsync();
            return;
        }

        var go = Context.Request.Form["go"].ToString();
        if (go is "ja" or "en")
            Navigation.NavigateTo($"/account/culture?c={go}&returnUrl={Uri.EscapeDataString(SupportSteps.PathOf(Step))}");
        else if (go == "back" && SupportSteps.From(Step, -1, Type) is { } before)
            Navigation.NavigateTo(SupportSteps.PathOf(before));
        else if (!await ActAsync(go))
            await GoOnAsync();
        await ShowAsync();
    }

    private async Task GoOnAsync()
    {
        Wrong = await WrongAsync();
        if (Wrong.Count == 0)
            Navigation.NavigateTo(await NextAsync());
    }

    /// <summary>What is wrong with the fields of this page, in the reader's language.</summary>
    protected async Task<IReadOnlyList<FieldError>> WrongAsync() =>
        [
            .. (await Sender.CheckAsync(Draft!, CancellationToken.None))
                .Where(e => Enquiry.StepOf(e.Field) == Step)
                .Select(e => new FieldError(Enquiry.NameOf(Draft!, e.Field), Errors.Of(e))),
        ];

    // The first page with something missing; nobody skips one.
    private async Task<SupportStep?> FirstOpenAsync()
    {
        if (Draft is null)
            return SupportStep.Who;
        var wrong = (await Sender.CheckAsync(Draft, Context.RequestAborted))
            .Select(e => Enquiry.StepOf(e.Field))
            .OfType<SupportStep>()
            .ToHashSet();
        if (Type?.IsNonTechnical() == false && Draft[Enquiry.ImpactSeen].Length == 0)
            wrong.Add(SupportStep.Impact);
        var open = SupportSteps.Of(Type).Where(wrong.Contains).ToList();
        return open.Count == 0 ? null : open[0];
    }

    // An unticked box is not sent at all: it is empty then.
    private Dictionary<string, string> Posted()
    {
        var form = Context.Request.Form;
        var posted = Enquiry
            .FieldsOf(Step)
            .ToDictionary(name => name, name => form[name].ToString().ReplaceLineEndings("\n"), StringComparer.Ordinal);
        Complete(posted);
        return posted;
    }

    /// <summary>Adds what the page knows besides its fields.</summary>
    protected virtual void Complete(Dictionary<string, string> posted) { }
}
