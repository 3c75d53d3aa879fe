using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Registrations;

public sealed class SpellingIndexTests
{
    [Fact]
    public async Task Statistics_of_a_file_do_not_have_a_sign_up_read_everybody_who_has_signed_up()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var webinar = await database.WebinarAsync();
        await database.WriteAsync(db =>
        {
            db.Registrations.AddRange(Enumerable.Range(1, 2000)
                .Select(i => Registration.SignUp(webinar.Id, i, null, People.Number(i), People.Notice, TestDatabase.Now)));
            return Task.CompletedTask;
        });
        await database.ReadAsync(async db =>
        {
            await db.Database.ExecuteSqlAsync($"ANALYZE");
            await db.Database.CloseConnectionAsync();
        });

        var plan = await database.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = """
                EXPLAIN QUERY PLAN SELECT COUNT(*) FROM "Registrations" AS "r"
                WHERE "r"."WebinarId" = $webinar AND "r"."OtherSpellingOf" = $mailbox AND "r"."ActiveKey" IS NOT NULL
                """;
            foreach (var (name, value) in new (string, object)[] { ("$webinar", webinar.Id), ("$mailbox", "maria@comune.example") })
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync();
            Assert.True(await reader.ReadAsync());
            return reader.GetString(3);
        });

        Assert.Contains("IX_Registrations_WebinarId_OtherSpellingOf", plan, StringComparison.Ordinal);
    }
}
