using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Api;

namespace Helpdesk.Web.ServiceLevels;

/// <summary>What-if on the clocks under <c>/api/v1/service-levels</c>: nothing is stored, every item is answered under its id.</summary>
public static class ServiceLevelsApi
{
    public static void MapServiceLevels(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/service-levels").WithTags("Service levels");
        group
            .MapPost("/simulate", SimulateAsync)
            .WithName("Simulate")
            .WithSummary("When clocks of the programme fall due (P).")
            .Accepts<SimulateBody>("application/json")
            .Produces<BatchAnswer<SimulatedItem>>()
            .ProducesProblem(400)
            .ProducesProblem(422);
        group
            .MapPost("/due", DueAsync)
            .WithName("Due")
            .WithSummary("When that many seconds have been counted on a calendar (P12, P14).")
            .Accepts<BatchBody<DueItemBody>>("application/json")
            .Produces<BatchAnswer<DueItemAnswer>>()
            .ProducesProblem(400)
            .ProducesProblem(422);
        group
            .MapPost("/elapsed", ElapsedAsync)
            .WithName("Elapsed")
            .WithSummary("How much time a calendar counts between two instants.")
            .Accepts<BatchBody<ElapsedItemBody>>("application/json")
            .Produces<BatchAnswer<ElapsedItemAnswer>>()
            .ProducesProblem(400)
            .ProducesProblem(422);
    }

    private static Task<IResult> SimulateAsync(HttpRequest request, SupportProgramme programme, ApiAnswers answers) =>
        AnswerAsync<SimulateBody, SimulateItemBody, SimulatedItem>(
            request,
            programme,
            answers,
            (reader, simulator, body, item, path) =>
            {
                var asked = new SimulateItem(
                    reader.At(item.OpenedAt, path + ".openedAt"),
                    reader.Word<SupportTier>(item.Tier, path + ".tier"),
                    reader.Word<Severity>(item.Severity, path + ".severity"),
                    reader.Word<ClockKind>(item.Clock, path + ".clock"),
                    reader.Pauses(item.Pauses, path)
                );
                return () =>
                    Then(
                        simulator.Simulate(asked, body.Explain == true),
                        a => new SimulatedItem(item.Id!.Value, a.DueAt, a.CalendarId, a.TargetSeconds, Rows(a.Ledger))
                    );
            }
        );

    private static Task<IResult> DueAsync(HttpRequest request, SupportProgramme programme, ApiAnswers answers) =>
        AnswerAsync<BatchBody<DueItemBody>, DueItemBody, DueItemAnswer>(
            request,
            programme,
            answers,
            (reader, simulator, _, item, path) =>
            {
                if (item.Seconds is null)
                    reader.Refuse("value.required", path + ".seconds");
                var asked = new DueItem(
                    reader.Text(item.Calendar, path + ".calendar"),
                    reader.At(item.Start, path + ".start"),
                    item.Seconds ?? 0,
                    reader.Pauses(item.Pauses, path)
                );
                return () => Then(simulator.Due(asked), a => new DueItemAnswer(item.Id!.Value, a.DueAt));
            }
        );

    private static Task<IResult> ElapsedAsync(HttpRequest request, SupportProgramme programme, ApiAnswers answers) =>
        AnswerAsync<BatchBody<ElapsedItemBody>, ElapsedItemBody, ElapsedItemAnswer>(
            request,
            programme,
            answers,
            (reader, simulator, _, item, path) =>
            {
                var asked = new ElapsedItem(
                    reader.Text(item.Calendar, path + ".calendar"),
                    reader.At(item.Start, path + ".start"),
                    reader.At(item.End, path + ".end"),
                    reader.Pauses(item.Pauses, path)
                );
                return () => Then(simulator.Elapsed(asked), a => new ElapsedItemAnswer(item.Id!.Value, a.Elapsed.TotalSeconds));
            }
        );

    /// <summary>Reads one item's texts (refusals go to the reader) and gives the question to ask when there were none.</summary>
    private delegate Func<Result<TAnswer>> Ask<TBody, TItem, TAnswer>(
        BatchReader reader,
        ServiceLevelSimulator simulator,
        TBody body,
        TItem item,
        string path
    );

    private static async Task<IResult> AnswerAsync<TBody, TItem, TAnswer>(
        HttpRequest request,
        SupportProgramme programme,
        ApiAnswers answers,
        Ask<TBody, TItem, TAnswer> ask
    )
        where TBody : BatchBody<TItem>
        where TItem : ItemBody
    {
        var body = await ApiBody.ReadAsync<TBody>(request, ApiBody.BatchLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        var reader = new BatchReader();
        var items = reader.Items(body.Value);
        var simulator = new ServiceLevelSimulator(programme, reader.Calendars(body.Value.Calendars));
        if (items is null || reader.Errors.Count > 0)
            return answers.Refused(reader.Errors);
        var answered = new List<TAnswer>(items.Count);
        for (var i = 0; i < items.Count && !reader.IsFull; i++)
        {
            var path = BatchReader.Path(i);
            var read = reader.Errors.Count;
            var question = ask(reader, simulator, body.Value, items[i]!, path);
            if (reader.Errors.Count > read)
                continue;
            var result = question();
            if (result.IsOk)
                answered.Add(result.Value);
            else
                reader.Refuse(path, result.Errors);
        }

        return reader.Errors.Count > 0 ? answers.Refused(reader.Errors) : Results.Json(new BatchAnswer<TAnswer>(answered), ApiJson.Options);
    }

    private static Result<TTo> Then<TFrom, TTo>(Result<TFrom> result, Func<TFrom, TTo> map) =>
        result.IsOk ? map(result.Value) : Result<TTo>.Refuse(result.Errors);

    private static IReadOnlyList<LedgerRowAnswer>? Rows(Ledger? ledger) =>
        ledger
            ?.Rows.Select(r => new LedgerRowAnswer(
                r.From,
                r.To,
                r.Counted.TotalSeconds,
                r.Reason.ToString(),
                CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja" ? r.NameJa : r.NameEn
            ))
            .ToList();
}
