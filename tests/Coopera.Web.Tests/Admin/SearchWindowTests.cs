using Coopera.Core;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Admin;
using Coopera.Web.Admin.Mail;
using Coopera.Web.Tests.Registrations;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>Where there are years of rows a text is looked for in the latest first, and before them when somebody goes on.</summary>
public sealed class SearchWindowTests(SearchWindowTests.SmallWindow small) : IClassFixture<SearchWindowTests.SmallWindow>
{
    private const int Rows = 8;

    [Fact]
    public async Task People_of_earlier_webinars_are_found_by_going_on()
    {
        var first = await small.Site.WebinarAsync();
        await SignUpAsync(first, [People.Person("antica@comune.example", "Ninfa", "Antica")]);
        await SignUpAsync(await small.Site.WebinarAsync(), Others(Rows));
        await SignUpAsync(await small.Site.WebinarAsync(), Others(Rows));

        var page = await small.Staff.GetAsync("/gestione/cerca?q=antica");
        var people = await Follow(page, "Cerca anche nelle iscrizioni di prima");
        var earlier = await Follow(people, "Cerca nei webinar di prima");
        while (earlier.Document.QuerySelector(".hits li") is null)
        {
            earlier = await Follow(earlier, "Cerca nei webinar di prima");
        }

        Assert.Contains("Fra le iscrizioni più recenti non c’è nessuna persona che corrisponde.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nessuna persona corrisponde, fra le iscrizioni guardate finora.", people.Text, StringComparison.Ordinal);
        Assert.StartsWith("Antica Ninfa", earlier.Document.QuerySelector(".hits li")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(Link(earlier, "Torna alle più recenti"));
        var address = await small.Staff.GetAsync("/gestione/cerca?q=antica%40comune.example");
        Assert.StartsWith("Antica Ninfa", address.Document.QuerySelector(".hits li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_mails_are_found_by_going_on_and_a_whole_address_at_once()
    {
        await small.Site.ConfirmationAsync("lontana@comune.example", mail => mail.MarkSent(MailPageFiles.Now));
        for (var n = 0; n < Rows + 1; n++)
        {
            await small.Site.WriteAsync(db =>
            {
                db.OutgoingMails.Add(new OutgoingMail(
                    MailCause.Schedule, MailKinds.RegistrationConfirmed, EmailAddress.Parse($"vicina{n}@comune.example"), "", "{}", null,
                    MailPageFiles.Now.AddDays(1).AddMinutes(n)));
                return Task.CompletedTask;
            });
        }

        var page = await small.Staff.GetAsync("/gestione/posta?cerca=lontana");
        var older = page;
        while (older.Document.QuerySelector("tbody tr") is null)
        {
            older = await Follow(older, "Cerca fra le email più vecchie");
        }

        var address = await small.Staff.GetAsync("/gestione/posta?cerca=lontana%40comune.example");

        Assert.Contains("più indietro non abbiamo ancora guardato", page.Text, StringComparison.Ordinal);
        Assert.Single(older.Document.QuerySelectorAll("tbody tr"));
        Assert.Null(Link(older, "Cerca fra le email più vecchie"));
        Assert.Single(address.Document.QuerySelectorAll("tbody tr"));
    }

    [Theory]
    [EachEngine]
    public async Task Nothing_leads_further_back_where_the_oldest_mail_is_the_last_that_was_looked_at(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.WriteAsync(db =>
        {
            db.OutgoingMails.AddRange(Enumerable.Range(0, 4).Select(n => new OutgoingMail(
                MailCause.Schedule, MailKinds.RegistrationConfirmed, EmailAddress.Parse($"una{n}@comune.example"), "", "{}", null,
                MailPageFiles.Now.AddMinutes(n))));
            return Task.CompletedTask;
        });
        var filter = new MailFilter(null, null, "una", null, null, null);

        Task<DateTimeOffset?> Since(int rows) =>
            database.ReadAsync(db => filter.SinceAsync(db.OutgoingMails, new SearchWindow(rows)));

        Assert.Equal(MailPageFiles.Now.AddMinutes(1), await Since(2));
        Assert.Null(await Since(3));
        Assert.Null(await Since(4));
    }

    [Fact]
    public async Task Older_lines_of_the_register_are_found_by_going_on()
    {
        var now = DateTimeOffset.UtcNow;
        await small.Site.WriteAsync(db =>
        {
            db.AuditEntries.Add(new AuditEntry("sistema", AuditAction.WebinarPublished, "Remoto", "", now.AddDays(-9)));
            db.AuditEntries.AddRange(Enumerable.Range(0, Rows).Select(
                n => new AuditEntry("sistema", AuditAction.WebinarPublished, $"Vicino {n}", "", now)));
            return Task.CompletedTask;
        });

        var page = await small.Staff.GetAsync("/gestione/registro?cerca=remoto");
        var older = page;
        while (older.Document.QuerySelector("tbody tr") is null)
        {
            older = await Follow(older, "Cerca fra le righe più vecchie");
        }

        Assert.Contains("più indietro non abbiamo ancora guardato", page.Text, StringComparison.Ordinal);
        Assert.Contains("Remoto", Assert.Single(older.Document.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        var day = RomeTime.Day(now.AddDays(-9));
        var onTheDay = await small.Staff.GetAsync($"/gestione/registro?cerca=remoto&al={day:yyyy-MM-dd}");
        Assert.Single(onTheDay.Document.QuerySelectorAll("tbody tr"));
    }

    [Theory]
    [InlineData("/gestione/posta", "Cerca fra le email più vecchie", "Torna alle più recenti", "Più indietro nessuna email corrisponde")]
    [InlineData("/gestione/registro", "Cerca fra le righe più vecchie", "Le più recenti", "Più indietro nessuna riga corrisponde")]
    public async Task Who_went_on_to_the_end_and_found_nothing_is_told_so_and_led_back(string list, string on, string back, string words)
    {
        await small.Site.WriteAsync(db =>
        {
            for (var n = 0; n < Rows + 1; n++)
            {
                db.AuditEntries.Add(new AuditEntry("sistema", AuditAction.WebinarPublished, $"Uno {n}", "", DateTimeOffset.UtcNow));
                db.OutgoingMails.Add(new OutgoingMail(
                    MailCause.Schedule, MailKinds.RegistrationConfirmed, EmailAddress.Parse($"una{n}@comune.example"), "", "{}", null,
                    MailPageFiles.Now.AddDays(2).AddMinutes(n)));
            }

            return Task.CompletedTask;
        });

        var page = await small.Staff.GetAsync($"{list}?cerca=introvabile");
        var last = page;
        while (Link(last, on) is not null)
        {
            last = await Follow(last, on);
        }

        Assert.NotEqual(page, last);
        Assert.Contains(words, last.Text, StringComparison.Ordinal);
        Assert.Contains("più indietro non abbiamo ancora guardato", (await Follow(last, back)).Text, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement? Link(Page page, string text) =>
        page.Document.QuerySelectorAll("main a").FirstOrDefault(a => a.TextContent.Trim() == text);

    private Task<Page> Follow(Page page, string text) => small.Staff.GetAsync(Link(page, text)!.GetAttribute("href")!);

    private static IReadOnlyList<Participant> Others(int count) =>
        [.. Enumerable.Range(0, count).Select(n => People.Person($"altra{n}@comune.example", "Lia", $"Altra{n}"))];

    private Task SignUpAsync(Webinar webinar, IReadOnlyList<Participant> people) => small.Site.WriteAsync(async db =>
    {
        foreach (var person in people)
        {
            var locked = await db.LockWebinarAsync(webinar.Id);
            db.Registrations.Add(Registration.SignUp(webinar.Id, locked!.Revision, null, person, People.Notice, DateTimeOffset.UtcNow));
        }
    });

    public sealed class SmallWindow : IAsyncLifetime
    {
        public CooperaSite Site { get; } = new(services: services => services.AddSingleton(new SearchWindow(Rows)));

        public Visitor Staff { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Staff = await Site.NewStaffMemberAsync();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
