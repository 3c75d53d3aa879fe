using Coopera.Core;
using Coopera.Core.Backups;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Web.Commands;
using Coopera.Web.Tests.Faults;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Commands;

/// <summary>The program itself: a backup beside the running site, and a site made of it on another data folder.</summary>
public sealed class BackupVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-backup-verbs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_backup_is_made_beside_the_running_site_and_another_folder_is_made_a_site_of_it()
    {
        var (first, other, archive) = (Path.Combine(_folder, "first"), Path.Combine(_folder, "other"), Path.Combine(_folder, "copia.zip"));
        await StartedProgram.RunAsync(first, [], "migrate");
        using (var site = StartedProgram.Start(first))
        {
            await site.ListeningAsync();

            var (code, errors, said) = await StartedProgram.RunAsync(first, [], "backup", archive);

            Assert.True(code == ExitCode.Done, errors);
            Assert.Contains("read back and whole. The key", Assert.Single(said), StringComparison.Ordinal);
            Assert.Equal(ExitCode.Failed, (await StartedProgram.RunAsync(first, [], "backup", archive)).Code);
        }

        var restored = await StartedProgram.RunAsync(other, [], "restore", archive);
        Assert.True(restored.Code == ExitCode.Done, restored.Errors);
        Assert.Contains("0 mails of the copy wait", Assert.Single(restored.Log), StringComparison.Ordinal);
        var refused = await StartedProgram.RunAsync(other, [], "restore", archive);
        Assert.Equal(ExitCode.Failed, refused.Code);
        Assert.Contains("is there already", refused.Errors, StringComparison.Ordinal);
        using var again = StartedProgram.Start(other);
        await again.ListeningAsync();
    }

    [Fact]
    public async Task A_disk_without_room_for_it_is_told_and_filled_with_nothing()
    {
        using var disk = SmallDisk.Mount(megabytes: 3);
        using var site = new CooperaSite(new() { ["Backup:Folder"] = disk.Folder });
        var bytes = new byte[4_000_000];
        Random.Shared.NextBytes(bytes);
        using var content = new MemoryStream(bytes);
        await site.Services.GetRequiredService<UploadStore>().SaveAsync(content, "a.pdf", "application/pdf", content.Length);

        var refusal = await Assert.ThrowsAsync<SettingsException>(
            () => site.InScopeAsync(services => services.GetRequiredService<BackUpNightly>().RunAsync()));

        Assert.Matches("^\".+\" has [0-3] MB free, and a backup takes about [0-9]+ MB there: make room", refusal.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Folder));
        disk.Grow(megabytes: 20);
        await site.InScopeAsync(services => services.GetRequiredService<BackUpNightly>().RunAsync());
        Assert.NotNull(await site.ReadAsync(db => db.BackupStates.Select(state => state.LastNightAt).SingleAsync()));
        Assert.Single(Directory.EnumerateFileSystemEntries(disk.Folder));
    }
}
