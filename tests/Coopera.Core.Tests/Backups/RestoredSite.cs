using Coopera.Core.Backups;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Core.Tests.Backups;

/// <summary>Another machine: an empty data folder, and on a server a database that nobody has made yet.</summary>
internal sealed class RestoredSite : IHasServices, IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly DatabaseProvider _engine;
    private readonly string _name = $"coopera_restored_{Guid.NewGuid():N}";

    public RestoredSite(DatabaseProvider engine, Dictionary<string, string?>? settings = null)
    {
        _engine = engine;
        var all = TestSettings.In(Folder);
        foreach (var (key, value) in Engines.Settings(engine, Engines.ConnectionString(engine, _name, Folder)).Concat(settings ?? []))
        {
            all[key] = value;
        }

        Settings = TestSettings.Read(all);
        _services = TestServices.Build(Settings, Clock);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("coopera-restored-").FullName;

    public Settings Settings { get; }

    public FakeTimeProvider Clock { get; } = new(TestDatabase.Now.AddDays(3));

    public IServiceProvider Services => _services;

    public string File => Path.Combine(Folder, "coopera.db");

    public Task<RestoredBackup> RestoreAsync(
        string archive, IProgress<BackupProgress>? progress = null, CancellationToken cancellationToken = default) =>
        this.InScopeAsync(services => services.GetRequiredService<RestoreBackup>().RunAsync(archive, progress, cancellationToken));

    public async Task<string> RefusalAsync(string archive) =>
        (await Assert.ThrowsAsync<SettingsException>(() => RestoreAsync(archive))).Message;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Engines.CloseAsync(_engine, Settings.Database.ConnectionString);
        if (_engine != DatabaseProvider.Sqlite)
        {
            await Engines.DropAsync(_engine, _name);
        }

        Directory.Delete(Folder, recursive: true);
    }
}

internal static class BackedUp
{
    public static Task<MadeBackup> BackUpAsync(
        this IHasServices site, string file, IProgress<BackupProgress>? progress = null, CancellationToken cancellationToken = default) =>
        site.InScopeAsync(services =>
            services.GetRequiredService<MakeBackup>().RunAsync(file, isNightly: false, progress, cancellationToken));

    /// <summary>A webinar with slides for everybody.</summary>
    public static async Task<(Webinar Webinar, StoredFile Slides)> WithFileAsync(this TestDatabase database, byte[] bytes)
    {
        var webinar = await database.WebinarAsync();
        using var content = new MemoryStream(bytes);
        var store = database.Services.GetRequiredService<UploadStore>();
        var file = await store.SaveAsync(content, "Slide.pdf", "application/pdf", bytes.Length);
        await database.WriteAsync(
            async db => (await db.LockWholeWebinarAsync(webinar.Id))!.Add(Material.File("Slide", file!, false, TestDatabase.Now)));
        return (webinar, file!);
    }
}

/// <summary>At once, and on the thread of who tells.</summary>
internal sealed class Told(Action<BackupProgress> told) : IProgress<BackupProgress>
{
    public void Report(BackupProgress value) => told(value);
}
