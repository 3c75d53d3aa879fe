using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Coopera.Web.Infrastructure;

/// <param name="Key">Where it is; opaque.</param>
/// <param name="Sha256">Hexadecimal, lower case.</param>
public sealed record StoredUpload(string Key, long Length, string Sha256);

/// <summary>
/// Files that people send, outside the web root: <c>{DataFolder}/uploads</c>. Each is written aside, flushed to the disk and only then
/// put in place under a name nobody chose; nothing is ever overwritten.
/// </summary>
public sealed partial class UploadStore(Settings settings, TimeProvider clock)
{
    private readonly string _folder = Path.Combine(settings.Site.DataFolder, "uploads");

    public async Task<StoredUpload> SaveAsync(Stream content, CancellationToken cancellationToken = default)
    {
        var key = $"{clock.GetUtcNow():yyyyMM}/{Guid.CreateVersion7(clock.GetUtcNow()):N}";
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = path + ".part";
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                var buffer = new byte[64 * 1024];
                for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0; length += read)
                {
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(aside, path);
            return new StoredUpload(key, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    public Stream OpenRead(string key) =>
        new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>For what was stored but not recorded, because the transaction failed.</summary>
    public void Discard(string key) => File.Delete(PathOf(key));

    private string PathOf(string key) =>
        KeyPattern().IsMatch(key) ? Path.Combine(_folder, key) : throw new ArgumentException("Not a key of this store.", nameof(key));

    [GeneratedRegex("^[0-9]{6}/[0-9a-f]{32}$")]
    private static partial Regex KeyPattern();
}
