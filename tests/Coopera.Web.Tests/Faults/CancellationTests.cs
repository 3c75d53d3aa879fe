using Coopera.Core;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Web.Tests.Registrations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Faults;

/// <summary>Whoever goes away while the site works leaves all of it or nothing.</summary>
public sealed class CancellationTests
{
    [Theory]
    [EachEngine]
    public async Task Going_away_halfway_through_a_use_case_leaves_all_of_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var away = new CancellationTokenSource();

        var done = await database.ReadAsync(db => db.WriteAsync(
            async writing =>
            {
                writing.AuditEntries.Add(Entry("prima"));
                await writing.SaveChangesAsync();
                await away.CancelAsync();
                writing.AuditEntries.Add(Entry("dopo"));
                await writing.SaveChangesAsync();
                return true;
            },
            away.Token));

        Assert.True(done);
        Assert.Equal(["dopo", "prima"], await database.ReadAsync(db => db.AuditEntries.Select(e => e.Subject).Order().ToListAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Going_away_before_it_is_begun_leaves_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var away = new CancellationTokenSource();
        await away.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.ReadAsync(db => db.WriteAsync(
            async writing =>
            {
                writing.AuditEntries.Add(Entry("mai"));
                await writing.SaveChangesAsync();
            },
            away.Token)));

        Assert.False(await database.ReadAsync(db => db.AuditEntries.AnyAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task A_use_case_that_fails_halfway_leaves_nothing_and_the_next_one_goes_on(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        await Assert.ThrowsAsync<FormatException>(() => database.ReadAsync(db => db.WriteAsync(async writing =>
        {
            writing.AuditEntries.Add(Entry("prima"));
            await writing.SaveChangesAsync();
            EmailAddress.Parse("");
        })));
        await database.ReadAsync(db => db.WriteAsync(async writing =>
        {
            writing.AuditEntries.Add(Entry("dopo"));
            await writing.SaveChangesAsync();
        }));

        Assert.Equal("dopo", (await database.ReadAsync(db => db.AuditEntries.SingleAsync())).Subject);
    }

    [Fact]
    public async Task A_visitor_who_closes_the_page_while_the_form_waits_for_its_turn_is_not_signed_up()
    {
        using var site = new CooperaSite(sample: true); // its database is locked
        var visitor = site.NewVisitor();
        using var away = new CancellationTokenSource();
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "coopera.db")};Pooling=False"))
        {
            await other.OpenAsync();
            other.BeginTransaction(deferred: false);
            var fields = SignUpPageTests.Form();
            var sending = visitor.SendAsync(
                "/webinar/esempio-tavolo-tecnico/iscrizione", new FormUrlEncodedContent(fields!), away.Token);
            await away.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }

        // The writer takes jobs in order: once this one is through, the other has been done or dropped.
        await site.WriteAsync(_ => Task.CompletedTask);
        var stored = await site.ReadAsync(db => db.Registrations.CountAsync());
        Assert.Equal(stored, await site.ReadAsync(db => db.OutgoingMails.CountAsync()));
        Assert.Equal(0, stored);
    }

    private static AuditEntry Entry(string subject) => new("prova", "prova", subject, "", TestDatabase.Now);
}
