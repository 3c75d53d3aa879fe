using Coopera.Core;
using Microsoft.Data.Sqlite;

namespace Coopera.Web.Tests.Hosting;

/// <summary>A start never hangs: not on what a killed one left, and not on another process.</summary>
public sealed class SafeStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-start-").FullName;

    private string Database => Path.Combine(_folder, "coopera.db");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_lock_that_a_killed_migration_left_is_cleared_with_a_warning(bool migrated)
    {
        if (migrated)
        {
            await StartedProgram.RunAsync(_folder, [], "migrate");
        }

        await PlantAsync();
        using var program = StartedProgram.Start(_folder);

        await program.ListeningAsync();
        Assert.Contains(program.Lines, line => line.Contains(" WRN ", StringComparison.Ordinal) && Holds(line, "__EFMigrationsLock"));
        Assert.Equal(migrated ? 0 : 1, program.Lines.Count(line => Holds(line, "Bringing the database up to date")));
    }

    [Fact]
    public async Task However_often_it_is_killed_while_it_migrates_the_next_start_comes_up()
    {
        var locksLeft = 0;
        for (var round = 0; round < 3; round++)
        {
            using var killed = StartedProgram.Start(_folder);
            while (!await IsLockedAsync() && !killed.Lines.Any(line => Holds(line, "Now listening on")))
            {
                await Task.Delay(5);
            }

            killed.Kill();
            locksLeft += await IsLockedAsync() ? 1 : 0;
        }

        using var program = StartedProgram.Start(_folder);
        using var client = new HttpClient { BaseAddress = await program.ListeningAsync() };

        Assert.Contains("\"ready\"", await client.GetStringAsync("/health/ready"), StringComparison.Ordinal);
        Assert.True(locksLeft > 0, "No kill came in time: the test proves nothing.");
    }

    [Fact]
    public async Task A_second_process_on_one_file_says_so_and_stops_and_after_a_kill_the_file_is_free()
    {
        using (var first = StartedProgram.Start(_folder))
        {
            await first.ListeningAsync();

            var (code, errors, _) = await StartedProgram.RunAsync(_folder);

            Assert.Equal(1, code);
            Assert.StartsWith($"Another process uses the database file \"{Database}\"", errors, StringComparison.Ordinal);
            Assert.Single(errors.TrimEnd().Split('\n'));
            first.Kill();
        }

        using var next = StartedProgram.Start(_folder);
        await next.ListeningAsync();
    }

    [Fact]
    public async Task The_log_begins_with_the_version_and_ends_its_start_with_where_to_go()
    {
        using var program = StartedProgram.Start(_folder, new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Site__BaseUrl"] = null });
        var address = await program.ListeningAsync();

        Assert.True(await program.SaysAsync("Ready: open "));
        Assert.Contains($"Coopera {Coopera.Core.ProgramVersion.Text}", program.Lines[0], StringComparison.Ordinal);
        Assert.Contains(program.Lines, line => Holds(line, $"Ready: open {address.ToString().TrimEnd('/')} "));
        Assert.Contains(program.Lines, line => Holds(line, $"create the first one at {address}gestione/primo-accesso/"));
        Assert.DoesNotContain(program.Lines, line => Holds(line, "No XML encryptor") || Holds(line, " ERR "));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_database_of_a_server_is_made_without_an_error_in_the_log(bool isThere)
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is not null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        var name = $"coopera_new_{Guid.NewGuid():N}";
        try
        {
            if (isThere)
            {
                await Engines.ExecuteAsync(DatabaseProvider.PostgreSql, $"CREATE DATABASE {name}");
            }

            using var program = StartedProgram.Start(_folder, new()
            {
                ["Database__Provider"] = nameof(DatabaseProvider.PostgreSql),
                ["Database__MigrateOnStart"] = "true",
                ["ConnectionStrings__Coopera"] = Engines.ConnectionString(DatabaseProvider.PostgreSql, name, _folder),
            });
            await program.ListeningAsync();
            Assert.True(await program.SaysAsync("Ready: open "));

            Assert.Contains(program.Lines, line => Holds(line, "Bringing the database up to date"));
            Assert.DoesNotContain(program.Lines, line => Holds(line, " ERR ")
                || (Holds(line, " WRN ") && !Holds(line, "There is no administrator yet")));
        }
        finally
        {
            await Engines.DropAsync(DatabaseProvider.PostgreSql, name);
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool Holds(string line, string words) => line.Contains(words, StringComparison.Ordinal);

    private async Task<bool> IsLockedAsync()
    {
        try
        {
            await using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False;Default Timeout=1");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM __EFMigrationsLock";
            return (long)(await command.ExecuteScalarAsync())! > 0;
        }
        catch (SqliteException)
        {
            return false; // no file or no table yet
        }
    }

    private async Task PlantAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" (
                "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-01-01 00:00:00');
            """;
        await command.ExecuteNonQueryAsync();
    }
}
