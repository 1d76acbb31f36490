using System.Globalization;
using Helpdesk.Domain.Intake;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Platform.Live;
using Microsoft.AspNetCore.Components;

namespace Helpdesk.Web.Intake.Form;

/// <content>What the page looks up while the agent types: records, verdict, similar cases.</content>
public sealed partial class OpenCasePage
{
    /// <summary>How long the typing must rest; far shorter than a person waits for.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource? _lookup;
    private IntakePreview? _preview;
    private IReadOnlyList<SimilarCase> _similar = [];
    private IReadOnlyList<MatchingArticle> _articles = [];
    private bool? _serialKnown;
    private bool _serialStale;
    private bool _looking;

    [Inject]
    private IntakePreviewQuery Previews { get; set; } = null!;

    [Inject]
    private SimilarCasesQuery Similar { get; set; } = null!;

    [Inject]
    private IMatchingArticles Articles { get; set; } = null!;

    /// <summary>Looks when the typing rests; a newer look cancels the one before, so an old answer never overwrites a newer one.</summary>
    private void LookSoon(bool serialToo)
    {
        // A serial typed before stays to be looked up when another field follows within the rest.
        _serialStale |= serialToo;
        _lookup?.Cancel();
        _lookup?.Dispose();
        _lookup = new CancellationTokenSource();
        _ = LookAsync(_lookup.Token);
    }

    private async Task StopLookingAsync()
    {
        if (_lookup is not null)
            await _lookup.CancelAsync();
        _lookup?.Dispose();
        _lookup = null;
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            // Real time on purpose: a rest of the hand has nothing to do with the programme's clock.
            await RealTime.RestAsync(Rest, cancellation);
            await InvokeAsync(() => LookNowAsync(cancellation));
        }
        catch (OperationCanceledException)
        {
            // A newer key, or the page has gone.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task LookNowAsync(CancellationToken cancellation)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _culture;
        // What is on the screen stays until the new answer is there: nothing flickers.
        _looking = true;
        if (_serialStale)
            await FillFromSerialAsync(cancellation);
        var judged = _form.ToJudged();
        var preview =
            judged.ProductCode.Length == 0 && !judged.RequestType.IsNonTechnical() ? null : await Previews.JudgeAsync(judged, cancellation);
        var similar = await Similar.FindAsync(_form[CaseForm.Serial], _form[CaseForm.Email], cancellation);
        var wish = new ArticleWish(
            $"{_form[CaseForm.Subject]}\n{_form[CaseForm.Description]}",
            _form[CaseForm.Product],
            _form[CaseForm.Version],
            _form[CaseForm.Language] == "ja" ? "ja" : "en"
        );
        var articles = await Articles.FindAsync(wish, cancellation);
        cancellation.ThrowIfCancellationRequested();
        (_preview, _similar, _articles, _looking) = (preview, similar, articles, false);
        if (_tried)
            Validate();
        StateHasChanged();
    }

    private async Task FillFromSerialAsync(CancellationToken cancellation)
    {
        var serial = _form[CaseForm.Serial].Trim();
        var record = serial.Length == 0 ? null : await Previews.FindSerialAsync(serial, cancellation);
        cancellation.ThrowIfCancellationRequested();
        _form.Fill(record);
        AskOfProduct();
        _serialKnown = serial.Length == 0 ? null : record is not null;
        _serialStale = false;
    }
}
