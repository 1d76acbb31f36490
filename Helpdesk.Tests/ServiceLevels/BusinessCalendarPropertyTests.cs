using CsCheck;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>
/// Due and elapsed against a calendar that asks every single minute, on random
/// calendars in zones with all kinds of offset changes (spec P12, P14).
/// </summary>
public sealed class BusinessCalendarPropertyTests
{
    private static readonly Duration s_window = Duration.FromDays(9);

    private static readonly Gen<(CalendarDefinition Definition, Instant Start, Duration Length)> s_question =
        from definition in RandomCalendars.Definition
        from start in RandomCalendars.InstantIn(definition.Zone)
        from length in RandomCalendars.UpToThreeDays
        select (definition, start, length);

    private static readonly Gen<(CalendarDefinition Definition, Instant Start, Duration Length, IReadOnlyList<Pause> Pauses)> s_paused =
        from question in s_question
        from pauses in RandomCalendars.PausesAround(question.Start)
        select (question.Definition, question.Start, question.Length, pauses);

    [Fact]
    public void Elapsed_RandomCalendar_CountsEveryOpenMinute() =>
        s_question.Sample(
            q =>
                Fast(q.Definition)
                    .Elapsed(q.Start, q.Start + q.Length * 2)
                    .ShouldBe(new SlowCalendar(q.Definition).Elapsed(q.Start, q.Start + q.Length * 2)),
            iter: 400
        );

    [Fact]
    public void Due_RandomCalendar_IsFirstMinuteByWhichAllIsCounted() =>
        s_question.Sample(
            q =>
            {
                var due = Fast(q.Definition).Due(q.Start, q.Length);
                var slow = new SlowCalendar(q.Definition).Due(q.Start, q.Length, q.Start + s_window);
                (due > q.Start + s_window ? null : due).ShouldBe(slow);
            },
            iter: 400
        );

    [Fact]
    public void Due_WithPauses_IsFirstMinuteByWhichAllIsCounted() =>
        s_paused.Sample(
            q =>
            {
                var due = Fast(q.Definition).Due(q.Start, q.Length, q.Pauses);
                var slow = new SlowCalendar(q.Definition).Due(q.Start, q.Length, q.Start + s_window, q.Pauses);
                (due > q.Start + s_window ? null : due).ShouldBe(slow);
            },
            iter: 400
        );

    [Fact]
    public void Elapsed_WithPauses_CountsEveryOpenMinuteOutsideThem() =>
        s_paused.Sample(
            q =>
                Fast(q.Definition)
                    .Elapsed(q.Start, q.Start + q.Length * 2, q.Pauses)
                    .ShouldBe(new SlowCalendar(q.Definition).Elapsed(q.Start, q.Start + q.Length * 2, q.Pauses)),
            iter: 400
        );

    [Fact]
    public void NextChange_RandomCalendar_IsFirstMinuteThatDiffers() =>
        s_question.Sample(
            q =>
            {
                var (fast, slow) = (Fast(q.Definition), new SlowCalendar(q.Definition));
                fast.IsOpen(q.Start).ShouldBe(slow.Counts(q.Start));
                var change = fast.NextChange(q.Start) ?? Instant.MaxValue;
                for (var at = q.Start; at < Instant.Min(change, q.Start + s_window); at += Duration.FromMinutes(1))
                    slow.Counts(at).ShouldBe(slow.Counts(q.Start));
                if (change < Instant.MaxValue)
                    slow.Counts(change).ShouldNotBe(slow.Counts(q.Start));
            },
            iter: 200
        );

    [Fact]
    public void Due_OfElapsedUntilDue_IsDueAgain() =>
        s_question.Sample(q =>
        {
            var calendar = Fast(q.Definition);
            if (calendar.Due(q.Start, q.Length) is not { } due)
                return;
            calendar.Elapsed(q.Start, due).ShouldBe(q.Length);
            calendar.Due(q.Start, calendar.Elapsed(q.Start, due)).ShouldBe(due);
        });

    [Fact]
    public void Due_LaterStart_IsNeverEarlier() =>
        Gen.Select(s_question, RandomCalendars.UpToThreeDays)
            .Sample(
                (q, later) =>
                {
                    var calendar = Fast(q.Definition);
                    (calendar.Due(q.Start + later, q.Length) < calendar.Due(q.Start, q.Length)).ShouldBeFalse();
                }
            );

    [Fact]
    public void Compile_PartOfTheHorizon_AnswersTheSameInsideIt() =>
        s_question.Sample(q =>
        {
            var part = BusinessCalendar.Compile(q.Definition, q.Start - Duration.FromDays(3), q.Start + Duration.FromDays(30)).Value;
            var whole = Fast(q.Definition);
            part.Elapsed(q.Start, q.Start + q.Length).ShouldBe(whole.Elapsed(q.Start, q.Start + q.Length));
            var due = whole.Due(q.Start, q.Length);
            part.Due(q.Start, q.Length).ShouldBe(due <= q.Start + Duration.FromDays(30) ? due : null);
        });

    // The years the random instants lie in: compiling all hundred for each sample would be most of the test's time.
    private static BusinessCalendar Fast(CalendarDefinition definition) =>
        BusinessCalendar.Compile(definition, Instant.FromUtc(2007, 1, 1, 0, 0), Instant.FromUtc(2016, 1, 1, 0, 0)).Value;
}
