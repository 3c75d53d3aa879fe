using System.Data.Common;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Coopera.Core.Tests.Data;

/// <summary>SQLite's writer keeps its statements prepared: planned once, not without end, nothing of one use is left in the next.</summary>
public sealed class PreparedStatementTests
{
    // SQLITE_DBCONFIG_ENABLE_QPSG and SQLITE_DBSTATUS_STMT_USED.
    private const int StablePlans = 1007;
    private const int UsedByStatements = 3;

    [Fact]
    public async Task Plans_do_not_depend_on_values_for_the_writer()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        var isOn = await InWriterAsync(database, connection =>
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_db_config(connection.Handle, StablePlans, -1, out var on));
            return Task.FromResult(on);
        });

        Assert.Equal(1, isOn);
    }

    [Fact]
    public async Task What_sign_ups_need_stays_prepared_and_is_prepared_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var webinar = await database.WebinarAsync(capacity: 100);
        await SignUpAsync(database, webinar.Id, 1, 10);
        var before = await UsedAsync(database);

        await SignUpAsync(database, webinar.Id, 11, 60);

        Assert.InRange(before, 20_000, long.MaxValue);
        Assert.InRange(await UsedAsync(database), before * 9 / 10, before * 11 / 10);
    }

    [Fact]
    public async Task Statements_of_a_thousand_kinds_are_not_all_kept()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await RunAsync(0, 300);
        var before = await UsedAsync(database);

        await RunAsync(300, 1300);

        Assert.InRange(await UsedAsync(database), before / 2, before * 2);

        Task RunAsync(int from, int to) => InWriterAsync(database, async connection =>
        {
            for (var i = from; i < to; i++)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"SELECT {i}, COUNT(*) FROM \"Webinars\"";
                await command.ExecuteScalarAsync();
            }

            return true;
        });
    }

    [Fact]
    public async Task A_statement_that_is_being_read_is_not_given_to_somebody_else()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        var (outer, inner) = await InWriterAsync(database, async connection =>
        {
            var (all, others) = (new List<long>(), new List<long>());
            await using var first = From(connection, 0);
            await using var reader = await first.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                all.Add(reader.GetInt64(0));
                await using var second = From(connection, 100);
                others.Add((long)(await second.ExecuteScalarAsync())!);
            }

            return (all, others);
        });

        Assert.Equal([1L, 2L, 3L], outer);
        Assert.Equal([101L, 101L, 101L], inner);

        static DbCommand From(SqliteConnection connection, long start)
        {
            DbCommand command = ((DbConnection)connection).CreateCommand();
            command.CommandText = "SELECT $start + 1 UNION ALL SELECT $start + 2 UNION ALL SELECT $start + 3";
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("$start", start);
            command.Parameters.Add(parameter);
            return command;
        }
    }

    [Fact]
    public async Task Values_of_one_use_are_not_there_in_the_next()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        const string sql = "SELECT $secret";
        Assert.Equal("segreto", await InWriterAsync(database, async connection =>
        {
            await using var command = ((DbConnection)connection).CreateCommand();
            command.CommandText = sql;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("$secret", "segreto");
            command.Parameters.Add(parameter);
            return await command.ExecuteScalarAsync();
        }));

        await Assert.ThrowsAsync<InvalidOperationException>(() => InWriterAsync(database, async connection =>
        {
            await using var command = ((DbConnection)connection).CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteScalarAsync();
        }));
    }

    private static async Task SignUpAsync(TestDatabase database, int webinar, int from, int to)
    {
        for (var person = from; person <= to; person++)
        {
            await database.InScopeAsync(
                services => services.GetRequiredService<SignUp>().RunAsync(webinar, People.Number(person), People.Notice));
        }
    }

    private static Task<long> UsedAsync(TestDatabase database) => InWriterAsync(database, connection =>
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_db_status(connection.Handle, UsedByStatements, out var used, out _, 0));
        return Task.FromResult((long)used);
    });

    private static Task<T> InWriterAsync<T>(TestDatabase database, Func<SqliteConnection, Task<T>> run) => database.ReadAsync(
        outside => outside.WriteAsync(db => run((SqliteConnection)db.Database.GetDbConnection())));
}
