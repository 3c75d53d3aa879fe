using Coopera.Core.Data;
using Coopera.Core.Staff.Audit;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Staff;

/// <summary>Somebody writes into the database behind the site's back: the verification of the register says where.</summary>
public sealed class AuditVerifyTests
{
    private const int Rows = 1203; // more than two batches

    public static TheoryData<string, string, AuditFaultKind, long, long> Tamperings() => new()
    {
        { "a changed text", "UPDATE \"AuditEntries\" SET \"Details\" = 'altro' WHERE \"Number\" = 700", AuditFaultKind.Changed, 700, 700 },
        { "another name", "UPDATE \"AuditEntries\" SET \"Actor\" = 'altra@anci.example' WHERE \"Number\" = "
            + "1", AuditFaultKind.Changed, 1, 1 },
        { "a before that vanished", "UPDATE \"AuditEntries\" SET \"Before\" = NULL WHERE \"Number\" = "
            + "1203", AuditFaultKind.Changed, 1203, 1203 },
        { "a row taken out of the middle", "DELETE FROM \"AuditEntries\" WHERE \"Number\" = 500", AuditFaultKind.Removed, 500, 500 },
        { "many rows taken out", "DELETE FROM \"AuditEntries\" WHERE \"Number\" BETWEEN 2 AND 1200", AuditFaultKind.Removed, 2, 1200 },
        { "the first row taken out", "DELETE FROM \"AuditEntries\" WHERE \"Number\" = 1", AuditFaultKind.Removed, 1, 1 },
        { "the last row taken out", "DELETE FROM \"AuditEntries\" WHERE \"Number\" = 1203", AuditFaultKind.EndRemoved, 1203, 1203 },
        { "the last hundred taken out", "DELETE FROM \"AuditEntries\" WHERE \"Number\" > 1103", AuditFaultKind.EndRemoved, 1104, 1203 },
        { "another end", "UPDATE \"AuditChains\" SET \"LastHash\" = \"LastHash\" || ''; UPDATE \"AuditEntries\" SET \"Hash\" = 'f' WHERE "
            + "\"Number\" = 1203", AuditFaultKind.Changed, 1203, 1203 },
        { "the end taken back by a row", "UPDATE \"AuditChains\" SET \"Count\" = 1202", AuditFaultKind.Inserted, 1203, 1203 },
        { "a tail cut off and the end moved back", "DELETE FROM \"AuditEntries\" WHERE \"Number\" > 1103; UPDATE \"AuditChains\" SET "
            + "\"Count\" = 1103, \"LastHash\" = (SELECT \"Hash\" FROM \"AuditEntries\" WHERE \"Number\" = 1103)",
            AuditFaultKind.EndMoved, 1104, 1104 },
        { "a blanked search text", "UPDATE \"AuditEntries\" SET \"SearchText\" = '' WHERE \"Number\" = 40",
            AuditFaultKind.Changed, 40, 40 },
        { "everything emptied, beside an account", "DELETE FROM \"AuditEntries\"; UPDATE \"AuditChains\" SET \"Count\" = 0, "
            + $"\"LastHash\" = '{AuditChain.NoHash}', \"Seal\" = ''; UPDATE \"AspNetUsers\" SET \"PasswordHash\" = 'x'",
            AuditFaultKind.Emptied, 1, 1 },
        { "no end at all", "DELETE FROM \"AuditChains\"", AuditFaultKind.EndUnknown, 1204, 1204 },
        { "rows that changed places", "UPDATE \"AuditEntries\" SET \"Number\" = -1 WHERE \"Number\" = 30; UPDATE \"AuditEntries\" SET "
            + "\"Number\" = 30 WHERE \"Number\" = 31; UPDATE \"AuditEntries\" SET \"Number\" = 31 WHERE \"Number\" = -1",
            AuditFaultKind.Changed, 30, 30 },
    };

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Every_tampering_is_found_where_it_was_done(DatabaseProvider engine)
    {
        Assert.SkipWhen(Engines.WhyNot(engine) is not null, Engines.WhyNot(engine) ?? "");
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.WriteAsync(async db =>
        {
            await db.Users.AddAsync(new StaffUser { UserName = "prima@anci.example", Email = "prima@anci.example" });
        });
        await WriteAsync(database, Rows);
        var sound = await VerifyAsync(database);
        Assert.Equal((true, Rows, Rows), (sound.IsSound, sound.Rows, sound.SoundUntil));

        var wrong = new List<string>();
        foreach (var row in Tamperings())
        {
            var (what, sql, kind, from, to) = row.Data;
            await database.ReadAsync(outside => outside.Database.CreateExecutionStrategy().ExecuteAsync(outside, async db =>
            {
                // In a transaction that is given up: the next finds the register as it was.
                await using var transaction = await db.Database.BeginTransactionAsync();
                await db.Database.ExecuteSqlRawAsync(sql);
                var check = await new AuditVerification(db, database.Services.GetRequiredService<RegisterSeal>()).RunAsync(null);
                if (check.IsSound || check.Faults[0] != new AuditFault(kind, from, to))
                {
                    wrong.Add($"{what}: {(check.IsSound ? "not found" : check.Faults[0].ToString())}");
                }

                await transaction.RollbackAsync();
            }));
        }

        Assert.Empty(wrong);
        Assert.True((await VerifyAsync(database)).IsSound);
    }

    [Theory]
    [EachEngine]
    public async Task Many_who_write_at_once_make_one_chain_with_every_line_in_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(number => Task.Run(() =>
            database.ReadAsync(outside => outside.WriteAsync(async db =>
        {
            for (var line = 0; line < 1 + (number % 3); line++)
            {
                db.AuditEntries.Add(Entry($"{number}.{line}"));
            }

            await db.SaveChangesAsync();
            if (number % 10 == 9)
            {
                db.AuditEntries.Add(Entry($"{number}.later"));
                await db.SaveChangesAsync();
            }
        })))));

        var check = await VerifyAsync(database);
        Assert.Empty(check.Faults);
        Assert.Equal(60 + 60 + 6, check.Rows);
        Assert.Equal(
            check.Rows, await database.ReadAsync(db => db.AuditEntries.Select(entry => entry.Details).Distinct().LongCountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task What_fails_leaves_neither_a_line_nor_a_gap(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => database.ReadAsync(async outside =>
        {
            try
            {
                await outside.WriteAsync(async db =>
                {
                    db.AuditEntries.Add(Entry($"{number}"));
                    await db.SaveChangesAsync();
                    return number % 2 == 0 ? true : throw new OperationCanceledException();
                });
            }
            catch (OperationCanceledException)
            {
                // every other one
            }
        })));

        var check = await VerifyAsync(database);
        Assert.Empty(check.Faults);
        Assert.Equal(10, check.Rows);
    }

    [Fact]
    public async Task Lines_outside_a_transaction_changed_lines_and_removed_lines_are_refused_by_the_site_itself()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await WriteAsync(database, 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.ReadAsync(async db =>
        {
            db.AuditEntries.Add(Entry("a"));
            await db.SaveChangesAsync();
        }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.ReadAsync(outside => outside.WriteAsync(async db =>
        {
            db.AuditEntries.Remove(await db.AuditEntries.SingleAsync());
            await db.SaveChangesAsync();
        })));
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.ReadAsync(outside => outside.WriteAsync(async db =>
        {
            db.Entry(await db.AuditEntries.SingleAsync()).Property(entry => entry.Details).CurrentValue = "altro";
            await db.SaveChangesAsync();
        })));

        Assert.True((await VerifyAsync(database)).IsSound);
    }

    private static AuditEntry Entry(string details) =>
        new("segreteria@anci.example", "cambia un webinar", "Perché «Accogliere» è così", details, TestDatabase.Now.AddTicks(4321))
        {
            SubjectKey = "webinar/7",
            Before = "Titolo: Accoglìere",
            After = "Titolo: Accogliere 🎓",
            Reason = "",
        };

    private static Task WriteAsync(TestDatabase database, int rows) => database.ReadAsync(outside => outside.WriteAsync(async db =>
    {
        db.AuditEntries.AddRange(Enumerable.Range(1, rows).Select(number => Entry($"riga {number}")));
        await db.SaveChangesAsync();
    }));

    private static Task<AuditCheck> VerifyAsync(TestDatabase database) =>
        database.InScopeAsync(services => services.GetRequiredService<AuditVerification>().RunAsync(null));
}
