using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Intake.Form;

/// <summary>What every field has: a name that the request knows, a label, perhaps a hint, and what is wrong with it.</summary>
public abstract class FormField : ComponentBase
{
    [CascadingParameter]
    public CaseForm Form { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Another label than the one of the field's name.</summary>
    [Parameter]
    public string? Label { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter]
    public bool Required { get; set; }

    [Inject]
    protected IStringLocalizer<OpenCaseText> Text { get; set; } = null!;

    protected string Id => IdOf(Name);

    protected string Shown => Label ?? Text["field." + Name];

    protected string? Error => Form.ErrorOf(Name);

    protected string? Invalid => Error is null ? null : "true";

    protected string? DescribedBy =>
        (Hint, Error) switch
        {
            (null, null) => null,
            (_, null) => Id + "-hint",
            (null, _) => Id + "-error",
            _ => Id + "-error " + Id + "-hint",
        };

    public static string IdOf(string name) => "f-" + name;
}
