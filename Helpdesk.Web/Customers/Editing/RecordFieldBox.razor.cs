using System.Globalization;
using Helpdesk.Domain.Customers;
using Microsoft.AspNetCore.Components;

namespace Helpdesk.Web.Customers.Editing;

/// <summary>One column of a record as a field; its value is always the column's text.</summary>
public sealed partial class RecordFieldBox
{
    private FieldChoice? _found;

    [Parameter, EditorRequired]
    public RecordField Field { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, string> Texts { get; set; } = null!;

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public EventCallback<string> OnChange { get; set; }

    private bool IsWrong => Error is not null;

    private bool IsLong => Field.Sort is FieldSort.Lines or FieldSort.Text;

    // Growing while it is typed starts from this: a box in a dialog that opens cannot be measured yet.
    private int Lines =>
        Field.Sort switch
        {
            FieldSort.Text => Math.Clamp(Text.Count(c => c == '\n') + 2, 3, 8),
            FieldSort.Lines => 2,
            _ => 1,
        };

    private string Name => Label;

    private string Text => Texts.GetValueOrDefault(Field.Column) ?? "";

    // Several values are kept in one text and typed a line each.
    private string Written => Field.Sort == FieldSort.Lines ? Text.Replace("; ", "\n", StringComparison.Ordinal) : Text;

    private IReadOnlyList<FieldChoice> Known => Field.Among?.Invoke(Texts) ?? [];

    private DateTime? Day => RecordDates.Parse(Text)?.ToDateTimeUnspecified();

    private IReadOnlyCollection<string> Several => Text.Split("; ", StringSplitOptions.RemoveEmptyEntries);

    protected override async Task OnInitializedAsync()
    {
        if (Field is { Sort: FieldSort.Found, Find: { } find } && Text.Length > 0)
            _found = (await find(Text, CancellationToken.None)).FirstOrDefault(c => c.Value == Text) ?? new(Text, Text);
    }

    private static string Iso(DateTime? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private Task Tell(string? text) => OnChange.InvokeAsync(text ?? "");

    private Task TellSeveral(IEnumerable<string?>? chosen) => Tell(string.Join("; ", chosen ?? []));

    private Task TellFound(FieldChoice? choice)
    {
        _found = choice;
        return Tell(choice?.Value);
    }

    private string? WordsOf(string? value) => Known.FirstOrDefault(c => c.Value == value)?.Words ?? value;

    private async Task<IEnumerable<FieldChoice>> SearchAsync(string? typed, CancellationToken cancellation) =>
        Field.Find is { } find ? await find(typed, cancellation) : [];

    private Task<IEnumerable<string>> OfferAsync(string? typed, CancellationToken cancellation) =>
        Task.FromResult(
            Known.Select(c => c.Value).Where(v => string.IsNullOrEmpty(typed) || v.Contains(typed, StringComparison.OrdinalIgnoreCase))
        );
}
