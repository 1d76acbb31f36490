using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Customers;
using Helpdesk.Tests.People;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Contracts;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.Supervision.ContractEnds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Helpdesk.Tests.Customers.RecordScreens;

namespace Helpdesk.Tests.Supervision.ContractEnds;

/// <summary>
/// The end of a contract is told once a stage, to supervisors and if switched on to the customer; an alert settles itself (issue 12; spec
/// U2, E3).
/// </summary>
public sealed class ContractEndWatchTests(RecordScreens screens) : IClassFixture<RecordScreens>
{
    // Wednesday 9 June 2027 in Tokyo: 61 days before.
    private const string Last = "2027-08-09";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task End_IsToldTwice_OnceEach_InTheProgrammesZone_AndSettlesWhenRenewed()
    {
        screens.Get<IOptions<ContractNoticeOptions>>().Value.MailCustomers.ShouldBeFalse("off by default");
        await AddAsync("M-END-1", Last);
        await AddAsync("M-END-2", Last);
        await AddAsync("M-HAND", Last, ("endedOn", "2027-08-01"));
        await RunAsync();
        (await NoticesAsync()).ShouldBeEmpty("61 days are left in Tokyo");
        screens.Get<IOptions<ContractNoticeOptions>>().Value.MailCustomers = true;

        // 23:59 and 00:01 in Tokyo: the day is the programme's, whatever the machine's.
        screens.Host.Time.Advance(TimeSpan.FromHours(14) - TimeSpan.FromMinutes(1));
        await RunAsync();
        (await NoticesAsync()).ShouldBeEmpty();
        screens.Host.Time.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(RunAsync(), RunAsync());
        await RunAsync();
        (await NoticesAsync()).ShouldBe([("M-END-1", 60, 1), ("M-END-2", 60, 1)]);
        var alert = (await OpenAlertsAsync()).Single(a => a.Key == "60:2027-06-10");
        alert.Subject!.ShouldContain("M-END-1");
        var mail = (await MailsAsync("M-END-1")).ShouldHaveSingleItem();
        (mail.To, mail.Language).ShouldBe(("k.yamamoto@daiwa-seiki.example", "ja"));
        mail.Subject.ShouldBe("サポート契約 M-END-1 は 2027年8月9日 に終了します");
        mail.Text.ShouldContain("あと60日");
        await screens.Host.SendAsync();
        (await MailsAsync("M-END-1")).ShouldAllBe(m => m.State == OutboxState.Sent);

        // One is renewed, the other is not: the second stage is told of that one alone.
        await AddAsync("M-END-1B", "2028-08-09", ("from", "2027-08-10"));
        await screens.SavedAsync(acts => acts.ContractAsync(Texts(("number", "M-END-1"), ("successor", "M-END-1B")), null));
        screens.Host.Time.Advance(TimeSpan.FromDays(46));
        await RunAsync();
        await RunAsync();
        (await NoticesAsync()).ShouldBe([("M-END-1", 60, 1), ("M-END-2", 60, 1), ("M-END-2", 14, 1)]);
        (await MailsAsync("M-END-2")).Count.ShouldBe(2);

        await AddAsync("M-END-2B", "2028-08-09", ("from", "2027-08-10"));
        await screens.SavedAsync(acts => acts.ContractAsync(Texts(("number", "M-END-2"), ("successor", "M-END-2B")), null));
        await RunAsync();
        (await OpenAlertsAsync()).Select(a => a.Key).ShouldNotContain("60:2027-06-10", "none of them ends untold any more");

        var rows = await screens
            .Get<ContractListQuery>()
            .RunAsync(new("M-END-2", ContractSpan.All, null, null), ContractOrder.Number, false, 0, 10, Who.Admin, Token);
        rows.Value.Rows.Single(r => r.Number == "M-END-2").Notices.Select(n => n.DaysAhead).ShouldBe([60, 14]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 60)]
    [InlineData(400, 14)]
    [InlineData(60, 0)]
    public void WrongDays_StopTheStart(int first, int second) =>
        new ContractNoticeOptionsCheck()
            .Validate(null, new ContractNoticeOptions { FirstDays = first, SecondDays = second })
            .FailureMessage!.ShouldContain("ContractNotices:");

    // A new instance each time: nothing but the database remembers, as after a restart.
    private Task RunAsync() =>
        Task.Run(() => ActivatorUtilities.CreateInstance<ContractEndWatch>(screens.Host.Services).RunAsync(Token), Token);

    private Task AddAsync(string number, string until, params (string Column, string Text)[] more)
    {
        var texts = Texts(
            ("number", number),
            ("customer", "K-1000"),
            ("tier", "Standard"),
            ("products", "SPX-SERVER"),
            ("from", "2026-08-10"),
            ("until", until)
        );
        foreach (var (column, text) in more)
            texts[column] = text;
        return screens.SavedAsync(acts => acts.ContractAsync(texts, 0));
    }

    private async Task<List<(string, int, int)>> NoticesAsync() =>
        [
            .. (
                await screens.Host.ReadAsync(db =>
                    db.ContractNotices()
                        .AsNoTracking()
                        .Where(n => n.Number.StartsWith("M-END") || n.Number == "M-HAND")
                        .OrderByDescending(n => n.DaysAhead)
                        .ThenBy(n => n.Number)
                        .ToListAsync(Token)
                )
            ).Select(n => (n.Number, n.DaysAhead, n.Mails)),
        ];

    private Task<List<SupervisorAlert>> OpenAlertsAsync() =>
        screens.Host.ReadAsync(db =>
            db.Alerts.AsNoTracking().Where(a => a.Kind == AlertKind.ContractsEnding && a.SettledAt == null).ToListAsync(Token)
        );

    private Task<List<StaffMail>> MailsAsync(string number) =>
        screens.Host.ReadAsync(db =>
            db.StaffMails().AsNoTracking().Where(m => m.Key.StartsWith("contract-ends:" + number + ":")).ToListAsync(Token)
        );
}
