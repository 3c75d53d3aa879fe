using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>What the page of one registration tells.</summary>
public sealed class PersonPageTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task It_tells_everything_about_the_person_and_what_happened()
    {
        var (webinar, id) = await _site.SignedUpAsync();
        var other = await _site.WebinarAsync();
        await _site.SignUpAsync(other);
        await _site.DeliverAsync();
        var staff = await shared.StaffAsync();
        await staff.SubmitAsync(await staff.GetAsync($"/gestione/iscrizioni/{id}/modifica"), new() { ["Role"] = "Dirigente" });

        var page = await staff.GetAsync($"/gestione/iscrizioni/{id}");

        Assert.Equal("Maria Rossi", page.Heading);
        foreach (var text in new[]
        {
            "confermata",
            "maria.rossi@comune.example",
            "Comune di Castroreale (ME), codice 083016, provincia di Messina",
            "Dirigente",
            "personale di un ente",
            "non li vuole",
            "versione del 1° novembre 2026, letta ",
        })
        {
            Assert.Contains(text, page.Text, StringComparison.Ordinal);
        }

        var diary = page.Document.QuerySelectorAll(".timeline li strong").Select(line => line.TextContent).ToList();
        Assert.Equal(["Dati corretti", $"Email «Iscrizione confermata: {webinar.Title}»", "Iscrizione dal sito"], diary);
        Assert.Contains(CooperaSite.AdministratorEmail, page.Document.QuerySelector(".timeline li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "consegnata al server, a maria.rossi@comune.example",
            page.Document.QuerySelectorAll(".timeline li")[1].TextContent,
            StringComparison.Ordinal);
        Assert.StartsWith("/gestione/posta/", page.Document.QuerySelector(".timeline a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"a[href='/gestione/webinar/{webinar.Id}/iscritti']"));
        Assert.Contains(page.Document.QuerySelectorAll("aside .plain-list a"), link => link.TextContent == other.Title);
    }

    [Fact]
    public async Task What_the_person_did_alone_is_in_the_diary_without_what_they_wrote()
    {
        var (webinar, id) = await _site.SignedUpAsync();
        var registration = await _site.FindRegistrationAsync(id);
        var visitor = _site.NewVisitor();
        var address =
            $"/iscrizioni/{_site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(id, registration.LinkVersion))}";
        await visitor.SubmitAsync(await visitor.GetAsync(address), new() { ["Role"] = "Ruolo segreto" });
        await visitor.SubmitAsync(await visitor.GetAsync(address), new() { ["reason"] = "Ho un impegno." }, "main form[action$=annulla]");
        await _site.NobodyThinksAgainAsync();

        var page = await (await shared.StaffAsync()).GetAsync($"/gestione/iscrizioni/{id}");

        var diary = page.Document.QuerySelectorAll(".timeline li")
            .Select(line => line.TextContent).Where(line => !line.Contains("Email", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, diary.Count);
        Assert.Contains("Ho un impegno.", diary[0], StringComparison.Ordinal);
        Assert.Contains("la persona iscritta", diary[0], StringComparison.Ordinal);
        Assert.Contains("ruolo", diary[1], StringComparison.Ordinal);
        Assert.DoesNotContain("segreto", diary[1], StringComparison.Ordinal);
        Assert.Equal("Role", await _site.ReadAsync(db => db.RegistrationEvents.Where(
            e => e.RegistrationId == id && e.Kind == RegistrationEventKind.Changed).Select(e => e.Note).SingleAsync()));
        Assert.Contains("aggiungila di nuovo", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll($"a[href='/gestione/iscrizioni/{id}/modifica']"));
        Assert.Equal(webinar.Id, registration.WebinarId);
    }

    [Fact]
    public async Task Answers_stand_with_the_question_as_it_was_asked()
    {
        var (webinar, id) = await _site.SignedUpAsync();
        await _site.WriteAsync(async db =>
        {
            var key = Guid.NewGuid();
            var old = new Question(webinar.Id, key, 1, 1, QuestionKind.YesNo, "Pranzi con noi?") { RetiredAt = DateTimeOffset.UtcNow };
            db.Questions.AddRange(old, new Question(webinar.Id, key, 2, 1, QuestionKind.YesNo, "Ti fermi a pranzo?"));
            await db.SaveChangesAsync();
            db.Answers.Add(new Answer(id, old.Id, Question.Yes));
        });
        var staff = await shared.StaffAsync();

        var page = await staff.GetAsync($"/gestione/iscrizioni/{id}");
        var list = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti");

        Assert.Contains("Pranzi con noi?sì (a una versione precedente della domanda)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Ti fermi a pranzo?", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pranzi con noi?", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_look_sees_the_page_and_no_action()
    {
        var (_, id) = await _site.SignedUpAsync();
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        var page = await reader.GetAsync($"/gestione/iscrizioni/{id}");

        Assert.Equal(200, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("main form[method=post]"));
        Assert.DoesNotContain("Che cosa si può fare", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/modifica")]
    [InlineData("/annulla")]
    public async Task A_registration_that_is_not_there_is_not_found(string action) =>
        Assert.Equal(404, (await (await shared.StaffAsync()).GetAsync($"/gestione/iscrizioni/{Guid.NewGuid()}{action}")).Status);
}
