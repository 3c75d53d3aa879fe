using System.Security.Cryptography;
using Coopera.Core.Files;
using Coopera.Domain;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Core.Tests.Files;

public sealed class UploadStoreTests : IDisposable
{
    private const int Limit = 1_000_000;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("coopera-uploads-");
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly UploadStore _store;

    public UploadStoreTests()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Site:DataFolder"] = _data.FullName }).Build();
        _store = new UploadStore(Settings.Read(
            configuration,
            new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = _data.FullName }), _clock);
    }

    private string Folder => Path.Combine(_data.FullName, "uploads");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    [InlineData(Limit)]
    public async Task A_file_is_read_back_as_it_came_with_its_digest(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);

        var stored = await SaveAsync(new MemoryStream(bytes));

        Assert.NotNull(stored);
        Assert.Equal(length, stored.Length);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), stored.Sha256);
        Assert.Equal(bytes, await ReadAsync(stored.Key));
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task A_second_version_leaves_the_first_untouched()
    {
        var first = await SaveAsync(new MemoryStream([1]));
        var second = await SaveAsync(new MemoryStream([2]));

        Assert.Equal([1], await ReadAsync(first!.Key));
        Assert.Equal([2], await ReadAsync(second!.Key));
    }

    [Fact]
    public async Task Fifty_files_at_once_are_all_kept()
    {
        var stored = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => SaveAsync(new MemoryStream([(byte)i]))));

        for (var i = 0; i < stored.Length; i++)
        {
            Assert.Equal([(byte)i], await ReadAsync(stored[i]!.Key));
        }
    }

    [Fact]
    public async Task A_file_over_the_limit_leaves_nothing_and_is_not_read_to_its_end()
    {
        using var endless = new Endless();

        Assert.Null(await SaveAsync(endless));

        Assert.Empty(Directory.GetFiles(Folder));
        Assert.InRange(endless.Given, Limit, 2 * Limit);
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_nothing()
    {
        using var broken = new Endless(breaksAfter: 500_000);

        await Assert.ThrowsAsync<IOException>(() => SaveAsync(broken));

        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task A_visitor_who_leaves_leaves_nothing_behind()
    {
        using var gone = new CancellationTokenSource();
        using var endless = new Endless(onRead: given =>
        {
            if (given > 300_000)
            {
                gone.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SaveAsync(endless, gone.Token));

        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task A_disk_that_refuses_is_told_and_nothing_else_is_touched()
    {
        await File.WriteAllTextAsync(Folder, "un file dove dovrebbe esserci la cartella");

        await Assert.ThrowsAnyAsync<IOException>(() => SaveAsync(new MemoryStream([1])));

        Assert.Equal([Folder], Directory.GetFileSystemEntries(_data.FullName));
    }

    [Fact]
    public async Task A_folder_that_disappears_while_writing_is_an_error_and_not_a_success()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps the folder of an open file");
        using var content = new Endless(breaksAfter: null, length: 200_000, onRead: given =>
        {
            if (given > 100_000 && Directory.Exists(Folder))
            {
                Directory.Delete(Folder, recursive: true);
            }
        });

        await Assert.ThrowsAnyAsync<IOException>(() => SaveAsync(content));

        Assert.Empty(Directory.GetFileSystemEntries(_data.FullName));
    }

    [Fact]
    public async Task What_is_deleted_or_was_never_there_is_not_found()
    {
        Assert.Null(_store.Open($"{Guid.NewGuid():N}"));
        var stored = await SaveAsync(new MemoryStream([1]));

        _store.Delete(stored!.Key);

        Assert.Null(_store.Open(stored.Key));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Only_this_program_can_read_what_people_sent()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("these are the permissions of Unix");
            return;
        }

        var stored = await SaveAsync(new MemoryStream([1]));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder, stored!.Key)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    public void Dispose() => _data.Delete(recursive: true);

    private Task<StoredFile?> SaveAsync(Stream content, CancellationToken cancellation = default) =>
        _store.SaveAsync(content, "scheda.pdf", "application/pdf", Limit, cancellation);

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var stream = _store.Open(key);
        Assert.NotNull(stream);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    /// <summary>A body that comes over the network: it may go on, break, or end.</summary>
    private sealed class Endless(long? breaksAfter = null, long length = long.MaxValue, Action<long>? onRead = null) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => Given;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Given > breaksAfter)
            {
                throw new IOException("The connection was reset.");
            }

            var given = (int)Math.Min(Math.Min(count, 65_536), length - Given);
            Given += given;
            onRead?.Invoke(Given);
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
