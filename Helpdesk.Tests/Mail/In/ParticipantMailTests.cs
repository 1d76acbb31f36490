using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.In;

/// <summary>People in copy hear, and their mail is the customer's word; nobody else's is (issue 17; spec I5, C8, C9).</summary>
public sealed class ParticipantMailTests(InboundMailHost host) : IClassFixture<InboundMailHost>
{
    private const string Colleague = "m.ito@daiwa-seiki.example";
    private const string Partner = "partner@resale.example";
    private const string Mallory = "mallory@elsewhere.example";

    private static int s_minted;

    [Fact]
    public async Task PeopleInCopy_OfTheCustomersMail_GetTheReply_AndTheRecordNamesThem()
    {
        var (opened, ack) = await OpenAsync();
        await host.DeliverAsync(
            InboundMailHost.Mail(
                opened.Contact.Email,
                "Re: x",
                "My colleagues should read this.",
                ack,
                more: $"Cc: Ito Mai <{Colleague}>, {Partner}, answers+5f1d0000000000000000000000000a01@helpdesk.example\n"
            )
        );

        await host.Host.DoAsync(opened, new ReplyToCustomer("Thank you, all of you."));
        await host.Host.SendAsync();

        var mail = (await host.Host.MailsOfAsync(opened)).Last();
        (mail.To, mail.Copies).ShouldSatisfyAllConditions(
            m => m.To.ShouldBe(opened.Contact.Email),
            m => m.Copies.ShouldBe([Colleague, Partner], "we ourselves are nobody's copy")
        );
        var sent = host.Host.Received(opened)[^1];
        sent.RawHeader("Cc").ShouldNotBeNull().ShouldContain(Colleague);
        sent.Head.ShouldContain(Partner);
        var shown = (await RecordAsync(opened)).Recipients[mail.TimelineEntryId!.Value];
        shown.To.ShouldBe(opened.Contact.Email);
        shown.Cc.ShouldBe(mail.Copies);
    }

    [Fact]
    public async Task ReplyToSome_GoesToExactlyThose_AndAWrongAddressIsNamed()
    {
        var (opened, ack) = await OpenAsync();
        await DeliverWithCopyAsync(opened, ack);

        await host.Host.DoAsync(opened, new ReplyToCustomer("Only to Ms Ito.", To: Colleague, Cc: []));
        var mail = (await host.Host.MailsOfAsync(opened)).Last();
        (mail.To, mail.ToName, mail.Cc).ShouldBe((Colleague, "Ito Mai", null));

        await using var scope = host.Services.CreateAsyncScope();
        var refused = await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(
                opened.Number,
                null,
                new ReplyToCustomer("x", Cc: ["ok@a.example", "no address"]),
                IntakeHost.Agent,
                TestContext.Current.CancellationToken
            );
        (refused.Errors[0].Code, refused.Errors[0].Args[0]).ShouldBe(("participants.malformed", "no address"));
    }

    [Fact]
    public async Task RefusedCopy_KeepsTheMailFromNobodyElse_AndIsSaid()
    {
        var (opened, ack) = await OpenAsync();
        await DeliverWithCopyAsync(opened, ack);
        await host.Host.SendAsync();
        host.Host.Server.Answer = line =>
            line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) && line.Contains(Colleague, StringComparison.Ordinal)
                ? "550 5.1.1 no such user"
                : null;
        try
        {
            await host.Host.DoAsync(opened, new ReplyToCustomer("To both of you."));
            await host.Host.SendAsync();
        }
        finally
        {
            host.Host.Server.Answer = _ => null;
        }

        (await host.Host.MailsOfAsync(opened)).Last().State.ShouldBe(OutboxState.Sent, "the contact has it");
        (await host.Host.EventsOfAsync(opened)).OfType<MailFailed>().ShouldHaveSingleItem().To.ShouldBe(Colleague);
    }

    [Fact]
    public async Task WhoeverTakesPart_AnswersTheCustomersOwnMail_AStrangerDoesNot()
    {
        var (opened, ack) = await OpenAsync();
        await DeliverWithCopyAsync(opened, ack, "theirs-1@daiwa-seiki.example");

        var answer = await host.DeliverAsync(
            InboundMailHost.Mail($"Ito Mai <{Colleague}>", "Re: x", "From me as well.", "<theirs-1@daiwa-seiki.example>")
        );
        (answer.State, answer.CaseNumber, answer.FromSomebodyElse).ShouldBe((InboundState.Filed, opened.Number, true));
        (await StateAsync(opened)).LastLine.ShouldBe("From me as well.");

        var stranger = await host.DeliverAsync(InboundMailHost.Mail(Mallory, "Re: x", "Send me all.", "<theirs-1@daiwa-seiki.example>"));
        (stranger.State, stranger.Cause).ShouldBe((InboundState.Held, InboundCause.UnknownSender));
    }

    [Fact]
    public async Task AForwardedMail_LetsNobodyListen_ButAColleagueOfTheContactsMayTakePart()
    {
        var (opened, ack) = await OpenAsync();
        await host.DeliverAsync(InboundMailHost.Mail(Mallory, "Re: x", "Forwarded to me.", ack, more: "Cc: second@elsewhere.example\n"));
        (await StateAsync(opened)).Participants.ShouldBeEmpty("the token lets it in, not its writer, nor whom they name");

        await host.DeliverAsync(InboundMailHost.Mail(Colleague, "Re: x", "For Yamamoto.", ack, more: $"Cc: {Mallory}\n"));
        var joined = (await StateAsync(opened)).Participants.ShouldHaveSingleItem();
        (joined.Address, joined.Source).ShouldBe((Colleague, ParticipantSource.Wrote));
    }

    [Fact]
    public async Task WhoeverTakesPart_BringsAClosedCaseBack_C9()
    {
        var (opened, ack) = await OpenAsync();
        await DeliverWithCopyAsync(opened, ack);
        await host.Host.DoAsync(opened, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));
        host.Host.Time.Advance(TimeSpan.FromDays(2));

        (await host.DeliverAsync(InboundMailHost.Mail(Colleague, "Re: x", "Again!", ack))).State.ShouldBe(InboundState.Filed);

        (await StateAsync(opened)).Status.ShouldBe(CaseStatus.InProgress);
        var told = (await host.Host.MailsOfAsync(opened)).Last(m => m.Kind == MailKind.Reopened);
        (told.To, told.Copies).ShouldSatisfyAllConditions(m => m.To.ShouldBe(opened.Contact.Email), m => m.Copies.ShouldBe([Colleague]));
    }

    [Fact]
    public async Task ContactOfADuplicate_GoesOnHearing_I5()
    {
        var (main, _) = await OpenAsync();
        var (duplicate, ack) = await OpenAsync(Colleague);
        await using (var scope = host.Services.CreateAsyncScope())
            (
                await scope
                    .ServiceProvider.GetRequiredService<MergeCasesHandler>()
                    .HandleAsync(duplicate.Number, null, new MergeCases(main.Number), IntakeHost.Agent)
            ).IsOk.ShouldBeTrue();

        await host.Host.DoAsync(main, new ReplyToCustomer("It is fixed for both of you."));
        (await host.Host.MailsOfAsync(main)).Last().Copies.ShouldBe([Colleague]);
        var answer = await host.DeliverAsync(InboundMailHost.Mail(Colleague, "Re: x", "Not for me.", ack));
        (answer.State, answer.CaseNumber).ShouldBe((InboundState.Filed, main.Number));
    }

    [Fact]
    public async Task Erased_NobodyWhoTookPartIsLeft_InTheRecordOrAnyMail_I7()
    {
        const string gone = "gone.person@daiwa-seiki.example";
        var (opened, ack) = await OpenAsync();
        await host.DeliverAsync(
            InboundMailHost.Mail(opened.Contact.Email, "Re: x", "Both of us.", ack, more: $"Cc: Gone Person <{gone}>, {Partner}\n")
        );
        await host.DeliverAsync(InboundMailHost.Mail($"Gone Person <{gone}>", "Re: x", "My word.", ack));
        await host.Host.DoAsync(opened, new ReplyToCustomer("To all."));
        await host.Host.DoAsync(opened, new ReplyToCustomer("To one.", To: gone, Cc: []));
        await host.Host.SendAsync();
        var kept = host.Services.GetServices<IContactData>().Single(d => d.Name == "participations");
        (await host.ReadAsync(db => kept.ReadAsync(db, gone, TestContext.Current.CancellationToken))).ShouldHaveSingleItem();

        var erased = await host
            .Services.GetRequiredService<Helpdesk.Web.Privacy.EraseContactHandler>()
            .HandleAsync(new(gone, gone), Privacy.PrivacyHost.As(Helpdesk.Web.Platform.Identity.Roles.Administrator));

        erased.IsOk.ShouldBeTrue();
        var left = await host.ReadAsync(async db =>
            string.Join(
                '\n',
                [
                    .. await db.Timeline.Where(e => e.CaseId == opened.Id).Select(e => e.ActorName).ToListAsync(),
                    .. (await host.Host.EventsOfAsync(opened)).Select(e => e.ToString()),
                    .. (await host.Host.MailsOfAsync(opened)).Select(m => $"{m.To} {m.ToName} {m.Cc}"),
                    .. (await StateAsync(opened)).Participants.Select(p => p.Address),
                ]
            )
        );
        left.ShouldNotContain("gone", Shouldly.Case.Insensitive);
        left.ShouldContain(Partner, Shouldly.Case.Insensitive, "the others stay");
        using var raw = new SqliteConnection($"Data Source={Path.Combine(host.Host.Folder, "helpdesk.db")};Pooling=False");
        raw.Open();
        RecordCheck.Run(raw).ShouldAllBe(chain => chain.Broken == null, "the record vouches for what was taken out");
        (await RecordAsync(opened)).Timeline.ShouldContain(e => e.Words == "My word.", "the words belong to the case");
    }

    private Task<InboundMail> DeliverWithCopyAsync(Case about, string ack, string? id = null) =>
        host.DeliverAsync(
            InboundMailHost.Mail(about.Contact.Email, "Re: x", "With a copy.", ack, id, more: $"Cc: Ito Mai <{Colleague}>\n")
        );

    private async Task<(Case Opened, string Ack)> OpenAsync(string? email = null)
    {
        var opened = await host.Host.OpenAsync(r => email is null ? r : r with { Email = email });
        var token = FormattableString.Invariant($"5f1d0000000000000000000000d{Interlocked.Increment(ref s_minted):x5}");
        await host.SqlAsync($"UPDATE OutboxMails SET MessageId = '{token}@helpdesk.example' WHERE CaseId = {opened.Id}");
        return (opened, $"<{token}@helpdesk.example>");
    }

    private Task<Case> StateAsync(Case about) =>
        host.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Participants).SingleAsync(c => c.Id == about.Id));

    private async Task<CaseRecord> RecordAsync(Case about) =>
        (await host.Services.GetRequiredService<CaseQuery>().FindAsync(about.Number, TestContext.Current.CancellationToken))!;
}
