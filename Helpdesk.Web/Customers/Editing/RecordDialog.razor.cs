using Helpdesk.Domain.Kernel;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Helpdesk.Web.Customers.Editing;

/// <summary>The one dialog of acts on records: the fields of a <see cref="RecordQuestion"/>, what is wrong beside each.</summary>
public sealed partial class RecordDialog
{
    private Dictionary<string, string> _texts = [];
    private IReadOnlyList<Error> _errors = [];
    private bool _busy;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Parameter, EditorRequired]
    public RecordQuestion Question { get; set; } = null!;

    protected override void OnInitialized() => _texts = new(Question.Texts, StringComparer.Ordinal);

    private string WordOf(string column) => Columns[$"col.{Question.Kind}.{column}"];

    private string? ErrorOf(string column) => _errors.FirstOrDefault(e => e.Field == column) is { } error ? Errors.Of(error) : null;

    private void Set(string column, string text)
    {
        // A new dictionary, so that a preview sees that something has changed.
        _texts = new(_texts, StringComparer.Ordinal) { [column] = text };
        _errors = [.. _errors.Where(e => e.Field != column)];
    }

    private async Task SaveAsync()
    {
        if (_busy)
            return;
        _errors =
        [
            .. Question
                .Fields.Where(f => f.IsNeeded && string.IsNullOrWhiteSpace(_texts.GetValueOrDefault(f.Column)))
                .Select(f => new Error("record.value-missing", f.Column)),
        ];
        if (_errors.Count > 0)
            return;
        _busy = true;
        var saved = await Question.Save(_texts);
        (_busy, _errors) = (false, saved.Errors);
        if (saved.IsOk)
            Dialog.Close(DialogResult.Ok(saved.Value));
    }
}
