using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Cases.ReplyTemplates;

/// <summary>The administrator's list of reply templates: made, edited, ordered, switched off (spec U4).</summary>
public sealed partial class ReplyTemplatesPage
{
    private ReplyTemplate[] _templates = [];
    private Editing? _editing;
    private string? _said;

    [Inject]
    private IStringLocalizer<ReplyTemplateText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    [Inject]
    private ReplyTemplatesQuery Query { get; set; } = null!;

    [Inject]
    private ReplyTemplateHandlers Handlers { get; set; } = null!;

    private static string Reader => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    protected override Task OnInitializedAsync() => LoadAsync();

    private static string NameOf(ReplyTemplate template) => template.NameIn(Reader);

    private static string Line(ReplyTemplate template) =>
        string.Join(
            " · ",
            template
                .BodyIn(Reader)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => !line.StartsWith("{{~", StringComparison.Ordinal))
        );

    private async Task LoadAsync()
    {
        var found = await Query.RunAsync(Person.Principal, CancellationToken.None);
        (_templates, _said) = found.IsOk ? (found.Value, _said) : ([], Errors.Of(found.Errors));
    }

    private void Edit(ReplyTemplate? template) => _editing = new(template);

    private async Task ClosedAsync(bool saved)
    {
        _editing = null;
        if (saved)
            await LoadAsync();
    }

    private Task MoveAsync(ReplyTemplate template, bool up) =>
        DoAsync(Handlers.HandleAsync(new MoveReplyTemplate(template.Id, up), Person.Principal));

    private Task SwitchAsync(ReplyTemplate template) =>
        DoAsync(Handlers.HandleAsync(new SwitchReplyTemplate(template.Id, !template.IsActive), Person.Principal));

    private async Task DoAsync(Task<Result> act)
    {
        var done = await act;
        _said = done.IsOk ? null : Errors.Of(done.Errors);
        await LoadAsync();
    }

    /// <summary>The one in the form; a new one each time, so that a form begins anew.</summary>
    private sealed class Editing(ReplyTemplate? template)
    {
        public ReplyTemplate? Template => template;
    }
}
