using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Helpdesk.Web.Mail.Out.Wording;

/// <summary>One kind of mail: its words in both languages beside what the customer will see (spec U4).</summary>
public sealed partial class MailWordsEditPage
{
    // Long enough to read what was done and to think better of it.
    private const int UndoMilliseconds = 12_000;

    private const string Said = "mail-words";

    private readonly Dictionary<string, WrittenWords> _words = new(StringComparer.Ordinal);
    private MailWordsOpened? _opened;
    private MailSample _sample;
    private string? _refused;
    private string? _said;
    private bool _isOutdated;
    private bool _busy;

    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private MailWordsQuery Query { get; set; } = null!;

    [Inject]
    private MailWordsHandlers Handlers { get; set; } = null!;

    [Inject]
    private IStringLocalizer<MailWordsText> Text { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    private MailKind Kind { get; set; }

    private bool IsDirty => _opened is { } o && (_words["en"] != o.En || _words["ja"] != o.Ja);

    private bool HasOwn => _opened is { Row: { } row } && (IsOwn(row.En) || IsOwn(row.Ja));

    private bool IsFolder => _opened is { Row: { } row } && (row.En == MailWordsSource.Folder || row.Ja == MailWordsSource.Folder);

    protected override Task OnParametersSetAsync()
    {
        if (!Enum.TryParse<MailKind>(Name, ignoreCase: true, out var kind) || !MailWordsQuery.Kinds.Contains(kind))
        {
            _refused = Text["unknown", Name];
            return Task.CompletedTask;
        }

        Kind = kind;
        return OpenAsync();
    }

    private async Task OpenAsync()
    {
        var opened = await Query.OpenAsync(Kind, Person.Principal, CancellationToken.None);
        if (!opened.IsOk)
        {
            _refused = Errors.Of(opened.Errors);
            return;
        }

        (_opened, _said, _isOutdated) = (opened.Value, null, false);
        (_words["en"], _words["ja"]) = (_opened.En, _opened.Ja);
    }

    private void Typed(string language, WrittenWords words) => _words[language] = words;

    private void ShowSample(MailSample sample) => _sample = sample;

    private Task SaveAsync() =>
        DoAsync(version => Handlers.HandleAsync(new SaveMailWords(Kind, version, _words["en"], _words["ja"]), Person.Principal), "saved");

    private Task TakeFilesAsync() => DoAsync(version => Handlers.HandleAsync(new TakeFileWords(Kind, version), Person.Principal), "back");

    private Task RestoreAsync(int earlier) =>
        DoAsync(version => Handlers.HandleAsync(new RestoreMailWords(Kind, earlier, version), Person.Principal), "restored");

    private async Task DoAsync(Func<int, Task<Result<int>>> act, string said)
    {
        if (_busy || _opened is null)
            return;
        _busy = true;
        var before = _opened.Version;
        var done = await act(before);
        _busy = false;
        if (!done.IsOk)
        {
            // What is wrong with a field stands beside it already.
            (_said, _isOutdated) = (
                done.Errors.All(e => e.Field is not null) ? Text["mend"] : Errors.Of(done.Errors.Where(e => e.Field is null)),
                done.Errors.Any(e => e.Kind == ErrorKind.Changed)
            );
            return;
        }

        await OpenAsync();
        Say(said, done.Value > before ? before : null);
    }

    private void Say(string said, int? undoTo)
    {
        Snackbar.RemoveByKey(Said);
        Snackbar.Add(
            Text[undoTo is null ? "same" : said],
            MudBlazor.Severity.Success,
            options =>
            {
                if (undoTo is not { } version)
                    return;
                options.Action = Text["undo"];
                options.ActionColor = Color.Inherit;
                options.VisibleStateDuration = UndoMilliseconds;
                options.OnClick = _ => InvokeAsync(() => UndoAsync(version));
            },
            Said
        );
    }

    private async Task UndoAsync(int version)
    {
        await RestoreAsync(version);
        StateHasChanged();
    }

    private async Task SendTestAsync(string language)
    {
        var sent = await Handlers.HandleAsync(new SendTestMail(Kind, language, _words[language], _sample), Person.Principal);
        Snackbar.Add(
            sent.IsOk ? Text["test.sent"] : Errors.Of(sent.Errors),
            sent.IsOk ? MudBlazor.Severity.Success : MudBlazor.Severity.Error
        );
    }

    private static bool IsOwn(MailWordsSource source) => source is MailWordsSource.Own or MailWordsSource.Unreadable;
}
