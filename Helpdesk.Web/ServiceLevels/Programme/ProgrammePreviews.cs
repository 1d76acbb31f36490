using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>What tells a case in a preview.</summary>
public sealed record PreviewedCase(string Number, string Subject, string Customer);

/// <summary>What planned targets would have meant, with the words of the cases that are named.</summary>
/// <param name="Cases">By id; of the first <see cref="ProgrammePreviews.MostNamed"/> of each list.</param>
/// <param name="Running">How many clocks run at the moment; they keep their promises.</param>
public sealed record ProgrammePreview(WhatIfReport Report, IReadOnlyDictionary<long, PreviewedCase> Cases, int Running);

/// <summary>Counts what a period would have looked like; the area that counts reports registers it.</summary>
public interface IProgrammeWhatIf
{
    /// <param name="progress">Per cent done.</param>
    Task<ProgrammePreview> RunAsync(ProgrammeTargets planned, IProgress<int> progress, CancellationToken cancellation);
}

/// <summary>Shows what targets would have meant, and remembers which were looked at: nothing else is put into force.</summary>
public sealed class ProgrammePreviews(
    SupportProgramme programme,
    IProgrammeWhatIf whatIf,
    IValidator<ProgrammeContent> rules,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>How many cases of each list are named.</summary>
    public const int MostNamed = 500;

    private static readonly Duration s_kept = Duration.FromHours(12);

    private readonly ConcurrentDictionary<string, Instant> _seen = new(StringComparer.Ordinal);

    /// <summary>Refusals: <c>auth.forbidden</c>, and those of the rules and the settings, each with the key of its field.</summary>
    public async Task<Result<ProgrammePreview>> RunAsync(
        ProgrammeContent content,
        ClaimsPrincipal who,
        IProgress<int> progress,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Administer)).Succeeded)
            return Result<ProgrammePreview>.Forbid();
        if (await rules.ValidateAsync(content, cancellation) is { IsValid: false } wrong)
            return Result<ProgrammePreview>.Refuse(wrong.ToErrors());
        var read = ProgrammeTargets.Read(content, programme.Calendars.Select(c => c.Id));
        if (!read.IsOk)
            return Result<ProgrammePreview>.Refuse(read.Errors);
        var preview = await whatIf.RunAsync(read.Value, progress, cancellation);
        var now = clock.GetCurrentInstant();
        foreach (var old in _seen.Where(s => s.Value < now - s_kept))
            _seen.TryRemove(old.Key, out _);
        _seen[Key(content)] = now;
        return preview;
    }

    /// <summary>Whether these very texts were looked at in the last hours.</summary>
    internal bool Has(ProgrammeContent content) => _seen.TryGetValue(Key(content), out var at) && at >= clock.GetCurrentInstant() - s_kept;

    private static string Key(ProgrammeContent content) => JsonSerializer.Serialize(content, StoredJson.Options);
}
