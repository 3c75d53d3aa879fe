using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Keys;

namespace Coopera.Core.Backups;

/// <param name="Held">Mails of the copy that wait for a word from staff.</param>
public sealed record RestoredBackup(BackupManifest Manifest, long Held);

/// <summary>
/// A site out of an archive, in a place where there is none: nothing that is there is ever written over. The archive is read whole before
/// anything is touched; the database gets its name, or loses its mark, last of all. Cut off at any moment, it can be begun again: what is
/// left then are whole uploads, and on a server a database that is marked as the half of one.
/// </summary>
public sealed class RestoreBackup(Settings settings, SiteKeys keys, UploadStore uploads, TimeProvider clock, IServiceProvider services)
{
    /// <exception cref="SettingsException">A sentence on why it cannot be done.</exception>
    public async Task<RestoredBackup> RunAsync(string file, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        using var archive = await BackupArchive.OpenAsync(file, cancellationToken);
        var meter = new BackupMeter(progress, clock);
        RefuseOtherKey(archive.Manifest);
        RefuseUploads(archive.Manifest);
        await using var target = await RestoreTarget.ChooseAsync(settings.Database, settings.Site.DataFolder);
        RefuseSmallDisk(archive.Manifest, target.WorkFile);
        await archive.VerifyAsync(meter, cancellationToken);
        meter.Begin(BackupStep.Unpacking, archive.Manifest.Bytes);
        try
        {
            await UnpackDatabaseAsync(archive, target.WorkFile, meter, cancellationToken);
            var held = await new RestoredDatabase(target.WorkFile, services, clock).MakeReadyAsync(archive.Manifest, cancellationToken);
            await target.PrepareAsync(cancellationToken);
            await PutBackUploadsAsync(archive, meter, cancellationToken);
            await target.FinishAsync(meter, clock, cancellationToken);
            return new(archive.Manifest, held);
        }
        finally
        {
            SqliteCopy.Delete(target.WorkFile); // it is unpacked anew by whoever begins again; after success it is not there any more
        }
    }

    private void RefuseOtherKey(BackupManifest manifest)
    {
        if (keys.Find(manifest.Key) is null)
        {
            throw new SettingsException(
                $"The backup is protected with the key {manifest.Key}, and Keys:KeyFile or Keys:CertificateFile here is {keys.Current.Id}: "
                + "put the key of the site that was backed up here first (it is in no backup), or name it in Keys:Retired beside the new one.");
        }
    }

    /// <summary>Files that a restore of this archive put there before it was cut off are its own.</summary>
    private void RefuseUploads(BackupManifest manifest)
    {
        var own = manifest.Uploads.Select(upload => upload.Name).ToHashSet(StringComparer.Ordinal);
        if (uploads.Keys().FirstOrDefault(key => !own.Contains(key)) is { } other)
        {
            throw new SettingsException(
                $"Site:DataFolder is \"{settings.Site.DataFolder}\", whose folder uploads is not empty (it holds {other}, which is not in "
                + "the backup): restore into an empty one.");
        }
    }

    private void RefuseSmallDisk(BackupManifest manifest, string workFile)
    {
        var there = manifest.Uploads.Where(upload => uploads.Has(upload.Name)).Sum(upload => upload.Length)
            + (File.Exists(workFile) ? new FileInfo(workFile).Length : 0);
        if (DataFolder.FreeBytes(settings.Site.DataFolder) is { } free && free < manifest.Bytes - there)
        {
            throw new SettingsException(
                $"The backup needs {FileSize.Of(manifest.Bytes)} in \"{settings.Site.DataFolder}\", where {FileSize.Of(free)} are free.");
        }
    }

    private static async Task UnpackDatabaseAsync(
        BackupArchive archive, string workFile, BackupMeter meter, CancellationToken cancellationToken)
    {
        SqliteCopy.Delete(workFile); // of one that was killed
        await using var to = new FileStream(workFile, FileMode.Create, FileAccess.Write, FileShare.None, 256 * 1024);
        await archive.TakeOutAsync(BackupArchive.DatabasePath, archive.Manifest.Database, to, meter, cancellationToken);
    }

    private async Task PutBackUploadsAsync(BackupArchive archive, BackupMeter meter, CancellationToken cancellationToken)
    {
        foreach (var upload in archive.Manifest.Uploads)
        {
            // A file gets its name when it is whole: one that is there is the one that was packed.
            if (uploads.LengthOf(upload.Name) == upload.Length && uploads.Has(upload.Name))
            {
                meter.Add(upload.Length);
                continue;
            }

            await uploads.PutBackAsync(
                upload.Name,
                to => archive.TakeOutAsync(BackupArchive.PathOf(upload.Name), upload, to, meter, cancellationToken));
        }
    }
}
