using System.IO.Compression;
using Coopera.Core.Files;

namespace Coopera.Core.Backups;

/// <summary>An archive that was there: it is believed only as far as it can be checked.</summary>
public sealed class BackupArchive : IDisposable
{
    public const string NotePath = "LEGGIMI.txt";
    public const string ManifestPath = "manifest.json";
    public const string DatabasePath = "coopera.db";
    private const string Uploads = "uploads/";
    private const int LargestManifest = 512 * 1024 * 1024;

    private readonly string _path;
    private readonly ZipArchive _zip;

    private BackupArchive(string path, ZipArchive zip, BackupManifest manifest) => (_path, _zip, Manifest) = (path, zip, manifest);

    public BackupManifest Manifest { get; }

    public static string PathOf(string upload) => Uploads + upload;

    public static async Task<BackupArchive> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var isOurs = false;
        ZipArchive? zip = null;
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous);
            try
            {
                isOurs = await BeginsAsOursAsync(file, cancellationToken);
                zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, cancellationToken);
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }

            return new(path, zip, await ManifestOfAsync(zip, path, isOurs, cancellationToken));
        }
        catch (Exception refusal) when (refusal is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SettingsException($"\"{path}\" is not there.");
        }
        catch (InvalidDataException)
        {
            zip?.Dispose();
            throw isOurs ? Damaged(path, "it is cut off") : NotOurs(path);
        }
        catch (SettingsException)
        {
            zip?.Dispose();
            throw;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            zip?.Dispose();
            throw new SettingsException($"\"{path}\" cannot be read ({refusal.Message}).");
        }
    }

    /// <summary>Reads everything once, and takes nothing out: throws unless every byte is the one that was packed.</summary>
    internal async Task VerifyAsync(BackupMeter meter, CancellationToken cancellationToken)
    {
        meter.Begin(BackupStep.Checking, Manifest.Bytes);
        await TakeOutAsync(DatabasePath, Manifest.Database, Stream.Null, meter, cancellationToken);
        foreach (var upload in Manifest.Uploads)
        {
            await TakeOutAsync(PathOf(upload.Name), upload, Stream.Null, meter, cancellationToken);
        }
    }

    internal async Task TakeOutAsync(
        string entry, BackedUpFile expected, Stream to, BackupMeter meter, CancellationToken cancellationToken)
    {
        try
        {
            await using var packed = await _zip.GetEntry(entry)!.OpenAsync(cancellationToken);
            if (await HashedCopy.RunAsync(packed, to, expected.Length, meter, cancellationToken) != (expected.Length, expected.Sha256))
            {
                throw Damaged(_path, $"{entry} is not what was packed");
            }
        }
        catch (InvalidDataException)
        {
            throw Damaged(_path, $"{entry} cannot be unpacked");
        }
    }

    public void Dispose() => _zip.Dispose();

    private static async Task<BackupManifest> ManifestOfAsync(
        ZipArchive zip, string path, bool isOurs, CancellationToken cancellationToken)
    {
        if (!isOurs || zip.GetEntry(ManifestPath) is not { Length: <= LargestManifest } entry)
        {
            throw NotOurs(path);
        }

        await using var json = await entry.OpenAsync(cancellationToken);
        var manifest = await BackupManifest.ReadAsync(json, cancellationToken) ?? throw Damaged(path, $"{ManifestPath} cannot be read");
        if (manifest.Format > BackupManifest.CurrentFormat)
        {
            throw new SettingsException(
                $"\"{path}\" was made by version {manifest.Program}, which packs differently from this one ({ProgramVersion.Text}): restore "
                + "it with that version, or a later one.");
        }

        // Names become paths: none but those that this program gives, and nothing beside them.
        if (manifest.Uploads.FirstOrDefault(upload => !Guid.TryParseExact(upload.Name, "N", out _)) is { } odd)
        {
            throw Damaged(path, $"\"{odd.Name}\" is no name of an upload");
        }

        var there = zip.Entries.Select(packed => packed.FullName).Order(StringComparer.Ordinal);
        var told = manifest.Uploads.Select(upload => PathOf(upload.Name)).Append(NotePath).Append(ManifestPath).Append(DatabasePath).Order(StringComparer.Ordinal);
        return there.SequenceEqual(told, StringComparer.Ordinal) ? manifest : throw Damaged(path, "it holds other files than it says");
    }

    /// <summary>A ZIP file whose first member is our note: what is cut off has lost its directory, and not this.</summary>
    private static async Task<bool> BeginsAsOursAsync(FileStream file, CancellationToken cancellationToken)
    {
        const int NameAt = 30;
        var head = new byte[NameAt + NotePath.Length];
        var isOurs = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) == head.Length
            && head.AsSpan().StartsWith("PK\u0003\u0004"u8)
            && head.AsSpan(NameAt).SequenceEqual("LEGGIMI.txt"u8);
        file.Position = 0;
        return isOurs;
    }

    private static SettingsException NotOurs(string path) => new($"\"{path}\" is no backup that this program made.");

    private static SettingsException Damaged(string path, string how) => new(
        $"\"{path}\" is damaged ({how}): nothing was restored from it; take another backup.");
}
