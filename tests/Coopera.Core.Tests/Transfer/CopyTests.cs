using Coopera.Core.Data;
using Coopera.Core.Transfer;
using Coopera.Domain.Webinars;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Transfer;

public sealed class CopyTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-copy-").FullName;
    private readonly List<(DatabaseProvider Engine, string Name)> _made = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var (engine, name) in _made.Where(made => made.Engine != DatabaseProvider.Sqlite))
        {
            await Engines.DropAsync(engine, name);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [EachEngine]
    public async Task Every_table_comes_over_to_an_engine_and_back_as_it_was(DatabaseProvider engine)
    {
        var first = await FilledAsync();
        var there = New(engine);
        var back = New(DatabaseProvider.Sqlite);

        var over = await RunAsync(first, there);
        var again = await RunAsync(there, back);

        Assert.Empty(over.Differences);
        Assert.Empty(again.Differences);
        var (were, are) = (await DumpAsync(first), await DumpAsync(back));
        Assert.Equal(were.Keys, are.Keys);
        foreach (var (table, rows) in were)
        {
            Assert.True(rows.Count == EveryTable.Rows, $"{table} has {rows.Count} rows: nobody fills it, or copies it.");
            Assert.Equal(rows, are[table]);
        }
    }

    [Theory]
    [EachEngine]
    public async Task What_an_engine_numbers_goes_on_after_the_last_number_that_was_ever_given(DatabaseProvider engine)
    {
        var first = await FilledAsync();
        await ExecuteAsync(first, "UPDATE sqlite_sequence SET seq = 4000 WHERE name = 'Webinars'");
        await ExecuteAsync(first, "DELETE FROM SavedFilters");
        var there = New(engine);
        await RunAsync(first, there);
        var back = New(DatabaseProvider.Sqlite);
        await RunAsync(there, back);

        foreach (var settings in new[] { there, back })
        {
            await using var database = EngineDatabase.Of(settings, create: false);
            var webinar = new Webinar($"nuovo-{settings.Provider}", "Nuovo", TestDatabase.Now, TestDatabase.Now.AddHours(1));
            database.Context.Add(webinar);
            await database.Context.SaveChangesAsync();
            Assert.Equal(4001, webinar.Id);
            await database.OpenAsync(default);
            await using var reader = await TableReader.OpenAsync(database, default);
            Assert.Equal(EveryTable.Rows, (await reader.LastGivenAsync(default))["SavedFilters"]);
        }
    }

    [Theory]
    [EachEngine]
    public async Task A_copy_that_was_stopped_goes_on_where_it_was(DatabaseProvider engine)
    {
        var from = await FilledAsync();
        await ManyAsync(from, 12_000);
        var to = New(engine);
        using var stop = new CancellationTokenSource();
        var first = new Heard(told =>
        {
            if (told.Table == "SecurityEvents")
            {
                stop.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(from, to, first, stop.Token));

        Assert.Equal("SecurityEvents", first.All[^1].Table);
        Assert.False(await StartsAsync(to));
        var then = new Heard();
        var result = await RunAsync(from, to, then);
        Assert.True(result.WentOn);
        Assert.Empty(result.Differences);
        Assert.Equal(5_000, then.All.First(told => told.Table == "SecurityEvents").Rows - Before(then, "SecurityEvents"));
        Assert.Equal(then.All[^1].AllRows, then.All[^1].Rows);
        Assert.True(await StartsAsync(to));
    }

    [Fact]
    public async Task What_changed_between_two_halves_of_a_copy_is_copied_anew()
    {
        var from = await FilledAsync();
        var to = New(DatabaseProvider.Sqlite);
        using var stop = new CancellationTokenSource();
        var last = new Heard(told =>
        {
            if (told.Table == "Webinars")
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(from, to, last, stop.Token));
        await ExecuteAsync(from, "UPDATE PressReleases SET Title = 'Un altro titolo'");

        var result = await RunAsync(from, to);

        Assert.Empty(result.Differences);
        Assert.Equal(await DumpAsync(from), await DumpAsync(to));
    }

    [Theory]
    [EachEngine]
    public async Task Nothing_is_copied_over_a_database_that_holds_something(DatabaseProvider engine)
    {
        await using var used = await TestDatabase.CreateAsync(engine);
        var from = await FilledAsync();

        var refusal = await Assert.ThrowsAsync<SettingsException>(
            () => RunAsync(from, new DatabaseSettings(engine, used.ConnectionString, true)));

        Assert.Contains("is not empty", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await used.ReadAsync(db => db.Webinars.CountAsync()));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_and_not_made()
    {
        var away = New(DatabaseProvider.Sqlite);

        await Assert.ThrowsAsync<SettingsException>(() => RunAsync(away, New(DatabaseProvider.Sqlite)));

        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Theory]
    [InlineData("Oracle;Host=db")]
    [InlineData("PostgreSql")]
    [InlineData("2;Host=db")]
    [InlineData("PostgreSql;Nonsense=1")]
    public void A_target_that_is_none_is_told_in_a_sentence(string words) =>
        Assert.Contains("--to", Assert.Throws<SettingsException>(() => CopyTarget.Read(words)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_same_tables_and_kinds_are_on_every_engine()
    {
        var engines = Enum.GetValues<DatabaseProvider>()
            .Select(engine => EngineDatabase.Of(new(engine, engine == DatabaseProvider.Sqlite ? "" : "Server=none", true), create: false));

        var told = engines.Select(database => string.Join('\n', database.Tables.Select(table =>
            $"{table.Name} {table.Identity} {string.Join(' ', table.Key)} {string.Join(' ', table.Columns.OrderBy(column => column.Name))}")));

        Assert.Single(told.Distinct());
    }

    private static Task<CopyResult> RunAsync(
        DatabaseSettings from, DatabaseSettings to, IProgress<CopyProgress>? progress = null, CancellationToken token = default) =>
        new CopyDatabase(TimeProvider.System).RunAsync(from, to, progress, token);

    private static long Before(Heard heard, string table) => heard.All.LastOrDefault(told => told.Table != table && !told.IsChecking
        && heard.All.IndexOf(told) < heard.All.FindIndex(first => first.Table == table))?.Rows ?? 0;

    private static async Task<bool> StartsAsync(DatabaseSettings settings)
    {
        await using var services = TestServices.Build(
            TestSettings.Read(new(TestSettings.In(Path.GetTempPath()))
            {
                ["Database:Provider"] = settings.Provider.ToString(),
                ["ConnectionStrings:Coopera"] = settings.ConnectionString,
            }),
            TimeProvider.System);
        try
        {
            await services.PrepareDatabaseAsync();
            return true;
        }
        catch (SettingsException refusal)
        {
            Assert.Contains("copy", refusal.Message, StringComparison.Ordinal);
            return false;
        }
    }

    private DatabaseSettings New(DatabaseProvider engine)
    {
        var name = $"coopera_copy_{Guid.NewGuid():N}";
        _made.Add((engine, name));
        var connection = engine == DatabaseProvider.Sqlite
            ? $"Data Source={Path.Combine(_folder, name)}.db"
            : Engines.ConnectionString(engine, name, _folder);
        return new(engine, connection, MigrateOnStart: true) { BatchSize = Engines.BatchSize(engine) };
    }

    private async Task<DatabaseSettings> FilledAsync()
    {
        var settings = New(DatabaseProvider.Sqlite);
        await TemplateDatabase.CopyFileAsync(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource);
        await using var database = EngineDatabase.Of(settings, create: false);
        await EveryTable.FillAsync(database);
        return settings;
    }

    private static Task ManyAsync(DatabaseSettings settings, int rows) => ExecuteAsync(
        settings,
        $"""
         DELETE FROM SecurityEvents;
         WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {rows})
         INSERT INTO SecurityEvents (Id, Code, Account, Address, Device, Detail, At)
         SELECT n, 'prova', 'a', 'b', 'c', 'riga ' || n, 638000000000000000 + 10 * n FROM numbers;
         """);

    private static async Task ExecuteAsync(DatabaseSettings settings, string sql)
    {
        await using var database = EngineDatabase.Of(settings, create: false);
        await database.OpenAsync(default);
        await database.ExecuteAsync(sql, default);
    }

    /// <summary>As SQLite itself writes its values down: nothing of what copies is asked. A document is the same in any order.</summary>
    private static async Task<SortedDictionary<string, List<string>>> DumpAsync(DatabaseSettings settings)
    {
        await using var connection = new SqliteConnection($"{settings.ConnectionString};Pooling=False");
        await connection.OpenAsync();
        var dump = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in await LinesAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' "
            + "ESCAPE '\\' AND name NOT LIKE 'sqlite%'"))
        {
            var columns = await LinesAsync(connection, $"SELECT name FROM pragma_table_info('{table}')");
            var values = columns.Order().Select(name => (table, name) is ("AspNetUserPasskeys", "Data")
                ? "json_extract(Data, '$.Zeta', '$.Alfa.a', '$.Alfa.b')"
                : $"quote(\"{name}\")");
            var rows = await LinesAsync(connection, $"SELECT {string.Join(" || '|' || ", values)} FROM \"{table}\"");
            dump[table] = [.. rows.Order(StringComparer.Ordinal)];
        }

        return dump;
    }

    private static async Task<List<string>> LinesAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }

    private sealed class Heard(Action<CopyProgress>? also = null) : IProgress<CopyProgress>
    {
        public List<CopyProgress> All { get; } = [];

        public void Report(CopyProgress value)
        {
            All.Add(value);
            also?.Invoke(value);
        }
    }
}
