using System.Runtime.CompilerServices;
using Helpdesk.Tests.Support.Running;
using Xunit.v3;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>A test in a real browser. Without one it is skipped with the reason; in the <c>all</c> run it fails instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute, ITraitAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = BrowserPresence.MissingReason;
        SkipType = typeof(BrowserPresence);
        SkipUnless = nameof(BrowserPresence.TestsRun);
    }

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(BrowserTrait.Key, BrowserTrait.Value)];
}

/// <summary>As <see cref="BrowserFactAttribute"/>, for a test with rows of data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute, ITraitAttribute
{
    public BrowserTheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = BrowserPresence.MissingReason;
        SkipType = typeof(BrowserPresence);
        SkipUnless = nameof(BrowserPresence.TestsRun);
    }

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(BrowserTrait.Key, BrowserTrait.Value)];
}
