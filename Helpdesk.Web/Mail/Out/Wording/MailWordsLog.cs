using DiffPlex;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Audit;

namespace Helpdesk.Web.Mail.Out.Wording;

/// <summary>The line of the administrative log: which words were changed, the lines that went and those that came.</summary>
public static class MailWordsLog
{
    public static AdminAct Act(
        string code,
        MailKind kind,
        IReadOnlyDictionary<string, WrittenWords> before,
        IReadOnlyDictionary<string, WrittenWords> after
    )
    {
        List<string> fields = [],
            gone = [],
            come = [];
        foreach (var language in MailTemplates.Languages)
        {
            Compare("subject", language, before[language].Subject, after[language].Subject);
            Compare("body", language, before[language].Body, after[language].Body);
        }

        return new AdminAct(code).On(IdOf(kind), kind.ToString()).With("fields", fields).With("before", gone).With("after", come);

        void Compare(string part, string language, string old, string now)
        {
            if (old == now)
                return;
            fields.Add(MailWordsCheck.FieldOf(part, language));
            var diff = Differ.Instance.CreateLineDiffs(old, now, ignoreWhitespace: false);
            foreach (var block in diff.DiffBlocks)
            {
                gone.AddRange(diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA).Where(line => line.Trim().Length > 0));
                come.AddRange(diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB).Where(line => line.Trim().Length > 0));
            }
        }
    }

    // The log names its subjects by id; a kind of mail has none but its number.
    private static Guid IdOf(MailKind kind) => new((int)kind + 1, 0, 0, new byte[8]);
}
