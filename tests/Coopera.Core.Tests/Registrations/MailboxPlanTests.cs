using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Core.Tests.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Coopera.Core.Tests.Registrations;

/// <summary>Who shares a mailbox is found by it: a webinar has thousands of people, and SQLite keeps no statistics of them.</summary>
public sealed class MailboxPlanTests
{
    private const string ByMailbox = "IX_Registrations_EmailKey_FutureInvitations_Status (EmailKey=?)";

    [Fact]
    public async Task A_sign_up_does_not_read_the_whole_webinar_for_the_others_of_its_mailbox()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var webinar = await database.WebinarAsync();
        var asked = await TraceAsync(database);
        await database.InScopeAsync(
            services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Number(1), People.Notice));

        var counts = Assert.Single(
            asked,
            sql => sql.StartsWith("SELECT", StringComparison.Ordinal) && sql.Contains("\"SignUpAttempts\"", StringComparison.Ordinal)
                && sql.Contains("\"OtherSpellingOf\" =", StringComparison.Ordinal));

        Assert.Contains(
            await database.ReadAsync(db => QueryPlan.OfAsync(db, counts)), step => step.EndsWith(ByMailbox, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_else_asks_for_a_mailbox_does_so_by_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        var plan = await database.ReadAsync(db =>
        {
            var sql = db.AtMailbox("maria@comune.example", 1).Where(r => r.ActiveKey != null).ToQueryString();
            return QueryPlan.OfAsync(db, sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..]);
        });

        Assert.EndsWith(ByMailbox, Assert.Single(plan), StringComparison.Ordinal);
    }

    /// <summary>What the writer asks from now on, with the values in it.</summary>
    private static Task<List<string>> TraceAsync(TestDatabase database) => database.ReadAsync(outside => outside.WriteAsync(db =>
    {
        var asked = new List<string>();
        raw.sqlite3_trace(((SqliteConnection)db.Database.GetDbConnection()).Handle, (_, sql) => asked.Add(sql), null);
        return Task.FromResult(asked);
    }));
}
