using System.Buffers;
using System.Security.Cryptography;
using Coopera.Domain;

namespace Coopera.Core.Files;

/// <summary>
/// Files that people send, as they came, in the data folder's "uploads": outside the web root, readable by this program alone, each under a
/// key of its own, so that a new version never replaces an old one. A file is there whole and on disk, or not at all. Nobody who saves one
/// deletes it again, whatever became of its row: the answer to a commit may get lost. That is for a job, which looks at the rows.
/// </summary>
public sealed class UploadStore(Settings settings, TimeProvider clock)
{
    private const int BufferSize = 80 * 1024;
    private const string Unfinished = ".part";
    private const string Unnamed = ".unnamed";

    private const string MarkName = ".folder";

    private readonly string _folder = Path.Combine(settings.Site.DataFolder, "uploads");

    /// <summary>See <see cref="SharedUploads"/>.</summary>
    public string MarkFile => Path.Combine(_folder, MarkName);

    /// <summary>What it was at the start of this node; null: nobody asked.</summary>
    public string? MarkAtStart { get; set; }

    /// <summary>False when another folder is there now: one whose disk is not mounted any more, say.</summary>
    public bool IsTheOneOfTheStart => MarkAtStart is null || Mark() == MarkAtStart;

    public string? Mark() => File.Exists(MarkFile) ? File.ReadAllText(MarkFile).Trim() : null;

    /// <summary>The mark that is there, or a new one: of two nodes at once on one folder one makes it, and both have that.</summary>
    public string MarkFirst()
    {
        DataFolder.CreateLast(_folder);
        var made = Path.Combine(_folder, $"{MarkName}-{Guid.NewGuid():N}{Unfinished}");
        File.WriteAllText(made, Guid.NewGuid().ToString("N") + "\n");
        try
        {
            File.Move(made, MarkFile, overwrite: false);
        }
        catch (IOException) when (File.Exists(MarkFile))
        {
            File.Delete(made);
        }

        return Mark()!;
    }

    public void SetMark(string mark)
    {
        DataFolder.CreateLast(_folder);
        File.WriteAllText(MarkFile, mark + "\n");
    }

    /// <summary>Streams a file to disk. Null when it is larger than allowed; then nothing of it stays.</summary>
    public async Task<StoredFile?> SaveAsync(
        Stream content, string name, string contentType, long maxBytes, CancellationToken cancellation = default)
    {
        DataFolder.CreateLast(_folder);
        var key = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var part = PathOf(key) + Unfinished;
        try
        {
            if (await WriteAsync(part, content, maxBytes, cancellation) is not { } written)
            {
                return null;
            }

            FinishedFile.Rename(part, PathOf(key));
            return new StoredFile(key, name, contentType, written.Length, written.Sha256);
        }
        finally
        {
            File.Delete(part); // after success there is none any more
        }
    }

    /// <summary>The bytes as they came; null when there is no such upload.</summary>
    public Stream? Open(string key)
    {
        try
        {
            return new FileStream(
                PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete,
                BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Stream OpenRead(string key) =>
        Open(key) ?? throw new FileNotFoundException("A stored upload is not in the data folder any more.", key);

    public IReadOnlySet<string> Keys() => Directory.Exists(_folder)
        ? Directory.EnumerateFiles(_folder)
            .Select(path => Path.GetFileName(path)).Where(name => Guid.TryParseExact(name, "N", out _)).ToHashSet()
        : new HashSet<string>();

    public bool Has(string key) => File.Exists(PathOf(key));

    /// <summary>0 when there is no such upload.</summary>
    public long LengthOf(string key) => new FileInfo(PathOf(key)) is { Exists: true, Length: var length } ? length : 0;

    /// <summary>Puts back what was stored under this key elsewhere: whole and on disk, or not at all.</summary>
    /// <param name="write">Throws when it is not what it should be.</param>
    public async Task PutBackAsync(string key, Func<Stream, Task> write)
    {
        DataFolder.CreateLast(_folder);
        var part = PathOf(key) + Unfinished;
        try
        {
            File.Delete(part); // of one that was killed
            await using (var file = new FileStream(part, Options()))
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }

            FinishedFile.Rename(part, PathOf(key), overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    public DateTimeOffset SavedAt(string key) => new(File.GetLastWriteTimeUtc(PathOf(key)), TimeSpan.Zero);

    /// <summary>Since when it may be that no row names it: as was noted, else since it was saved. Writes nothing.</summary>
    public DateTimeOffset PerhapsUnnamedSince(string key) => File.Exists(PathOf(key) + Unnamed) ? UnnamedSince(key) : SavedAt(key);

    public DateTimeOffset UnnamedSince(string key)
    {
        var note = PathOf(key) + Unnamed;
        if (!File.Exists(note))
        {
            File.Create(note).Dispose();
            File.SetLastWriteTimeUtc(note, clock.GetUtcNow().UtcDateTime);
        }

        return new DateTimeOffset(File.GetLastWriteTimeUtc(note), TimeSpan.Zero);
    }

    public void MarkNamed(string key) => File.Delete(PathOf(key) + Unnamed);

    public void Delete(string key)
    {
        File.Delete(PathOf(key));
        File.Delete(PathOf(key) + Unnamed);
    }

    private static async Task<(long Length, string Sha256)?> WriteAsync(
        string path, Stream content, long maxBytes, CancellationToken cancellation)
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
            return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
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

    private string PathOf(string key) => Path.Combine(_folder, Path.GetFileName(key));
}
