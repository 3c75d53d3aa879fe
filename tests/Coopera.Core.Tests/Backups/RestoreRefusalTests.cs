using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Coopera.Core.Backups;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Keys;
using Coopera.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Backups;

/// <summary>What is no whole backup, and where none may go: one sentence, and nothing touched.</summary>
public sealed class RestoreRefusalTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-backup-").FullName;
    private string _archive = "";
    private StoredFile _slides = null!;

    public async ValueTask InitializeAsync()
    {
        _archive = Path.Combine(_folder, "copia.zip");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        (_, _slides) = await database.WithFileAsync(RandomNumberGenerator.GetBytes(300_000));
        await database.BackUpAsync(_archive);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_not_ours_is_refused()
    {
        var text = Path.Combine(_folder, "lettera.txt");
        await File.WriteAllTextAsync(text, "Cara Anna, ti scrivo perché…");
        var zip = Path.Combine(_folder, "altro.zip");
        await using (var other = await ZipFile.OpenAsync(zip, ZipArchiveMode.Create))
        {
            other.CreateEntry("manifest.json");
        }

        Assert.Equal($"\"{_folder}/manca.zip\" is not there.", await RefusalAsync(Path.Combine(_folder, "manca.zip")));
        Assert.Equal($"\"{text}\" is no backup that this program made.", await RefusalAsync(text));
        Assert.Equal($"\"{zip}\" is no backup that this program made.", await RefusalAsync(zip));
    }

    [Fact]
    public async Task An_archive_that_was_cut_off_anywhere_is_refused()
    {
        var whole = await File.ReadAllBytesAsync(_archive);
        foreach (var length in new[] { 100, whole.Length / 2, whole.Length - 1 })
        {
            var cut = Path.Combine(_folder, $"tagliata-{length}.zip");
            await File.WriteAllBytesAsync(cut, whole[..length]);

            Assert.StartsWith($"\"{cut}\" is damaged (it is cut off)", await RefusalAsync(cut), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(BackupArchive.DatabasePath)]
    [InlineData("uploads/")]
    public async Task One_byte_that_differs_is_noticed_before_anything_is_unpacked(string entry)
    {
        var changed = await ChangedAsync(async zip =>
        {
            var name = zip.Entries.Single(e => e.FullName.StartsWith(entry, StringComparison.Ordinal)).FullName;
            var bytes = await TakeAsync(zip, name);
            bytes[bytes.Length / 2] ^= 1;
            await PutAsync(zip, name, bytes);
        });

        Assert.Contains("is not what was packed", await RefusalAsync(changed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_out_of_the_folder_is_refused_and_nothing_written_there()
    {
        const string Out = "../../fuori";
        var changed = await ChangedAsync(async zip =>
        {
            await PutAsync(zip, $"uploads/{Out}", await TakeAsync(zip, $"uploads/{_slides.Key}"));
            zip.GetEntry($"uploads/{_slides.Key}")!.Delete();
            await ManifestAsync(zip, manifest => manifest["uploads"]![0]!["name"] = Out);
        });

        Assert.Contains("is no name of an upload", await RefusalAsync(changed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_archive_does_not_tell_of_is_not_unpacked()
    {
        var changed = await ChangedAsync(zip => PutAsync(zip, "uploads/../../fuori", [1]));

        Assert.Contains("it holds other files than it says", await RefusalAsync(changed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_schema_and_a_newer_form_are_refused()
    {
        var newer = await ChangedAsync(zip => DatabaseAsync(
            zip, "INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('29990101000000_Later', '99')", anyRows: true));
        Assert.Contains("is newer than this program", await RefusalAsync(newer), StringComparison.Ordinal);

        var form = await ChangedAsync(zip => ManifestAsync(zip, manifest => manifest["format"] = BackupManifest.CurrentFormat + 1));
        Assert.Contains("packs differently from this one", await RefusalAsync(form), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_point_nowhere_or_are_fewer_than_told_are_refused()
    {
        var loose = await ChangedAsync(zip => DatabaseAsync(
            zip, "PRAGMA foreign_keys = OFF; INSERT INTO AspNetUserRoles (UserId, RoleId) VALUES ('nobody', 'nothing')", anyRows: true));
        Assert.Contains("does not hang together: a row of AspNetUserRoles", await RefusalAsync(loose), StringComparison.Ordinal);

        var fewer = await ChangedAsync(zip => DatabaseAsync(zip, "PRAGMA foreign_keys = OFF; DELETE FROM Webinars"));
        Assert.Contains("Webinars has not as many rows as it says", await RefusalAsync(fewer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)] // no database at all
    [InlineData(8192)] // pages that do not hang together
    public async Task A_database_that_was_damaged_before_it_was_packed_is_told(int from)
    {
        var damaged = await ChangedAsync(async zip =>
        {
            var bytes = await TakeAsync(zip, BackupArchive.DatabasePath);
            bytes.AsSpan(from, 100_000).Fill(0xA5);
            await ReplaceDatabaseAsync(zip, bytes, anyRows: false);
        });

        Assert.Contains("The database file is damaged", await RefusalAsync(damaged), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BackupStep.Checking, 0.5)]
    [InlineData(BackupStep.Unpacking, 0)]
    [InlineData(BackupStep.Unpacking, 0.7)]
    [InlineData(BackupStep.Unpacking, 0.9)]
    public async Task A_disk_that_fills_meanwhile_leaves_no_database_and_the_next_call_goes_on(BackupStep step, double share)
    {
        await using var site = new RestoredSite(DatabaseProvider.Sqlite);

        await Assert.ThrowsAsync<IOException>(() => site.RestoreAsync(_archive, new Told(told =>
        {
            if (told.Step == step && told.Done >= told.All * share)
            {
                throw DiskFull.Now("prova");
            }
        })));

        Assert.DoesNotContain(Directory.EnumerateFiles(site.Folder, "*.db*"), file => Path.GetExtension(file) != ".lock");
        Assert.Empty(Directory.EnumerateFiles(site.Folder, "*.part", SearchOption.AllDirectories));
        await site.RestoreAsync(_archive);
        Assert.True(File.Exists(site.File));
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData("-journal")]
    public async Task What_a_killed_process_left_beside_a_database_that_is_gone_would_undo_the_restore_and_is_refused(string ending)
    {
        await using var site = new RestoredSite(DatabaseProvider.Sqlite);
        await File.WriteAllTextAsync(site.File + ending, "di prima");

        Assert.StartsWith($"\"{site.File}{ending}\" is there,", await site.RefusalAsync(_archive), StringComparison.Ordinal);

        Assert.False(File.Exists(site.File));
        File.Move(site.File + ending, site.File + ".prima");
        await site.RestoreAsync(_archive);
        Assert.True(File.Exists(site.File));
    }

    [Fact]
    public async Task A_folder_with_a_database_or_with_other_uploads_is_left_as_it_is()
    {
        await using var full = new RestoredSite(DatabaseProvider.Sqlite);
        await File.WriteAllTextAsync(full.File, "mio");
        Assert.Contains("is there already", await full.RefusalAsync(_archive), StringComparison.Ordinal);
        Assert.Equal("mio", await File.ReadAllTextAsync(full.File));

        await using var other = new RestoredSite(DatabaseProvider.Sqlite);
        using var content = new MemoryStream([1]);
        var kept = await other.Services.GetRequiredService<UploadStore>().SaveAsync(content, "a.pdf", "application/pdf", 1);
        Assert.Contains("whose folder uploads is not empty", await other.RefusalAsync(_archive), StringComparison.Ordinal);
        Assert.Equal([kept!.Key], other.Services.GetRequiredService<UploadStore>().Keys());
        Assert.False(File.Exists(other.File));
    }

    [Theory]
    [EachEngine]
    public async Task A_database_of_a_server_that_has_rows_is_left_as_it_is(DatabaseProvider engine)
    {
        Assert.SkipWhen(engine == DatabaseProvider.Sqlite, "a file that is there is refused as a file");
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();

        var refusal = await Assert.ThrowsAsync<SettingsException>(() => database.InScopeAsync(
            services => services.GetRequiredService<RestoreBackup>().RunAsync(_archive, null, CancellationToken.None)));

        Assert.Contains("not empty", refusal.Message, StringComparison.Ordinal);
        Assert.True(await database.ReadAsync(db => db.Webinars.AnyAsync(w => w.Id == webinar.Id)));
        Assert.Empty(database.Services.GetRequiredService<UploadStore>().Keys());
    }

    [Theory]
    [EachEngine]
    public async Task Two_restores_at_once_do_not_unpack_into_each_other(DatabaseProvider engine)
    {
        await using var site = new RestoredSite(engine);
        var other = engine == DatabaseProvider.Sqlite ? site.File : Path.Combine(site.Folder, "tmp", "restore.db");
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        await using (new FileStream($"{other}.lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.StartsWith("Another ", await site.RefusalAsync(_archive), StringComparison.Ordinal);
            Assert.False(File.Exists(other));
        }

        Assert.NotNull(await site.RestoreAsync(_archive));
    }

    [Fact]
    public async Task Another_key_is_told_with_both_names()
    {
        var key = Path.Combine(_folder, "other-key");
        KeyFiles.Make(key);
        await using var site = new RestoredSite(DatabaseProvider.Sqlite, new() { ["Keys:KeyFile"] = key });

        Assert.Contains("put the key of the site that was backed up here", await site.RefusalAsync(_archive), StringComparison.Ordinal);
        Assert.False(File.Exists(site.File));
    }

    private static async Task<string> RefusalAsync(string archive)
    {
        await using var site = new RestoredSite(DatabaseProvider.Sqlite);
        var refusal = await site.RefusalAsync(archive);
        Assert.DoesNotContain(Directory.EnumerateFiles(site.Folder, "*.db*"), file => Path.GetExtension(file) != ".lock");
        Assert.Empty(site.Services.GetRequiredService<UploadStore>().Keys());
        return refusal;
    }

    private async Task<string> ChangedAsync(Func<ZipArchive, Task> change)
    {
        var copy = Path.Combine(_folder, $"{Guid.NewGuid():N}.zip");
        File.Copy(_archive, copy);
        await using var zip = await ZipFile.OpenAsync(copy, ZipArchiveMode.Update);
        await change(zip);
        return copy;
    }

    /// <summary>As somebody would who packs it anew: with the hash that fits.</summary>
    private async Task DatabaseAsync(ZipArchive zip, string sql, bool anyRows = false)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.db");
        await File.WriteAllBytesAsync(file, await TakeAsync(zip, BackupArchive.DatabasePath));
        await using (var connection = SqliteConnectionOf(file))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }

        await ReplaceDatabaseAsync(zip, await File.ReadAllBytesAsync(file), anyRows);
    }

    private static async Task ReplaceDatabaseAsync(ZipArchive zip, byte[] bytes, bool anyRows)
    {
        await PutAsync(zip, BackupArchive.DatabasePath, bytes);
        await ManifestAsync(zip, manifest =>
        {
            manifest["database"] = new JsonObject
            {
                ["name"] = BackupArchive.DatabasePath,
                ["length"] = bytes.Length,
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            };
            manifest["rows"] = anyRows ? new JsonObject() : manifest["rows"]!.DeepClone();
        });
    }

    private static SqliteConnection SqliteConnectionOf(string file) => new($"Data Source={file};Pooling=False");

    private static async Task ManifestAsync(ZipArchive zip, Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(await TakeAsync(zip, BackupArchive.ManifestPath))!;
        change(manifest);
        await PutAsync(zip, BackupArchive.ManifestPath, System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()));
    }

    private static async Task<byte[]> TakeAsync(ZipArchive zip, string name)
    {
        await using var packed = await zip.GetEntry(name)!.OpenAsync();
        using var bytes = new MemoryStream();
        await packed.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static async Task PutAsync(ZipArchive zip, string name, byte[] bytes)
    {
        zip.GetEntry(name)?.Delete();
        await using var to = await zip.CreateEntry(name).OpenAsync();
        await to.WriteAsync(bytes);
    }
}
