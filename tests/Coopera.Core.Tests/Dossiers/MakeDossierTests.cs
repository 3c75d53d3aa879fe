using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coopera.Core.Data;
using Coopera.Core.Dossiers;
using Coopera.Core.Files;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Domain.Mail;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Dossiers;

/// <summary>One archive for the report, and what stands in it.</summary>
public sealed class MakeDossierTests
{
    [Theory]
    [EachEngine]
    public async Task Made_twice_on_other_days_it_is_the_same_to_the_byte(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var scope = await TwoWebinarsAsync(database);

        var first = await MakeAsync(database, scope);
        database.Clock.Advance(TimeSpan.FromDays(40));
        var second = await MakeAsync(database, scope);

        Assert.Equal(first, second);
        using var spreadsheet = new ZipArchive(new MemoryStream(Unzip(second)["enti.xlsx"]));
        Assert.All(spreadsheet.Entries, part => Assert.Equal(1980, part.LastWriteTime.Year)); // else it would show in another second only
    }

    [Theory]
    [EachEngine]
    public async Task Persons_are_counted_once_and_every_total_is_the_sum_of_its_list(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var files = Unzip(await MakeAsync(database, await TwoWebinarsAsync(database)));

        // Five registrations to two webinars, of four people; three were there, two of them long enough.
        foreach (var list in new[] { "indicatori/per-tipo-di-partecipante", "indicatori/per-ruolo", "indicatori/per-provincia", "enti" })
        {
            var rows = Rows(files[$"{list}.csv"]);
            Assert.Equal(["Totale", "4", "3", "2", "0"], rows[^1]);
            Assert.All([1, 2, 3, 4], column => Assert.Equal(Number(rows[^1], column), rows[1..^1].Sum(row => Number(row, column))));
        }

        Assert.Equal(["3", "2"], Rows(files["webinar.csv"])[1..].Select(row => row[3]));
        var mails = Rows(files["email.csv"]);
        Assert.Equal(["Totale", "5", "1"], mails[^1]);
        Assert.Equal(5, mails[1..^1].Sum(row => Number(row, 1)));
    }

    [Theory]
    [EachEngine]
    public async Task The_manifest_and_the_declaration_name_every_file_by_its_hash(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var scope = await TwoWebinarsAsync(database);
        var files = Unzip(await MakeAsync(database, scope));

        var manifest = JsonDocument.Parse(files["manifest.json"]).RootElement;
        var named = manifest.GetProperty("file").EnumerateArray().ToDictionary(
            file => file.GetProperty("nome").GetString()!, file => file.GetProperty("sha256").GetString());
        Assert.Equal(files.Keys.Where(name => name != "manifest.json").Order(), named.Keys.Order());
        Assert.All(named, file => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(files[file.Key])), file.Value));

        using var declaration = new PdfFile(files["dichiarazione-di-chiusura.pdf"]);
        var text = string.Concat(declaration.Text.Where(c => !char.IsWhiteSpace(c)));
        Assert.All(
            named.Where(file => file.Key != "dichiarazione-di-chiusura.pdf"),
            file => Assert.Contains(file.Value!, text, StringComparison.Ordinal));
        Assert.Contains("Persone iscritte: 4", declaration.Text, StringComparison.Ordinal);
        Assert.Empty(Accessibility.Faults(declaration));

        using var programme = new PdfFile(files[$"01-{scope.Webinars[0].Slug}/programma.pdf"]);
        Assert.Contains("Accogliere insieme", programme.Text, StringComparison.Ordinal);
        Assert.Contains("Slide", programme.Text, StringComparison.Ordinal);
        Assert.Empty(Accessibility.Faults(programme));
        Assert.Equal("le slide"u8.ToArray(), files[$"01-{scope.Webinars[0].Slug}/materiali/01-slide-finali.pdf"]);
    }

    [Theory]
    [EachEngine]
    public async Task Only_webinars_that_are_over_and_took_place_are_in_a_period(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var over = await TwoWebinarsAsync(database);
        var coming = await database.WebinarAsync();
        await database.WriteAsync(async db =>
        {
            var called = new Webinar("annullato", "Annullato", TestDatabase.Now.AddDays(-3), TestDatabase.Now.AddDays(-2));
            called.Publish();
            called.Cancel("Non si può");
            db.Webinars.Add(called);
            await db.SaveChangesAsync();
        });
        var now = over.Webinars[^1].EndsAt.AddHours(1);

        Assert.Equal(2, over.Webinars.Count);
        Assert.Null(await database.ReadAsync(db => DossierScope.OfWebinarAsync(db, coming.Id, coming.EndsAt.AddMinutes(-1))));
        Assert.Null(await database.ReadAsync(
            db => DossierScope.OfPeriodAsync(db, new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31), now)));
    }

    private static async Task<DossierScope> TwoWebinarsAsync(TestDatabase database)
    {
        var (first, second) = (await database.WebinarAsync(), await database.WebinarAsync());
        await database.WriteAsync(async db =>
        {
            var stored = await db.Webinars.Whole().SingleAsync(w => w.Id == first.Id);
            var store = database.Services.GetRequiredService<UploadStore>();
            using var slides = new MemoryStream("le slide"u8.ToArray());
            var file = await store.SaveAsync(slides, "Slide finali.PDF", "application/pdf", 1000);
            stored.Edit(stored.Content, [new Talk("Accogliere insieme", "", new Speaker("Maria Rossi", "ANCI"))], TestDatabase.Now);
            stored.Add(Material.File("Slide", file!, forRegisteredOnly: false, TestDatabase.Now));
        });
        var anna = await SignUpAsync(database, first, "anna@comune.example");
        var ugo = await SignUpAsync(database, first, "ugo@comune.example");
        await SignUpAsync(database, first, "pia@comune.example");
        var annaAgain = await SignUpAsync(database, second, "anna@comune.example");
        var iole = await SignUpAsync(database, second, "iole@comune.example");
        await database.WriteAsync(async db =>
        {
            await PresentAsync(anna, first, 100);
            await PresentAsync(ugo, first, 10);
            await PresentAsync(annaAgain, second, 20);
            await PresentAsync(iole, second, 119);
            await db.SaveChangesAsync();
            await db.OutgoingMails.ExecuteUpdateAsync(m => m
                .SetProperty(x => x.Status, OutgoingMailStatus.Sent).SetProperty(x => x.SentAt, database.Clock.GetUtcNow()));
            await db.OutgoingMails.Where(m => m.RegistrationId == ugo)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.BouncedAt, database.Clock.GetUtcNow()));

            async Task PresentAsync(Guid id, Webinar webinar, int minutes) => await db.PresenceIntervals.AddAsync(
                new PresenceInterval(id, PresenceSource.Staff, webinar.StartsAt, webinar.StartsAt.AddMinutes(minutes)));
        });
        var day = Domain.RomeTime.Day(first.StartsAt);
        return (await database.ReadAsync(
            db => DossierScope.OfPeriodAsync(db, day.AddDays(-1), day.AddDays(1), second.EndsAt.AddHours(1))))!;
    }

    private static async Task<Guid> SignUpAsync(TestDatabase database, Webinar webinar, string address)
    {
        await database.InScopeAsync(
            services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Person(address), People.Notice));
        return await database.ReadAsync(
            db => db.Registrations.Where(r => r.WebinarId == webinar.Id && r.EmailKey == address).Select(r => r.Id).SingleAsync());
    }

    private static Task<byte[]> MakeAsync(TestDatabase database, DossierScope scope) => database.InScopeAsync(async services =>
    {
        using var archive = new MemoryStream();
        await services.GetRequiredService<MakeDossier>().WriteAsync(scope, archive);
        return archive.ToArray();
    });

    private static Dictionary<string, byte[]> Unzip(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var bytes = new MemoryStream();
            using var content = entry.Open();
            content.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    private static string[][] Rows(byte[] csv) =>
        [.. Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(';'))];

    private static int Number(string[] row, int column) => int.Parse(row[column], System.Globalization.CultureInfo.InvariantCulture);
}
