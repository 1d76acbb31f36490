namespace Helpdesk.Domain.Kernel;

/// <summary>An expected refusal: a stable code, the field it concerns (if any) and the values its words need.</summary>
/// <param name="Kind">What a caller can do about it.</param>
/// <param name="Code">Stable, dotted, e.g. <c>case.closed</c>; the words live in the Web project in both languages.</param>
/// <param name="Field">Path of the offending field, e.g. <c>items[3].openedAt</c>, or null for the whole command.</param>
/// <param name="Args">Values for the words' placeholders, in order.</param>
public sealed record Error(ErrorKind Kind, string Code, string? Field = null, params object?[] Args)
{
    public Error(string code, string? field = null, params object?[] args)
        : this(ErrorKind.Invalid, code, field, args) { }
}

/// <summary>Outcome of a command without a value: success, or the refusals.</summary>
public readonly record struct Result
{
    private readonly IReadOnlyList<Error>? _errors;

    private Result(IReadOnlyList<Error> errors) => _errors = errors;

    public static Result Ok => default;

    public bool IsOk => _errors is null;

    public IReadOnlyList<Error> Errors => _errors ?? [];

    public static Result Refuse(string code, string? field = null, params object?[] args) => new([new Error(code, field, args)]);

    public static Result Refuse(ErrorKind kind, string code, string? field = null, params object?[] args) =>
        new([new Error(kind, code, field, args)]);

    public static Result Forbid() => Refuse(ErrorKind.Forbidden, "auth.forbidden");

    public static Result Refuse(IReadOnlyList<Error> errors) => new(errors);
}

/// <summary>Outcome of a command with a value: the value, or the refusals.</summary>
public readonly record struct Result<T>
{
    private readonly T? _value;
    private readonly IReadOnlyList<Error>? _errors;

    private Result(T? value, IReadOnlyList<Error>? errors) => (_value, _errors) = (value, errors);

    public bool IsOk => _errors is null;

    public IReadOnlyList<Error> Errors => _errors ?? [];

    /// <summary>The value; reading it from a refusal is a bug and throws.</summary>
    public T Value => _errors is null ? _value! : throw new InvalidOperationException("A refusal has no value: " + _errors[0].Code);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, [error]);

    /// <summary>A success; where the value is of an interface type, which converts to nothing by itself.</summary>
    public static Result<T> Of(T value) => new(value, null);

    public static Result<T> Refuse(string code, string? field = null, params object?[] args) =>
        new(default, [new Error(code, field, args)]);

    public static Result<T> Refuse(ErrorKind kind, string code, string? field = null, params object?[] args) =>
        new(default, [new Error(kind, code, field, args)]);

    public static Result<T> Forbid() => Refuse(ErrorKind.Forbidden, "auth.forbidden");

    public static Result<T> Refuse(IReadOnlyList<Error> errors) => new(default, errors);
}
