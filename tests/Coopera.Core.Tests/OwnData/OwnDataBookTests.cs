using System.Globalization;
using System.Text.Json;
using Coopera.Core.Mail;
using Coopera.Core.OwnData;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.OwnData;

/// <summary>What is under an address, told three ways.</summary>
public sealed class OwnDataBookTests
{
    [Theory]
    [EachEngine]
    public async Task Everything_under_the_address_is_told_and_nothing_of_others(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.EverythingAsync();

        var book = await database.BookAsync("Maria.Rossi@COMUNE.example");
        var json = System.Text.Encoding.UTF8.GetString(OwnDataJson.Make(book));

        Assert.False(book.Of.IsShared);
        Assert.Equal(
            ["registrations", "invitations", "schedaRequests", "mails", "received", "bouncing"],
            book.Sections.Where(section => section.Entries.Count > 0).Select(section => section.Code));
        Assert.All(
            ["333 1234567", "Una domanda di Maria Rossi", "Ufficio di Maria Rossi", "Scrive Maria Rossi", "era Maria Rossi", "EntryPage"],
            fact => Assert.Contains(fact, json, StringComparison.Ordinal));
        Assert.DoesNotContain("Bianchi", json, StringComparison.Ordinal);
        Assert.DoesNotContain("segreteria@anci.example", json, StringComparison.Ordinal); // who it was is theirs
        Assert.DoesNotContain("iscrizioni/", json, StringComparison.Ordinal); // links are keys
        Assert.True((await database.BookAsync("nessuno@comune.example")).IsEmpty);
    }

    [Fact]
    public async Task The_file_for_programs_has_the_shape_that_is_documented()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await database.EverythingAsync();
        var book = await database.BookAsync();

        var json = JsonDocument.Parse(OwnDataJson.Make(book)).RootElement;

        Assert.Equal(["format", "address", "madeAt", "mailboxOfSeveral", "sections"], json.EnumerateObject().Select(one => one.Name));
        Assert.Equal(OwnDataJson.Format, json.GetProperty("format").GetString());
        var section = json.GetProperty("sections")[0];
        Assert.Equal(["code", "title", "why", "total", "entries"], section.EnumerateObject().Select(one => one.Name));
        var entry = section.GetProperty("entries")[0];
        Assert.Equal(["title", "values"], entry.EnumerateObject().Select(one => one.Name));
        Assert.Equal(
            ["code", "label", "value", "words"], entry.GetProperty("values")[0].EnumerateObject().Select(one => one.Name));
        Assert.Contains(entry.GetProperty("values").EnumerateArray(), value =>
            value.GetProperty("code").GetString() == "createdAt" && DateTimeOffset.TryParse(
                value.GetProperty("value").GetString(), CultureInfo.InvariantCulture, out _));
        var documented = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "own-data.md"));
        Assert.All(
            book.Sections.Select(one => one.Code)
                .Concat(book.Sections.SelectMany(one => one.Entries).SelectMany(one => one.Values).Select(v => v.Code)),
            code => Assert.Contains($"`{code}`", documented, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_paper_says_the_same_and_a_screen_reader_can_read_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var (past, _) = await database.EverythingAsync();
        await database.SignUpAsync((await database.WebinarAsync()).Id, first: "李 明", last: "Rossi");

        using var file = new PdfFile(OwnDataPaper.Make(await database.BookAsync()));

        Assert.Empty(Accessibility.Faults(file));
        Assert.Contains(past.Title, file.Text, StringComparison.Ordinal);
        Assert.Contains("Scrive Maria Rossi", file.Text, StringComparison.Ordinal);
        Assert.Contains(file.Elements, element => element is { Type: "H2", Text: "Iscrizioni ai webinar" });
        Assert.Contains("in caratteri che qui non si stampano", file.Text, StringComparison.Ordinal);
    }

    [Theory]
    [EachEngine]
    public async Task At_a_mailbox_of_several_each_is_named_and_nobody_s_answers_phone_or_presence_are_shown(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (past, _) = await database.EverythingAsync();
        await database.SignUpAsync((await database.WebinarAsync()).Id, first: "Luca", last: "Bianchi");

        var book = await database.BookAsync();
        var json = System.Text.Encoding.UTF8.GetString(OwnDataJson.Make(book));

        Assert.True(book.Of.IsShared);
        Assert.Equal(["Luca Bianchi", "Maria Rossi"], book.Of.People.Select(person => person.Name).Order());
        Assert.Contains("Luca", json, StringComparison.Ordinal);
        Assert.All(
            ["333 1234567", "Una domanda di Maria Rossi", "era Maria Rossi", "EntryPage"],
            fact => Assert.DoesNotContain(fact, json, StringComparison.Ordinal));
        Assert.Equal(RegistrationStatus.Confirmed, (await database.RegistrationAsync(past.Id)).Status);
    }

    [Theory]
    [EachEngine]
    public async Task A_contact_of_a_body_reads_what_is_theirs_and_not_what_is_the_other_contact_s(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.AddAsync("083016", AdhesionStatus.Draft);
        await database.WriteAsync(async db =>
        {
            var (adhesion, body) = (await db.Adhesions.SingleAsync(a => a.PublicBodyCode == "083016" && a.Status == AdhesionStatus.Draft),
                await db.PublicBodies.SingleAsync(b => b.Code == "083016"));
            adhesion.TellPeople(
                body, new LegalRepresentative("Anna", "Verdi", LegalOffice.Mayor),
                new ContactPerson("Luca", "Bianchi", "", "", "090 111", EmailAddress.Parse("luca@comune.example")),
                new ContactPerson("Maria", "Rossi", "", "", "090 222", OwnDataPeople.Email), Actor.Body, TestDatabase.Now);
        });

        var book = await database.BookAsync();
        var json = System.Text.Encoding.UTF8.GetString(OwnDataJson.Make(book));

        Assert.Contains("090 222", json, StringComparison.Ordinal);
        Assert.DoesNotContain("090 111", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Verdi", json, StringComparison.Ordinal);
    }

    [Theory]
    [EachEngine]
    public async Task Who_moved_to_another_address_leaves_nothing_but_mails_under_the_old_one(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await database.SignUpAsync(webinar.Id);
        await database.WriteAsync(async db => (await db.Registrations.SingleAsync()).Change(
            People.Person("nuova@comune.example"), TestDatabase.Now));

        var old = await database.BookAsync();

        Assert.Empty(old.Of.Registrations);
        Assert.Equal(["mails"], old.Sections.Where(section => section.Entries.Count > 0).Select(section => section.Code));
        Assert.Contains(
            (await database.BookAsync("nuova@comune.example")).Sections, section => section is { Code: "registrations", Entries.Count: 1 });
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.RegistrationConfirmed)));
    }
}
