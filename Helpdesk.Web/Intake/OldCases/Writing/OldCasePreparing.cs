using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Intake.OldCases.Reading;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Validation;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Intake.OldCases.Writing;

/// <summary>An old case that only has to be numbered and saved.</summary>
/// <param name="Triage">Null for history.</param>
/// <param name="Files">Those of each message, in the order of the messages.</param>
internal sealed record PreparedCase(
    int Line,
    OldCase Case,
    TriageOutcome? Triage,
    CaseCustomer? Customer,
    IReadOnlyList<IReadOnlyList<OldFile>> Files
);

/// <summary>Checks an old case, finds whose it is by the records of now, and judges it when it is open (spec E5, E8).</summary>
internal sealed class OldCasePreparing(EntitlementLookup lookup, Catalogue catalogue, SupportProgramme programme, IClock clock)
{
    /// <summary>What is written where nobody said which version it was.</summary>
    private const string NoVersion = "?";

    private readonly OldCaseRules _rules = new(clock);
    private Dictionary<string, (Guid Id, string Name)> _owners = [];

    /// <summary>Reads by which addresses people here are known, once a run.</summary>
    public async Task LoadOwnersAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var people = await db
            .Users.AsNoTracking()
            .Where(u => u.Email != null && u.Email != "")
            .Select(u => new
            {
                u.Id,
                u.Email,
                u.DisplayName,
            })
            .ToListAsync(cancellation);
        _owners = people
            .DistinctBy(p => p.Email, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(p => p.Email!, p => (p.Id, p.DisplayName), StringComparer.OrdinalIgnoreCase);
    }

    /// <param name="product">Code of the product of cases that name none; null refuses them.</param>
    public async Task<Result<PreparedCase>> PrepareAsync(HelpdeskDb db, OldCaseRead read, string? product, CancellationToken cancellation)
    {
        if (read.Errors.Count > 0)
            return Result<PreparedCase>.Refuse(read.Errors);
        var record = read.Case! with { Email = read.Case!.Email?.Trim() };
        if (await _rules.ValidateAsync(record, cancellation) is { IsValid: false } found)
            return Result<PreparedCase>.Refuse(found.ToErrors());
        var licence = string.IsNullOrWhiteSpace(record.SerialNumber)
            ? null
            : await EntitlementLookup.FindAsync(db, record.SerialNumber, cancellation);
        var code = Named(record.Product) ?? licence?.ProductCode ?? product;
        if (code is null)
            return Result<PreparedCase>.Refuse("old-case.product-missing", "product");
        if (catalogue.Find(code) is not { } known)
            return Result<PreparedCase>.Refuse(
                "product.unknown",
                "product",
                code,
                string.Join(", ", catalogue.Products.Select(p => p.Code))
            );
        var version = Named(record.Version) ?? licence?.Version ?? NoVersion;
        var intake = lookup.Canonical(IntakeOf(record, known.Code, version));
        var records = await lookup.ReadAsync(db, intake.ProductCode, intake.SerialNumber, intake.Contact.Email, cancellation);
        return Judged(read.Line, CaseOf(record, intake), records, record.Messages);
    }

    private PreparedCase Judged(int line, OldCase old, EntitlementRecords records, IReadOnlyList<OldMessageRecord> messages)
    {
        var now = clock.GetCurrentInstant();
        var triage = old.ClosedAt is null ? Triage.Judge(old.Intake, records, programme, now) : null;
        var customer = triage?.Customer ?? CaseCustomer.Of(records, old.Intake.Contact.Email, now.InZone(programme.Zone).Date);
        return new(line, old, triage, customer, [.. InOrder(messages).Select(m => m.Files)]);
    }

    private OldCase CaseOf(OldCaseRecord record, CaseIntake intake)
    {
        var owner = record.OwnerEmail is { } mail && _owners.TryGetValue(mail, out var known) ? known : ((Guid Id, string Name)?)null;
        List<string> remarks = [.. record.Remarks];
        if (!record.IsClosed && record.OwnerName is { } had)
            remarks.Add("owner: " + had);
        return new(
            record.From!.Trim(),
            record.OldNumber!.Trim(),
            record.OpenedAt!.Value,
            record.ClosedAt,
            intake,
            [.. InOrder(record.Messages).Select(m => new OldMessage(m.At!.Value, m.By, m.Author!.Trim(), m.Text!))]
        )
        {
            OwnerId = owner?.Id,
            OwnerName = owner?.Name ?? record.OwnerName,
            Remarks = string.Join('\n', remarks),
        };
    }

    private static CaseIntake IntakeOf(OldCaseRecord record, string product, string version) =>
        new()
        {
            Channel = record.Channel,
            Contact = new CaseContact(
                record.UserKind,
                record.ContactName!.Trim(),
                record.Email ?? "",
                Named(record.Phone),
                Named(record.Organisation),
                record.Language ?? Languages.Of(null, record.Messages.Select(m => m.Text))
            ),
            ProductCode = product,
            ProductVersion = version,
            SerialNumber = Named(record.SerialNumber),
            RequestType = record.RequestType,
            Severity = record.Severity,
            Subject = record.Subject!.Trim(),
            Description = InOrder(record.Messages).FirstOrDefault() is { By: not Voice.Note, Text.Length: > 0 } first
                ? first.Text
                : record.Subject!.Trim(),
        };

    private static IEnumerable<OldMessageRecord> InOrder(IReadOnlyList<OldMessageRecord> messages) => messages.OrderBy(m => m.At);

    private static string? Named(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
