using Coopera.Domain.Jobs;

namespace Coopera.Domain.Backups;

/// <summary>One row: what is known of the copies that were made of this database, and whether it is itself one.</summary>
public sealed class BackupState
{
    public const int OnlyId = 1;
    public const int MarkLength = 8;
    public const int FileMaxLength = 260;

    public int Id { get; private init; } = OnlyId;

    /// <summary>Stands in the names of the nightly archives, so that only this site's are ever deleted. Empty before the first.</summary>
    public string Mark { get; private set; } = "";

    /// <summary>The moment that the last archive holds, whoever asked for it; null: there was none.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    public string? LastFile { get; private set; }

    public long LastBytes { get; private set; }

    public DateTimeOffset? LastNightAt { get; private set; }

    /// <summary>One that lies ahead was noted by a clock that went wrong, and counts as none.</summary>
    public static DateTimeOffset? Believed(DateTimeOffset? at, DateTimeOffset now) => at > now + JobLease.Grace ? null : at;

    /// <summary>When this database was made of an archive; null: it never was.</summary>
    public DateTimeOffset? RestoredAt { get; private set; }

    /// <summary>The moment that the archive held.</summary>
    public DateTimeOffset? CopyOf { get; private set; }

    /// <summary>Until staff say what becomes of the mails in the copy: others may have had them, and the site may only be tried.</summary>
    public bool HoldsMails { get; private set; }
}
