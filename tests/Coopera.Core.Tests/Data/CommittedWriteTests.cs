using Coopera.Core.Jobs;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Data;

/// <summary>What is remembered of a form that was sent, and of a transaction.</summary>
public sealed class CommittedWriteTests
{
    [Theory]
    [EachEngine]
    public async Task A_form_has_the_answer_of_the_first_time_and_another_form_has_its_own(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var form = Guid.NewGuid();

        Assert.Equal((1, "uno"), await WriteAsync(database, form, "uno"));
        Assert.Equal((1, "uno"), await WriteAsync(database, form, "due"));
        Assert.Equal((2, "due"), await WriteAsync(database, Guid.NewGuid(), "due"));
        Assert.Equal((3, "due"), await WriteAsync(database, form: null, "due"));
        Assert.Equal(["due", "due", "uno"], await SubjectsAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task The_same_form_many_times_at_once_is_done_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var form = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => WriteAsync(database, form, $"{number}")));

        Assert.Single(answers.Distinct());
        Assert.Equal([answers[0].Subject], await SubjectsAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task A_refusal_and_a_failure_are_not_kept(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var form = Guid.NewGuid();

        Assert.Equal("no", await database.ReadAsync(db => db.WriteOnceAsync(form, _ => Task.FromResult("no"))));
        await Assert.ThrowsAsync<FormatException>(() => database.ReadAsync(db => db.WriteOnceAsync<string>(form, async writing =>
        {
            writing.AuditEntries.Add(Entry("mai"));
            await writing.SaveChangesAsync();
            throw new FormatException();
        })));

        Assert.Equal((1, "uno"), await WriteAsync(database, form, "uno"));
        Assert.Equal(["uno"], await SubjectsAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task Servers_have_a_row_for_each_transaction_and_the_embedded_database_for_forms_alone(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var before = await CountAsync(database);

        await WriteAsync(database, form: null, "uno");

        Assert.Equal(before + (engine == DatabaseProvider.Sqlite ? 0 : 1), await CountAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task Transactions_are_forgotten_after_an_hour_and_forms_after_two_days(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var form = Guid.NewGuid();
        await WriteAsync(database, form, "uno");

        database.Clock.Advance(TimeSpan.FromHours(2));
        await ForgetAsync(database);
        Assert.Equal(
            [form],
            await database.ReadAsync(db => db.CommittedWrites.Where(w => w.At == TestDatabase.Now).Select(w => w.Id).ToListAsync()));

        database.Clock.Advance(TimeSpan.FromDays(2));
        await ForgetAsync(database);
        Assert.False(await database.ReadAsync(db => db.CommittedWrites.AnyAsync(w => w.At == TestDatabase.Now)));
    }

    private static Task<(int Number, string Subject)> WriteAsync(TestDatabase database, Guid? form, string subject) =>
        database.ReadAsync(db =>
        db.WriteOnceAsync(form, async writing =>
        {
            writing.AuditEntries.Add(Entry(subject));
            await writing.SaveChangesAsync();
            return (await writing.AuditEntries.CountAsync(), subject);
        }));

    private static AuditEntry Entry(string subject) => new("prova", "prova", subject, "", TestDatabase.Now);

    private static Task<List<string>> SubjectsAsync(TestDatabase database) =>
        database.ReadAsync(db => db.AuditEntries.Select(e => e.Subject).Order().ToListAsync());

    private static Task<int> CountAsync(TestDatabase database) => database.ReadAsync(db => db.CommittedWrites.CountAsync());

    private static Task ForgetAsync(TestDatabase database) =>
        database.InScopeAsync(services => ActivatorUtilities.CreateInstance<ForgetOldWrites>(services).RunAsync());
}
