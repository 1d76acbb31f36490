using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Reports;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Tests.Supervision;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Reports;
using Helpdesk.Web.Reports.Facts;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.Reports;

/// <summary>Each closing counts in its week, and what has ended has ended, whatever comes later (issue 17, spec C9, H5).</summary>
public sealed class ClosingsTests : IAsyncLifetime
{
    private static readonly ClaimsPrincipal Mori = SupervisionHost.Mori;

    private static readonly ReportPeriod First = Week(7),
        Second = Week(14);

    private readonly MailHost _host = new();

    private ReportFactsStore Store => _host.Services.GetRequiredService<ReportFactsStore>();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Reopened_TheClosingStaysInItsWeek_AndTheNextIsAnother()
    {
        var before = await CountAsync(ReportCount.Closed, First);
        var back = await _host.OpenAsync();
        await _host.DoAsync(back, new CloseCase(ClosingReason.WorksAsSpecified, null, "It works as described."));
        var closed = _host.Now;
        (await CountAsync(ReportCount.Closed, First)).ShouldBe(before + 1);

        _host.Time.Advance(TimeSpan.FromDays(7));
        await _host.DoAsync(back, new ReopenCase("again"));

        (await CountAsync(ReportCount.Closed, First)).ShouldBe(before + 1);
        var line = (
            await ListAsync(ReportCount.Closed, First, ReportFilter.None with { Reason = ClosingReason.WorksAsSpecified })
        ).Lines.Single(l => l.Number == back.Number);
        (line.Reason, line.ClosedAt, line.Status).ShouldBe((ClosingReason.WorksAsSpecified, closed, CaseStatus.InProgress));
        (await DriftAsync()).ShouldBeEmpty();

        await _host.DoAsync(back, new CloseCase(ClosingReason.Confirmed, "by mail", null));
        (await CountAsync(ReportCount.Closed, First)).ShouldBe(before + 1);
        (await CountAsync(ReportCount.Closed, Second)).ShouldBe(1);
        (await DriftAsync()).ShouldBeEmpty("read anew it is the same");
    }

    [Fact]
    public async Task TakenBackWithinItsMinute_IsNoClosing_AndNoEnd()
    {
        var opened = await _host.OpenAsync();
        var (closed, ended) = (await CountAsync(ReportCount.Closed, First), await CountAsync(ReportCount.Ended, First));
        await _host.DoAsync(opened, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));
        await _host.DoAsync(opened, new UndoClose());

        (await CountAsync(ReportCount.Closed, First)).ShouldBe(closed);
        (await CountAsync(ReportCount.Ended, First)).ShouldBe(ended);
    }

    [Fact]
    public async Task MergingTakenBack_IsNoClosing_WhateverComesLater_I5()
    {
        var (one, main) = (await _host.OpenAsync(), await _host.OpenAsync());
        var before = await CountAsync(ReportCount.Closed, First);
        await using (var scope = _host.Services.CreateAsyncScope())
        {
            var merge = scope.ServiceProvider.GetRequiredService<MergeCasesHandler>();
            (await merge.HandleAsync(one.Number, null, new(main.Number), Mori)).IsOk.ShouldBeTrue();
            var undo = scope.ServiceProvider.GetRequiredService<UndoMergeHandler>();
            (await undo.HandleAsync(one.Number, null, Mori)).IsOk.ShouldBeTrue();
        }

        _host.Time.Advance(TimeSpan.FromDays(7));
        await _host.DoAsync(one, new ResolveCase(true, ConfirmedBy.Mail, null, null));
        await _host.DoAsync(one, new ReopenCase("again"));

        (await CountAsync(ReportCount.Closed, First)).ShouldBe(before);
        (await DriftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task NotSolved_HasEndedOnceAllTheSame()
    {
        var opened = await _host.OpenAsync();
        var ended = await CountAsync(ReportCount.Ended, First);
        await _host.DoAsync(opened, new ResolveCase(true, ConfirmedBy.Mail, null, null));
        (await CountAsync(ReportCount.Ended, First)).ShouldBe(ended + 1);

        await _host.DoAsync(opened, new RecordCustomerMessage("Not solved."));

        (await CountAsync(ReportCount.Ended, First)).ShouldBe(ended + 1);
        (await DriftAsync()).ShouldBeEmpty();
    }

    private static ReportPeriod Week(int day) =>
        new(
            PeriodKind.Custom,
            new LocalDate(2027, 6, day),
            new LocalDate(2027, 6, day).PlusDays(6),
            DateTimeZoneProviders.Tzdb["Asia/Tokyo"]
        );

    private Task<IReadOnlyList<long>> DriftAsync() => Store.CheckAsync(TestContext.Current.CancellationToken);

    private async Task<int> CountAsync(ReportCount what, ReportPeriod period) => (await ListAsync(what, period, ReportFilter.None)).All;

    private async Task<ListAnswer> ListAsync(ReportCount what, ReportPeriod period, ReportFilter filter)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<ReportsQuery>()
                .RunAsync(new ListQuestion(what, period, filter), 1000, Mori, TestContext.Current.CancellationToken)
        ).Value;
    }
}
