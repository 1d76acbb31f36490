using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>The file is here and was looked at; nothing is written.</summary>
    Previewed = 0,

    Applying = 1,

    /// <summary>Every row was dealt with.</summary>
    Applied = 2,

    /// <summary>Ended at a refused row, as asked, or because whoever sent the rows went away.</summary>
    Stopped = 3,

    /// <summary>What nobody changed since is as it was before.</summary>
    TakenBack = 4,

    /// <summary>The file could not be read to its end.</summary>
    Failed = 5,

    TakingBack = 6,

    /// <summary>Somebody stopped it behind a batch; it goes on when they say so, or ends there.</summary>
    Paused = 7,
}

/// <summary>The way by which rows came in.</summary>
public enum ImportWay
{
    Page = 0,
    CommandLine = 1,
    Folder = 2,
    Api = 3,
}

/// <summary>One file of records: whose, how far it is, and what became of its rows.</summary>
public sealed class RecordImport
{
    public required Guid Id { get; init; }

    /// <summary>Name of the kind of record; empty until somebody said which.</summary>
    public string Kind { get; set; } = "";

    public required string FileName { get; init; }

    public required ImportWay Way { get; init; }

    public required ActorKind ActorKind { get; init; }

    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    public required Instant At { get; init; }

    public Instant? FinishedAt { get; set; }

    public ImportState State { get; set; }

    /// <summary>Whether its file lies in the data directory: only while it is needed, as it tells about people.</summary>
    public bool HasFile { get; set; }

    /// <summary>Which column each heading means, in their order; null for none.</summary>
    public ValueList<string?> Matching { get; set; } = [];

    public bool StopAtFirstRefusal { get; set; }

    /// <summary>How many rows of the file are dealt with; after a restart it goes on behind them.</summary>
    public int RowsDone { get; set; }

    public int RowsTotal { get; set; }

    public int New { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    public int Refused { get; set; }

    /// <summary>Changes that were taken back.</summary>
    public int Returned { get; set; }

    /// <summary>Changes that stay although the import was taken back.</summary>
    public int Kept { get; set; }

    /// <summary>Who took it back.</summary>
    public ActorKind? ReturnedByKind { get; set; }

    public Guid? ReturnedById { get; set; }

    public string? ReturnedByName { get; set; }

    /// <summary>Why it failed: a code, and its values as JSON.</summary>
    public string? TroubleCode { get; set; }

    public string? TroubleArgs { get; set; }

    public Actor By => new(ActorKind, ActorId, ActorName);

    public Actor ReturnedBy => new(ReturnedByKind ?? ActorKind, ReturnedById, ReturnedByName ?? ActorName);
}

/// <summary>Why a row of an import is not on record; or, without a row, why a change of it was not taken back.</summary>
public sealed class ImportRefusal
{
    public long Id { get; init; }

    public required Guid ImportId { get; init; }

    /// <summary>As a spreadsheet counts it; 0 for what was not taken back.</summary>
    public required int Row { get; init; }

    public string? Column { get; init; }

    public string? Value { get; init; }

    public required string Code { get; init; }

    /// <summary>Values for the words' placeholders, as JSON.</summary>
    public required string Args { get; init; }
}

/// <summary>What the headings of a file mean, as somebody said it once: proposed again for a file with the same ones.</summary>
public sealed class ImportMatching
{
    public required string Kind { get; init; }

    /// <summary>SHA-256 of the folded headings.</summary>
    public required string Headings { get; init; }

    public required ValueList<string?> Columns { get; set; }

    public required Instant At { get; set; }
}

public sealed class RecordImportConfiguration : IEntityTypeConfiguration<RecordImport>
{
    public void Configure(EntityTypeBuilder<RecordImport> builder)
    {
        builder.ToTable("Imports").HasKey(i => i.Id);
        builder.Property(i => i.Matching).HasJson();
        builder.Ignore(i => i.By).Ignore(i => i.ReturnedBy);
        builder.HasIndex(i => i.At);
    }
}

public sealed class ImportRefusalConfiguration : IEntityTypeConfiguration<ImportRefusal>
{
    public void Configure(EntityTypeBuilder<ImportRefusal> builder)
    {
        builder.ToTable("ImportRefusals").HasKey(r => r.Id);
        builder.HasOne<RecordImport>().WithMany().HasForeignKey(r => r.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class ImportMatchingConfiguration : IEntityTypeConfiguration<ImportMatching>
{
    public void Configure(EntityTypeBuilder<ImportMatching> builder)
    {
        builder.ToTable("ImportMatchings").HasKey(m => new { m.Kind, m.Headings });
        builder.Property(m => m.Columns).HasJson();
    }
}
