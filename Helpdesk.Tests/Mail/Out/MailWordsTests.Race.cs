using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.People;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Wording;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.Mail.Out;

/// <content>Another process saves at the same moment: the gate of this one does not hold it back.</content>
public sealed partial class MailWordsTests
{
    [Fact]
    public async Task SavedByAnotherProcess_BetweenLookAndSave_IsSaid_AndNothingIsWritten()
    {
        var (en, ja) = Files(MailKind.SeverityChange);
        var meanwhile = new SavesMeanwhile(host.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>(), host.Now);
        var handlers = ActivatorUtilities.CreateInstance<MailWordsHandlers>(host.Services, meanwhile);

        var refused = await handlers.HandleAsync(
            new SaveMailWords(MailKind.SeverityChange, 0, en with { Body = en.Body + "\n\nMine." }, ja),
            Who.Admin
        );

        var error = refused.Errors.ShouldHaveSingleItem();
        (error.Kind, error.Code, error.Args[0]).ShouldBe((ErrorKind.Changed, "mail-words.changed", "somebody else"));
        var stored = await host.ReadAsync(db =>
            db.MailWordings()
                .Where(w => w.Kind == MailKind.SeverityChange)
                .Select(w => w.By)
                .ToListAsync(TestContext.Current.CancellationToken)
        );
        stored.ShouldBe(["somebody else"]);
    }

    /// <summary>Is asked for the time after the look and before the save: that is when the other one saves.</summary>
    private sealed class SavesMeanwhile(IDbContextFactory<HelpdeskDb> databases, Instant now) : IClock
    {
        public Instant GetCurrentInstant()
        {
            using var db = databases.CreateDbContext();
            db.MailWordings()
                .Add(
                    new MailWording
                    {
                        Kind = MailKind.SeverityChange,
                        Version = 1,
                        SubjectEn = "Theirs",
                        BodyEn = "Theirs",
                        At = now,
                        ById = Guid.NewGuid(),
                        By = "somebody else",
                    }
                );
            db.SaveChanges();
            return now;
        }
    }
}
