using System.Globalization;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>Writing an article beside what readers will see; what is typed is kept half a second after the last key.</summary>
public sealed partial class ArticleEditPage : IAsyncDisposable
{
    private static readonly string[] s_fields = ["title", "text", "versions", "keywords", "productCodes", "picture"];

    // Real time on purpose: it follows the writer's hands.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private const long LargestPicture = 10 * 1024 * 1024;

    private ArticleForm? _form;
    private string? _slot;
    private Instant? _keptAt;
    private string _html = "";
    private IReadOnlyList<Error> _errors = [];
    private int _keys,
        _kept;

    [Parameter]
    public long? Id { get; set; }

    [SupplyParameterFromQuery(Name = "lang")]
    private string? Language { get; set; }

    /// <summary>The closed case it is drafted from.</summary>
    [SupplyParameterFromQuery(Name = "case")]
    private string? FromCase { get; set; }

    [Inject]
    private KnowledgeQuery Query { get; set; } = null!;

    [Inject]
    private ArticleFromCase Drafting { get; set; } = null!;

    [Inject]
    private ArticleDrafts Drafts { get; set; } = null!;

    [Inject]
    private ArticleHandlers Handlers { get; set; } = null!;

    [Inject]
    private ArticlePictures Pictures { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<KnowledgeText> Text { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private string Written => Language is "ja" or "en" ? Language : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    public async ValueTask DisposeAsync()
    {
        if (_kept < _keys)
            await KeepAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        var slot = ArticleDrafts.SlotOf(Id, FromCase, Written);
        if (slot == _slot)
            return;
        _slot = slot;
        var kept = await Drafts.FindAsync(slot, Person.Principal, CancellationToken.None);
        _keptAt = kept?.At;
        await ShowAsync(kept?.Form);
    }

    private async Task ShowAsync(ArticleForm? kept)
    {
        Result<ArticleForm> begun = kept is null ? await BeginAsync() : kept;
        _form = begun.IsOk ? begun.Value : null;
        _errors = begun.IsOk ? [] : begun.Errors;
        _html = _form is null ? "" : ArticleMarkdown.ToHtml(_form.Text);
    }

    private async Task<Result<ArticleForm>> BeginAsync()
    {
        if (Id is { } id)
        {
            var found = await Query.FindAsync(id, Person.Principal, CancellationToken.None);
            return found.IsOk ? ArticleForm.Of(found.Value, Written) : Result<ArticleForm>.Refuse(found.Errors);
        }

        return FromCase is { Length: > 0 } number
            ? await Drafting.RunAsync(number, Written, Person.Principal, CancellationToken.None)
            : new ArticleForm();
    }

    private static string Of(ChangeEventArgs e) => e.Value?.ToString() ?? "";

    private static string FieldOf(string field) => field.Split('[')[0];

    private static string NameOf(Product product) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja" ? product.NameJa : product.NameEn;

    private static void Toggle(ArticleForm form, string code)
    {
        if (!form.Products.Remove(code))
            form.Products.Add(code);
    }

    private string? Invalid(string field) => _errors.Any(e => e.Field is { } wrong && FieldOf(wrong) == field) ? "true" : null;

    private void Typed(Action<ArticleForm> change)
    {
        change(_form!);
        _ = KeepSoonAsync(++_keys);
    }

    private async Task KeepSoonAsync(int key)
    {
        await RealTime.RestAsync(Pause);
        if (key != _keys || _slot is null)
            return;
        Later(async () =>
        {
            _html = ArticleMarkdown.ToHtml(_form!.Text);
            await KeepAsync();
        });
    }

    private async Task KeepAsync()
    {
        var key = _keys;
        _keptAt = await Drafts.KeepAsync(_slot!, _form!, Person.Principal) ?? _keptAt;
        _kept = key;
    }

    private async Task DiscardAsync()
    {
        _kept = _keys;
        await Drafts.ForgetAsync(_slot!, Person.Principal);
        _keptAt = null;
        await ShowAsync(null);
    }

    private void LanguageAsync(ChangeEventArgs e) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("lang", Of(e)), replace: true);

    private async Task PictureAsync(InputFileChangeEventArgs e)
    {
        await using var content = e.File.OpenReadStream(LargestPicture);
        var added = await Pictures.AddAsync(Id!.Value, content, e.File.Name, e.File.Size, Person.Principal, CancellationToken.None);
        _errors = added.Errors;
        if (!added.IsOk)
            return;
        var shows = Path.GetFileNameWithoutExtension(e.File.Name).Replace('[', ' ').Replace(']', ' ');
        Typed(f => f.Text = $"{f.Text.TrimEnd()}\n\n![{shows}]({ArticleMarkdown.PictureScheme}{added.Value})\n");
    }

    private async Task SaveAsync()
    {
        var saved = await Handlers.HandleAsync(_form!.ToCommand(Id, Written), Person.Principal);
        _errors = saved.Errors;
        if (!saved.IsOk)
            return;
        _kept = ++_keys;
        await Drafts.ForgetAsync(_slot!, Person.Principal);
        Navigation.NavigateTo($"/knowledge/{saved.Value}?lang={Written}");
    }
}
