using System.Buffers;
using System.Security.Cryptography;
using Coopera.Core.Links;

namespace Coopera.Core.Files;

/// <param name="Sha256">Of the bytes as they came, in hexadecimal.</param>
public sealed record StoredUpload(Guid Id, long Length, string Sha256);

/// <summary>
/// Files that people send, as they came, in the data folder's "uploads": outside the web root, readable by this program alone, each under an id of its own,
/// so that a new version never replaces an old one. A file is there whole and on disk, or not at all.
/// </summary>
public sealed class UploadStore(Settings settings, TimeProvider clock)
{
    private const int BufferSize = 80 * 1024;
    private const string Unfinished = ".part";

    /// <summary>No upload takes this long: what is older was left by a program that was stopped while it wrote.</summary>
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    private readonly string _folder = Path.Combine(settings.Site.DataFolder, "uploads");

    /// <summary>Streams a file to disk. Null when it is larger than allowed; then nothing of it stays.</summary>
    public async Task<StoredUpload?> SaveAsync(Stream content, long maxBytes, CancellationToken cancellation = default)
    {
        CreateFolder();
        RemoveLeftovers();
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var part = PathOf(id) + Unfinished;
        try
        {
            var stored = await WriteAsync(id, part, content, maxBytes, cancellation);
            if (stored is not null)
            {
                File.Move(part, PathOf(id), overwrite: false);
            }

            return stored;
        }
        finally
        {
            File.Delete(part); // after success there is none any more
        }
    }

    /// <summary>The bytes as they came; null when there is no such upload.</summary>
    public Stream? Open(Guid id)
    {
        try
        {
            return new FileStream(
                PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <param name="key">The id as rows keep it.</param>
    public Stream OpenRead(string key) =>
        Open(Guid.Parse(key)) ?? throw new FileNotFoundException("A stored upload is not in the data folder any more.", key);

    /// <inheritdoc cref="Discard(Guid)"/>
    public void Discard(string key) => Discard(Guid.Parse(key));

    /// <summary>For a file that turned out to be something else than what was asked for, or whose time to be kept is over.</summary>
    public void Discard(Guid id)
    {
        if (Directory.Exists(_folder))
        {
            File.Delete(PathOf(id));
        }
    }

    private static async Task<StoredUpload?> WriteAsync(Guid id, string path, Stream content, long maxBytes, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var file = new FileStream(path, Options());
            long length = 0;
            while (await content.ReadAsync(buffer.AsMemory(0, BufferSize), cancellation) is var read and > 0)
            {
                length += read;
                if (length > maxBytes)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            file.Flush(flushToDisk: true);
            return new StoredUpload(id, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private string PathOf(Guid id) => Path.Combine(_folder, id.ToString("N"));

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void RemoveLeftovers()
    {
        var oldest = clock.GetUtcNow().UtcDateTime - LongestUpload;
        foreach (var part in Directory.EnumerateFiles(_folder, "*" + Unfinished).Where(part => File.GetLastWriteTimeUtc(part) < oldest))
        {
            File.Delete(part);
        }
    }
}
