using Helpdesk.Domain.Cases;
using Helpdesk.Web.Cases.CasePage;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Composer;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Cases.Acts;

/// <summary>A form for one act on the case; what is typed in it is a draft like any other.</summary>
public abstract class ActPanel : ComponentBase
{
    [CascadingParameter]
    public CasePageState State { get; set; } = null!;

    /// <summary>Key of the act, also of its draft and its words.</summary>
    [Parameter, EditorRequired]
    public string Act { get; set; } = "";

    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    protected IStringLocalizer<CaseText> Text { get; set; } = null!;

    [Inject]
    protected DomainWords Domain { get; set; } = null!;

    /// <summary>The version the reader had before the eyes when the form was opened; what came later is asked about.</summary>
    protected int Seen { get; private set; }

    protected Case Case => State.Record.Case;

    protected string Written => State.Drafts.Text(Act);

    protected string? WrittenOrNull => string.IsNullOrWhiteSpace(Written) ? null : Written;

    public override Task SetParametersAsync(ParameterView parameters)
    {
        var isFirst = State is null;
        parameters.SetParameterProperties(this);
        if (isFirst)
            Seen = Case.Version;
        return base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Runs the act; done, its drafts are gone and the panel closes.</summary>
    /// <param name="furtherDraft">A second text of the form, besides that of the act itself.</param>
    protected async Task RunAsync<TCommand>(TCommand command, string? furtherDraft = null)
        where TCommand : ICaseCommand
    {
        if (!await State.Runner.RunAsync(command, Seen))
            return;
        if (furtherDraft is not null)
            await State.Drafts.ForgetAsync(furtherDraft);
        await DoneAsync();
    }

    /// <summary>Who gets the mail of this act, where the panel lets its writer choose.</summary>
    protected ReplyRecipients? Recipients { get; set; }

    /// <summary>Runs an act whose mail goes to whom the panel shows; with nobody left it says so.</summary>
    protected Task MailAsync<TCommand>(Func<MailRecipients, TCommand> command)
        where TCommand : IAddressesMail
    {
        if (Recipients is { IsEmptied: true })
        {
            State.Runner.Say(Text["recipients.none"], isError: true);
            return Task.CompletedTask;
        }

        return RunAsync(command(Recipients is { IsChanged: true, Chosen: { } chosen } ? chosen : MailRecipients.Default));
    }

    protected async Task DoneAsync()
    {
        await State.Drafts.ForgetAsync(Act);
        await OnDone.InvokeAsync();
    }
}
