using System.Security.Cryptography;
using Coopera.Core;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Infrastructure;

public sealed class UploadStoreTests : IDisposable
{
    private const int Limit = 1_000_000;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("coopera-uploads-");
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly UploadStore _store;

    public UploadStoreTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Site:DataFolder"] = _data.FullName }).Build();
        _store = new UploadStore(Settings.Read(configuration, new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = _data.FullName }), _clock);
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

        var stored = await _store.SaveAsync(new MemoryStream(bytes), Limit);

        Assert.NotNull(stored);
        Assert.Equal(length, stored.Length);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), stored.Sha256);
        Assert.Equal(bytes, await ReadAsync(stored.Id));
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task A_second_version_leaves_the_first_untouched()
    {
        var first = await _store.SaveAsync(new MemoryStream([1]), Limit);
        var second = await _store.SaveAsync(new MemoryStream([2]), Limit);

        Assert.Equal([1], await ReadAsync(first!.Id));
        Assert.Equal([2], await ReadAsync(second!.Id));
    }

    [Fact]
    public async Task Fifty_files_at_once_are_all_kept()
    {
        var stored = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _store.SaveAsync(new MemoryStream([(byte)i]), Limit)));

        for (var i = 0; i < stored.Length; i++)
        {
            Assert.Equal([(byte)i], await ReadAsync(stored[i]!.Id));
        }
    }

    [Fact]
    public async Task A_file_over_the_limit_leaves_nothing_and_is_not_read_to_its_end()
    {
        using var endless = new Endless();

        Assert.Null(await _store.SaveAsync(endless, Limit));

        Assert.Empty(Directory.GetFiles(Folder));
        Assert.InRange(endless.Given, Limit, 2 * Limit);
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_nothing()
    {
        using var broken = new Endless(breaksAfter: 500_000);

        await Assert.ThrowsAsync<IOException>(() => _store.SaveAsync(broken, Limit));

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

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.SaveAsync(endless, Limit, gone.Token));

        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task A_disk_that_refuses_is_told_and_nothing_else_is_touched()
    {
        await File.WriteAllTextAsync(Folder, "un file dove dovrebbe esserci la cartella");

        await Assert.ThrowsAnyAsync<IOException>(() => _store.SaveAsync(new MemoryStream([1]), Limit));

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

        await Assert.ThrowsAnyAsync<IOException>(() => _store.SaveAsync(content, Limit));

        Assert.Empty(Directory.GetFileSystemEntries(_data.FullName));
    }

    [Fact]
    public async Task What_a_stopped_program_left_is_removed_after_a_day_and_not_before()
    {
        Directory.CreateDirectory(Folder);
        var left = Path.Combine(Folder, "0123.part");
        await File.WriteAllTextAsync(left, "mezza scheda");

        await _store.SaveAsync(new MemoryStream([1]), Limit);
        Assert.True(File.Exists(left));
        _clock.Advance(TimeSpan.FromHours(25));
        await _store.SaveAsync(new MemoryStream([2]), Limit);

        Assert.False(File.Exists(left));
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public async Task What_is_discarded_or_was_never_there_is_not_found()
    {
        Assert.Null(_store.Open(Guid.NewGuid()));
        _store.Discard(Guid.NewGuid());
        var stored = await _store.SaveAsync(new MemoryStream([1]), Limit);

        _store.Discard(stored!.Id);

        Assert.Null(_store.Open(stored.Id));
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

        var stored = await _store.SaveAsync(new MemoryStream([1]), Limit);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder, stored!.Id.ToString("N"))));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    public void Dispose() => _data.Delete(recursive: true);

    private async Task<byte[]> ReadAsync(Guid id)
    {
        await using var stream = _store.Open(id);
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
