using Coopera.Core.Tests.Data;
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

        var plan = await database.ReadAsync(db => QueryPlan.OfAsync(db, """
            SELECT COUNT(*) FROM "Registrations" AS "r"
            WHERE "r"."WebinarId" = $webinar AND "r"."OtherSpellingOf" = $mailbox AND "r"."ActiveKey" IS NOT NULL
            """));

        Assert.Contains("IX_Registrations_WebinarId_OtherSpellingOf", plan[0], StringComparison.Ordinal);
    }
}
