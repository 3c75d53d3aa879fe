using Coopera.Domain.Backups;

namespace Coopera.Core;

/// <param name="Folder">Where the nightly archives go; null: there are none.</param>
/// <param name="Keep">How many of them stay.</param>
public sealed record BackupSettings(string? Folder, int Keep)
{
    public static readonly BackupSettings None = new(null, 7);

    /// <summary>A night may be missed; two want somebody's eyes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    public bool IsOld(DateTimeOffset? last, DateTimeOffset now) =>
        Folder is not null && (BackupState.Believed(last, now) is not { } at || now - at > Patience);
}

public sealed partial record Settings
{
    public BackupSettings Backup { get; init; } = BackupSettings.None;

    private static BackupSettings ReadBackup(Reader read, string contentRoot) => new(
        read.Optional("Backup:Folder") is { } folder ? Path.GetFullPath(folder, contentRoot) : null,
        read.Number("Backup:Keep", BackupSettings.None.Keep, 1, 1000));
}
