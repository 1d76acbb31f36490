using System.Collections;
using System.Runtime.CompilerServices;

namespace Helpdesk.Domain.Kernel;

/// <summary>
/// An immutable list that equals another with the same entries in the same order, so that a record with lists has a value.
/// </summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Of))]
public sealed class ValueList<T>(IEnumerable<T> entries) : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _entries = [.. entries];

    public static ValueList<T> Empty { get; } = new([]);

    public int Count => _entries.Length;

    public T this[int index] => _entries[index];

    public bool Equals(ValueList<T>? other) => other is not null && _entries.AsSpan().SequenceEqual(other._entries);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var entry in _entries)
            hash.Add(entry);
        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes a <see cref="ValueList{T}"/> of a collection expression.</summary>
public static class ValueList
{
    public static ValueList<T> Of<T>(ReadOnlySpan<T> entries) => new(entries.ToArray());
}
