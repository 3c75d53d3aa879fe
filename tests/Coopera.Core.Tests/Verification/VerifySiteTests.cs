using System.Text;
using Coopera.Core.Files;
using Coopera.Core.Registrations;
using Coopera.Core.Tests.Backups;
using Coopera.Core.Transfer;
using Coopera.Core.Verification;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Verification;

public sealed class VerifySiteTests
{
    private static readonly string[] Parts = ["foreign keys", "register", "places", "counters", "given numbers", "files"];

    [Theory]
    [EachEngine]
    public async Task A_site_that_was_used_as_it_is_meant_is_sound(DatabaseProvider engine)
    {
        await using var database = await UsedAsync(engine);

        var parts = await VerifyAsync(database);

        Assert.Equal(Parts, parts.Select(part => part.Name));
        Assert.All(parts, part => Assert.Empty(part.Faults));
        Assert.StartsWith("3 registrations for 2 webinars", parts.Single(part => part.Name == "places").Told, StringComparison.Ordinal);
        Assert.StartsWith("1 that rows name", parts.Single(part => part.Name == "files").Told, StringComparison.Ordinal);
    }

    [Theory]
    [EachEngine]
    public async Task Rows_that_do_not_fit_together_are_told_each_in_its_part(DatabaseProvider engine)
    {
        await using var database = await UsedAsync(engine);
        await HarmAsync(database, HoldsNothing(engine, "UPDATE \"Registrations\" SET \"WebinarId\" = 999 WHERE \"Number\" = 3"));
        await HarmAsync(database, "UPDATE \"Webinars\" SET \"Capacity\" = 1 WHERE \"Title\" = 'Webinar di prova'");
        await HarmAsync(database, "UPDATE \"AuditEntries\" SET \"Details\" = 'altro'");
        await HarmAsync(database, "UPDATE \"Adhesions\" SET \"ReceiptNumber\" = 'COOP-2026-000007' WHERE \"PublicBodyCode\" = '089'");
        await HarmAsync(database, engine switch
        {
            DatabaseProvider.PostgreSql => "SELECT setval(pg_get_serial_sequence('\"Webinars\"', 'Id'), 1)",
            DatabaseProvider.SqlServer => "DBCC CHECKIDENT ('Webinars', RESEED, 1)",
            _ => "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'Webinars'",
        });

        var faults = (await VerifyAsync(database)).ToDictionary(part => part.Name, part => part.Faults);

        Assert.Equal(
            "Registrations: 1 rows point to Webinars that are not there (WebinarId)", Assert.Single(faults["foreign keys"]));
        Assert.NotEmpty(faults["register"]);
        Assert.EndsWith(
            "2 people have one of 1 places, and staff did not want it so", Assert.Single(faults["places"]), StringComparison.Ordinal);
        Assert.Equal("receipts of 2026: number 7 was given, and the counter stands at 0", Assert.Single(faults["counters"]));
        Assert.StartsWith("Webinars: a row has number 2", Assert.Single(faults["given numbers"]), StringComparison.Ordinal);
        Assert.Empty(faults["files"]);
    }

    [Fact]
    public async Task Numbers_keys_and_places_of_registrations_are_told()
    {
        await using var database = await UsedAsync(DatabaseProvider.Sqlite);
        await HarmAsync(database, "UPDATE Registrations SET Number = 1 WHERE Number = 2");
        await HarmAsync(database, "UPDATE Registrations SET ActiveKey = NULL WHERE Number = 3");
        await HarmAsync(database, "UPDATE Registrations SET Status = 'Waiting' WHERE Number = 3");

        var places = (await VerifyAsync(database)).Single(part => part.Name == "places").Faults;

        Assert.Equal(3, places.Count);
        Assert.EndsWith("1 people wait while there is room", places[0], StringComparison.Ordinal);
        Assert.StartsWith("2 registrations have the number of another one", places[1], StringComparison.Ordinal);
        Assert.StartsWith("1 registrations are active without the key", places[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_beyond_the_places_are_no_fault_when_staff_let_them_in()
    {
        await using var database = await UsedAsync(DatabaseProvider.Sqlite);
        await HarmAsync(database, "UPDATE Webinars SET Capacity = 1 WHERE Title = 'Webinar di prova'");
        await HarmAsync(
            database,
            "INSERT INTO RegistrationEvents (RegistrationId, Kind, Actor, At) "
            + "SELECT Id, 'AddedByStaff', 'segreteria', 0 FROM Registrations WHERE Number > 1");

        Assert.All(await VerifyAsync(database), part => Assert.Empty(part.Faults));
    }

    [Fact]
    public async Task Files_are_held_against_their_rows_both_ways()
    {
        await using var database = await UsedAsync(DatabaseProvider.Sqlite);
        var uploads = Path.Combine(database.Folder, "uploads");
        var file = Directory.GetFiles(uploads).Single();
        var content = await File.ReadAllBytesAsync(file);

        await File.WriteAllBytesAsync(file, [.. content[..^1], 0]);
        Assert.EndsWith("is not what came: its hash is another", Assert.Single(await FilesAsync(database)), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(file, content[..^1]);
        Assert.EndsWith("has 5 bytes instead of 6", Assert.Single(await FilesAsync(database)), StringComparison.Ordinal);
        File.Delete(file);
        Assert.EndsWith("is not there", Assert.Single(await FilesAsync(database)), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(file, content);
        Assert.Empty(await FilesAsync(database));

        var unnamed = Path.Combine(uploads, $"{Guid.NewGuid():N}");
        await File.WriteAllBytesAsync(unnamed, content);
        File.SetLastWriteTimeUtc(unnamed, TestDatabase.Now.UtcDateTime.AddHours(-47));
        Assert.Empty(await FilesAsync(database));
        File.SetLastWriteTimeUtc(unnamed, TestDatabase.Now.UtcDateTime.AddHours(-49));
        Assert.StartsWith("1 files that no row names", Assert.Single(await FilesAsync(database)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_staff_publish_is_held_against_its_hash_and_before_there_was_one_against_its_length()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var (_, slides) = await database.WithFileAsync([1, 2, 3]);
        await File.WriteAllBytesAsync(Path.Combine(database.Folder, "uploads", slides.Key), [1, 2, 4]);

        Assert.EndsWith("is not what came: its hash is another", Assert.Single(await FilesAsync(database)), StringComparison.Ordinal);

        await HarmAsync(database, "UPDATE Material SET Sha256 = NULL"); // as an earlier version left it
        var files = (await VerifyAsync(database)).Single(part => part.Name == "files");
        Assert.Empty(files.Faults);
        Assert.StartsWith("1 that rows name (of 1 only the length is known)", files.Told, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_column_that_names_a_file_is_looked_at()
    {
        using var database = EngineDatabase.Of(new(DatabaseProvider.Sqlite, "", true), create: false).Context;

        var named = TransferTable.Of(database).SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}"))
            .Where(name => name.EndsWith("StoreKey", StringComparison.Ordinal) || name.EndsWith("File_Key", StringComparison.Ordinal));

        Assert.Equal(
            ["Certificates.StoreKey", "Material.StoreKey", "PecArrivals.File_Key", "PecReceipts.StoreKey", "SignedCopy.StoreKey"],
            named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_a_fault_and_does_not_end_it()
    {
        await using var database = await UsedAsync(DatabaseProvider.Sqlite);
        var key = Assert.Single(database.Services.GetRequiredService<UploadStore>().Keys());
        var path = Path.Combine(database.Folder, "uploads", key);
        File.Delete(path);
        Directory.CreateDirectory(path); // neither the program nor root reads this

        Assert.Contains("cannot be read", Assert.Single(await FilesAsync(database)), StringComparison.Ordinal);
    }

    /// <summary>Three people, a line in the register, and a file that came by PEC.</summary>
    private static async Task<TestDatabase> UsedAsync(DatabaseProvider engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 3);
        for (var number = 1; number <= 3; number++)
        {
            var person = People.Number(number);
            await database.InScopeAsync(services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, person, People.Notice));
        }

        using var content = new MemoryStream(Encoding.UTF8.GetBytes("scheda"));
        var file = await database.Services.GetRequiredService<UploadStore>().SaveAsync(content, "scheda.pdf", "application/pdf", 1000);
        await database.WriteAsync(db =>
        {
            db.PecArrivals.Add(new PecArrival(
                "comune@pec.example", "Adesione", isVerified: true, TestDatabase.Now, file!, "", BodyProtocol.Unknown, TestDatabase.Now));
            db.AuditEntries.Add(new AuditEntry("segreteria", AuditAction.WebinarPublished, "Prova", "", TestDatabase.Now));
            return Task.CompletedTask;
        });
        return database;
    }

    private static string HoldsNothing(DatabaseProvider engine, string sql) => engine switch
    {
        DatabaseProvider.PostgreSql => $"SET session_replication_role = replica; {sql}; SET session_replication_role = DEFAULT",
        DatabaseProvider.SqlServer => $"ALTER TABLE \"Registrations\" NOCHECK CONSTRAINT ALL; {sql}",
        _ => $"PRAGMA foreign_keys = OFF; {sql}",
    };

    private static async Task HarmAsync(TestDatabase database, string sql)
    {
        await using var other = EngineDatabase.Of(database.Settings.Database, create: false);
        await other.ExecuteAsync(sql, default);
    }

    private static async Task<IReadOnlyList<string>> FilesAsync(TestDatabase database) =>
        (await VerifyAsync(database)).Single(part => part.Name == "files").Faults;

    private static async Task<List<VerifiedPart>> VerifyAsync(TestDatabase database) =>
        await ActivatorUtilities.CreateInstance<VerifySite>(database.Services).RunAsync(null, default).ToListAsync();
}
