using System.Data.Common;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
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

        var isOn = await InWriterAsync(database, db =>
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_db_config(Of(db).Handle, StablePlans, -1, out var on));
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

        Task RunAsync(int from, int to) => InWriterAsync(database, async db =>
        {
            for (var i = from; i < to; i++)
            {
                await using var command = Command(db, $"SELECT {i}, COUNT(*) FROM \"Webinars\"");
                await command.ExecuteScalarAsync();
            }

            return true;
        });
    }

    [Fact]
    public async Task A_statement_that_is_being_read_is_not_given_to_somebody_else()
    {
        const string sql = "SELECT $start + 1 UNION ALL SELECT $start + 2 UNION ALL SELECT $start + 3";
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        var (outer, inner) = await InWriterAsync(database, async db =>
        {
            var (all, others) = (new List<long>(), new List<long>());
            await using var first = Command(db, sql, ("$start", 0L));
            await using var reader = await first.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                all.Add(reader.GetInt64(0));
                await using var second = Command(db, sql, ("$start", 100L));
                others.Add((long)(await second.ExecuteScalarAsync())!);
            }

            return (all, others);
        });

        Assert.Equal([1L, 2L, 3L], outer);
        Assert.Equal([101L, 101L, 101L], inner);
    }

    [Fact]
    public async Task Values_of_one_use_are_not_there_in_the_next()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        const string sql = "SELECT $secret";
        Assert.Equal("segreto", await InWriterAsync(database, async db =>
        {
            await using var command = Command(db, sql, ("$secret", "segreto"));
            return await command.ExecuteScalarAsync();
        }));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => InWriterAsync(database, async db =>
        {
            await using var command = Command(db, sql);
            return await command.ExecuteScalarAsync();
        }));
        Assert.Contains("$secret", failure.Message, StringComparison.Ordinal); // it has no value
    }

    private static async Task SignUpAsync(TestDatabase database, int webinar, int from, int to)
    {
        for (var person = from; person <= to; person++)
        {
            await database.InScopeAsync(
                services => services.GetRequiredService<SignUp>().RunAsync(webinar, People.Number(person), People.Notice));
        }
    }

    private static Task<long> UsedAsync(TestDatabase database) => InWriterAsync(database, db =>
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_db_status(Of(db).Handle, UsedByStatements, out var used, out _, 0));
        return Task.FromResult((long)used);
    });

    private static SqliteConnection Of(CooperaDb db) => (SqliteConnection)db.Database.GetDbConnection();

    /// <summary>As EF makes them.</summary>
    private static DbCommand Command(CooperaDb db, string sql, params (string Name, object Value)[] values)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static Task<T> InWriterAsync<T>(TestDatabase database, Func<CooperaDb, Task<T>> run) =>
        database.ReadAsync(outside => outside.WriteAsync(run));
}
