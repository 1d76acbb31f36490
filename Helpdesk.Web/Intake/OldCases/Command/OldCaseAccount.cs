namespace Helpdesk.Web.Intake.OldCases.Command;

/// <summary>What became of the cases of a file; every case that was read is in one of the counts.</summary>
internal sealed class OldCaseAccount
{
    /// <summary>Cases the file holds, and lines that hold none.</summary>
    public int Read { get; set; }

    /// <summary>Taken in as history.</summary>
    public int Closed { get; set; }

    /// <summary>Taken in open.</summary>
    public int Open { get; set; }

    /// <summary>There already, under their old numbers.</summary>
    public int Known { get; set; }

    /// <summary>Thrown away by the old system itself.</summary>
    public int Deleted { get; set; }

    public int Refused { get; set; }

    public int Messages { get; set; }

    public int Files { get; set; }

    public int FilesLeftOut { get; set; }

    public int Taken => Closed + Open;
}
