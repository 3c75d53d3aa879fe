using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Webinars;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Testing.Data;

/// <summary>A fresh, migrated and seeded database of one engine, with the site's own services on it; dropped at the end.</summary>
public sealed class TestDatabase : IHasServices, IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _name = $"coopera_test_{Guid.NewGuid():N}";

    private TestDatabase(DatabaseProvider engine, Dictionary<string, string?> settings)
    {
        Engine = engine;
        ConnectionString = Engines.ConnectionString(engine, _name, Folder);
        var all = TestSettings.In(Folder);
        foreach (var (key, value) in Engines.Settings(engine, ConnectionString).Concat(settings))
        {
            all[key] = value;
        }

        Settings = TestSettings.Read(all);
        _services = NewServices();
    }

    public static DateTimeOffset Now => TemplateDatabase.Now;

    public DatabaseProvider Engine { get; }

    public string ConnectionString { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("coopera-test-").FullName;

    public Settings Settings { get; }

    public FakeTimeProvider Clock { get; } = new(Now);

    public IServiceProvider Services => _services;

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider engine, Dictionary<string, string?>? settings = null)
    {
        var database = new TestDatabase(engine, settings ?? []);
        await TemplateDatabase.CopyAsync(engine, database._name, database.ConnectionString);
        await using var scope = database.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LinkGenerations>().EnsureKeyAsync(
            scope.ServiceProvider.GetRequiredService<CooperaDb>());
        return database;
    }

    /// <summary>As another node on the same database would have them.</summary>
    public ServiceProvider NewServices() => TestServices.Build(Settings, Clock);

    /// <summary>A published webinar that starts in two weeks.</summary>
    public async Task<Webinar> WebinarAsync(int? capacity = null)
    {
        var start = Now.AddDays(14);
        var webinar = new Webinar($"prova-{Guid.NewGuid():N}", "Webinar di prova", start, start.AddHours(2)) { Capacity = capacity };
        webinar.Publish();
        await this.WriteAsync(db => db.AddAsync(webinar).AsTask());
        return webinar;
    }

    /// <summary>Drops a server's database under whoever uses it.</summary>
    public Task TakeAwayAsync() => Engine == DatabaseProvider.Sqlite
        ? throw new NotSupportedException("A file is not a server.")
        : Engines.DropAsync(Engine, _name);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Engines.CloseAsync(Engine, ConnectionString);
        if (Engine != DatabaseProvider.Sqlite)
        {
            await Engines.DropAsync(Engine, _name);
        }

        Directory.Delete(Folder, recursive: true);
    }
}
