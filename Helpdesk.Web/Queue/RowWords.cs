using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Queue;

/// <summary>
/// Everything a row needs to say itself, made once a screen: words looked up while the reader's language is at hand (a render from
/// the background has lost it), the reader's zone, who the reader is.
/// </summary>
public sealed class RowWords
{
    private readonly IStringLocalizer<QueueText> _text;
    private readonly Dictionary<string, string> _fixed = new(StringComparer.Ordinal);
    private readonly SupportProgramme _programme;
    private readonly IClock _clock;
    private readonly DateTimeZone _zone;
    private readonly Func<Guid, bool> _isAway;

    public RowWords(
        IStringLocalizer<QueueText> text,
        DomainWords domain,
        SupportProgramme programme,
        IClock clock,
        DateTimeZone zone,
        Guid reader,
        Func<Guid, bool> isAway
    )
    {
        (_text, _programme, _clock, _zone, Reader, _isAway) = (text, programme, clock, zone, reader, isAway);
        Culture = CultureInfo.CurrentUICulture;
        foreach (
            var key in (string[])
                [
                    "nobody",
                    "paused.until",
                    "paused.customer",
                    "ball.Us",
                    "ball.Customer",
                    "ball.Vendor",
                    "ball.Nobody",
                    "noclock",
                    "left",
                    "flag.reopened",
                    "flag.stated",
                    "writing",
                    "looking",
                    "you",
                    "flag.NotEntitled",
                    "flag.NeedsPerson",
                    "flag.EntitledWithLimits",
                    "away",
                ]
        )
            _fixed[key] = text[key];
        Add<Severity>(domain);
        Add<SupportTier>(domain);
        Add<ClockKind>(domain);
        Add<CaseStatus>(domain);
        foreach (var severity in Enum.GetValues<Severity>())
            _fixed["letter." + severity] = domain["SeverityLetter." + severity];
    }

    public CultureInfo Culture { get; }

    public Guid Reader { get; }

    public string this[string key] => _fixed[key];

    public string Of<T>(T value)
        where T : struct, Enum => _fixed[NameOf(value)];

    public string Letter(Severity severity) => _fixed["letter." + severity];

    public string Format(string key, params object[] args) => string.Format(Culture, _fixed[key], args);

    public ReaderTime Time() => new(_zone, Culture, _clock.GetCurrentInstant());

    /// <summary>The reader's day: texts such as "10:24" and "Wed 10:24" hold as long as it does.</summary>
    public LocalDate Today => Now.InZone(_zone).Date;

    public Instant Now => _clock.GetCurrentInstant();

    public ClockReading Read(NextClock clock) => NextClockReading.Of(clock, _programme, Now);

    /// <summary>Whether the owner is not there to work the case (spec U2).</summary>
    public bool IsAway(Guid? owner) => owner is { } person && _isAway(person);

    /// <summary>The page's own words in the reader's language.</summary>
    public IStringLocalizer<QueueText> Text => _text;

    private void Add<T>(DomainWords domain)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            _fixed[NameOf(value)] = domain.Of(value);
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => typeof(T).Name + "." + value;
}
