using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Api;

namespace Helpdesk.Web.Customers.Api;

/// <summary>Which revision a caller has seen, by the headers of RFC 9110.</summary>
/// <param name="Expected">The revision; 0 for a record that must be new, null for whichever there is.</param>
/// <param name="MustExist"><c>If-Match: *</c> takes whichever revision, and no new record.</param>
/// <param name="IsSilent">No header: a new record may be made so, and none changed that somebody else may have written.</param>
internal sealed record RecordCondition(int? Expected, bool MustExist, bool IsSilent)
{
    public static Result<RecordCondition> Read(IHeaderDictionary headers)
    {
        var (match, none) = (headers.IfMatch.ToString().Trim(), headers.IfNoneMatch.ToString().Trim());
        if (match.Length > 0 && none.Length > 0)
            return new Error(ErrorKind.Malformed, "header.both", "If-None-Match");
        if (none.Length > 0)
            return none == "*"
                ? new RecordCondition(0, MustExist: false, IsSilent: false)
                : new Error(ErrorKind.Malformed, "header.if-none-match", "If-None-Match", none);
        if (match.Length == 0)
            return new RecordCondition(0, MustExist: false, IsSilent: true);
        if (match == "*")
            return new RecordCondition(null, MustExist: true, IsSilent: false);
        // No record has the revision 0, which would stand for a new one.
        return ApiWords.TryVersion(match, out var version) && version is > 0
            ? new RecordCondition(version, MustExist: false, IsSilent: false)
            : new Error(ErrorKind.Malformed, "header.if-match", "If-Match", match);
    }

    /// <summary>The refusals in the words of what was asked: by which header the way out leads.</summary>
    public IReadOnlyList<Error> Explain(IReadOnlyList<Error> errors) =>
        [
            .. errors.Select(e =>
                e.Code switch
                {
                    "record.exists" when IsSilent => new Error(ErrorKind.VersionMissing, "record.version-missing", "If-Match", e.Args),
                    "record.unknown" => e with { Kind = ErrorKind.Changed },
                    _ => e,
                }
            ),
        ];
}
