using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using NodaTime;

namespace Helpdesk.Web.Customers.Api;

/// <summary>
/// Customers, contacts, contracts, licences, products and versions under <c>/api/v1</c>, for a customer system (CRM). A record is read
/// and written whole; its ETag is its revision.
/// </summary>
public static class RecordsApi
{
    private const string Root = "/api/v1";

    /// <summary>Apart from the API's group: a key for records may do this and nothing else.</summary>
    public static void MapRecords(this IEndpointRouteBuilder app)
    {
        var records = app.MapGroup(Root).AddEndpointFilter<SameOriginGuard>().DisableAntiforgery().WithTags("Records");
        Map<Customer>(records, "Customer", "Customers");
        Map<Contact>(records, "Contact", "Contacts");
        Map<Contract>(records, "Contract", "Contracts");
        Map<Licence>(records, "Licence", "Licences");
        Map<Product>(records, "Product", "Products");
        Map<ProductVersion>(records, "ProductVersion", "ProductVersions");
    }

    private static void Map<T>(RouteGroupBuilder records, string one, string many)
        where T : class
    {
        var resource = ((IEndpointRouteBuilder)records).ServiceProvider.GetRequiredService<RecordResource<T>>();
        var columns = string.Join(", ", resource.Table.Kind.Columns.Select(c => c.Name));
        records
            .MapGet(resource.ListPath, ListAsync<T>)
            .RequireAuthorization(Policies.ReadRecords)
            .WithName("List" + many)
            .WithSummary("In the order of their last changes; go on at next, or later with after.")
            .WithDescription(string.Join(", ", ["changedSince", "search", "after", "limit", .. resource.Filters]))
            .Produces<JsonObject>()
            .ProducesProblem(400);
        records
            .MapGet(resource.Path, GetAsync<T>)
            .RequireAuthorization(Policies.ReadRecords)
            .WithName("Get" + one)
            .WithSummary("The whole record; the ETag is its revision.")
            .WithDescription(columns)
            .Produces<JsonObject>()
            .ProducesProblem(404);
        records
            .MapPut(resource.Path, PutAsync<T>)
            .RequireAuthorization(Policies.ManageRecords)
            .WithName("Put" + one)
            .WithSummary("Adds or changes the whole record; If-Match says which revision is changed.")
            .WithDescription(columns)
            .Accepts<JsonObject>("application/json")
            .Produces<JsonObject>()
            .Produces<JsonObject>(201)
            .ProducesProblem(400)
            .ProducesProblem(412)
            .ProducesProblem(422)
            .ProducesProblem(428);
    }

    private static async Task<IResult> ListAsync<T>(
        HttpRequest request,
        ClaimsPrincipal who,
        RecordResource<T> resource,
        StampedRecordsQuery query,
        ApiAnswers answers,
        CancellationToken cancellation
    )
        where T : class
    {
        var question = RecordQuestion.Read(resource, request.Query, request.RouteValues);
        if (!question.IsOk)
            return answers.Refused(question.Errors);
        var page = await query.ListAsync(resource, question.Value, who, cancellation);
        if (!page.IsOk)
            return answers.Refused(page.Errors);
        var rows = page.Value.Rows;
        // Also on the last page: whoever keeps it asks from there the next time.
        var after = rows.Count > 0 ? new RecordPlace(rows[^1].ChangeId, rows[^1].Key) : question.Value.After;
        var body = new JsonObject
        {
            ["items"] = new JsonArray([.. rows.Select(r => RecordJsonBody.Of(resource.Table.Kind, r.Record, r.Revision, r.ChangedAt))]),
            ["after"] = after?.ToString(),
        };
        if (!page.Value.IsLast)
            body["next"] = request.Path.ToUriComponent() + Next(request.Query, after!);
        return Results.Json(body, ApiJson.Options);
    }

    private static async Task<IResult> GetAsync<T>(
        HttpRequest request,
        ClaimsPrincipal who,
        RecordResource<T> resource,
        StampedRecordsQuery query,
        ApiAnswers answers,
        CancellationToken cancellation
    )
        where T : class
    {
        var key = RecordWriter.KeyIn(resource.Table.Kind, KeysIn(resource, request));
        if (!key.IsOk)
            return answers.Refused(key.Errors);
        var found = await query.FindAsync(resource, key.Value, who, cancellation);
        if (!found.IsOk)
            return answers.Refused(found.Errors);
        var tag = Tag(found.Value.Revision);
        request.HttpContext.Response.Headers.ETag = tag;
        return request.Headers.IfNoneMatch.ToString() == tag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(
                RecordJsonBody.Of(resource.Table.Kind, found.Value.Record, found.Value.Revision, found.Value.ChangedAt),
                ApiJson.Options
            );
    }

    private static async Task<IResult> PutAsync<T>(
        HttpRequest request,
        ClaimsPrincipal who,
        RecordResource<T> resource,
        StampedRecordsQuery query,
        RecordWriter writer,
        ApiAnswers answers
    )
        where T : class
    {
        var headers = RecordCondition.Read(request.Headers);
        if (!headers.IsOk)
            return answers.Refused(headers.Errors);
        var condition = headers.Value;
        var body = await ApiBody.ReadAsync<JsonDocument>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        using var document = body.Value;
        var texts = RecordJsonBody.Texts(resource.Table.Kind, document.RootElement, KeysIn(resource, request));
        if (!texts.IsOk)
            return answers.Refused(texts.Errors);
        var key = RecordWriter.KeyIn(resource.Table.Kind, texts.Value);
        if (!key.IsOk)
            return answers.Refused(key.Errors);
        if (condition.MustExist && await query.FindAsync(resource, key.Value, who, CancellationToken.None) is { IsOk: false } none)
            return answers.Refused(condition.Explain(none.Errors));
        var saved = await writer.SaveAsync(resource.Table, texts.Value, condition.Expected, who);
        if (!saved.IsOk)
            return answers.Refused(condition.Explain(saved.Errors));
        return Saved(request, resource, saved.Value, await query.FindAsync(resource, key.Value, who, CancellationToken.None));
    }

    /// <summary>What was saved, even if somebody has changed it since: the revision belongs to these values and no others.</summary>
    private static IResult Saved<T>(HttpRequest request, RecordResource<T> resource, SavedRecord<T> saved, Result<StampedRow<T>> stored)
        where T : class
    {
        request.HttpContext.Response.Headers.ETag = Tag(saved.Version);
        var changedAt = stored.IsOk && stored.Value.Revision == saved.Version ? stored.Value.ChangedAt : (Instant?)null;
        var body = RecordJsonBody.Of(resource.Table.Kind, saved.Record, saved.Version, changedAt);
        return saved.IsNew
            ? Results.Json(body, ApiJson.Options, statusCode: StatusCodes.Status201Created).WithLocation(request.Path.ToUriComponent())
            : Results.Json(body, ApiJson.Options);
    }

    private static Dictionary<string, string> KeysIn<T>(RecordResource<T> resource, HttpRequest request)
        where T : class => resource.Places.ToDictionary(p => p.Value, p => request.RouteValues[p.Key] as string ?? "");

    private static string Tag(int revision) => $"\"{revision}\"";

    private static string Next(IQueryCollection asked, RecordPlace after) =>
        QueryString
            .Create(
                asked
                    .Where(p => p.Key != "after")
                    .Append(new("after", after.ToString()))
                    .Select(p => new KeyValuePair<string, string?>(p.Key, p.Value.ToString()))
            )
            .ToUriComponent();
}
