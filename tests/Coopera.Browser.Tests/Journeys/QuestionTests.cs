using Coopera.Browser.Tests.Browser;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>Extra questions: who writes them, and who answers them with and without scripting, with and without a mouse.</summary>
public sealed class QuestionTests(SiteInBrowser browser)
{
    [Fact]
    public Task A_question_appears_with_the_answer_it_depends_on_and_only_what_applies_is_kept() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        var webinar = await tab.Site.AskingAsync();
        await tab.FillInAsync(webinar, "maria.domande@comune.example", "castoreale");
        var diet = page.GetByRole(AriaRole.Group, new() { Name = "Che cosa mangi?" });
        var allergies = page.GetByLabel("A che cosa sei allergica o allergico?");
        await Assertions.Expect(diet).ToBeHiddenAsync();

        await page.GetByLabel("Sì", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(diet).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("solo se hai risposto")).ToHaveCountAsync(0);
        await Assertions.Expect(allergies).ToBeHiddenAsync();
        await page.GetByLabel("Allergie").CheckAsync();
        await allergies.FillAsync("Crostacei");
        await page.GetByLabel("Vegetariano").CheckAsync();
        await page.GetByLabel("No", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(allergies).ToBeHiddenAsync();
        await tab.PressButtonAsync("Iscriviti al webinar");

        await tab.ExpectHeadingAsync("Abbiamo ricevuto la tua iscrizione");
        Assert.Equal(["no"], await tab.Site.AnswersAsync(webinar));
    });

    [Fact]
    public Task What_is_missing_is_told_before_sending_and_what_is_not_asked_stops_nobody() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        var webinar = await tab.Site.AskingAsync();
        await tab.FillInAsync(webinar, "anna.domande@comune.example", "castoreale");
        await tab.PressButtonAsync("Iscriviti al webinar");
        var summary = page.Locator(".error-summary");
        await Assertions.Expect(summary.GetByRole(AriaRole.Link))
            .ToHaveTextAsync(["Scegli una risposta alla domanda «Ti fermi a pranzo?»."]);

        await summary.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(tab.Focused).ToHaveAttributeAsync("value", "yes");
        await page.Keyboard.PressAsync("Space");
        await tab.PressButtonAsync("Iscriviti al webinar");
        await Assertions.Expect(summary.GetByRole(AriaRole.Link))
            .ToHaveTextAsync(["Scegli almeno una risposta alla domanda «Che cosa mangi?»."]);

        await page.GetByLabel("Tutto").CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "Che cosa mangi?" }).Locator("[data-valmsg-for]"))
            .ToBeEmptyAsync();
        await tab.PressButtonAsync("Iscriviti al webinar");

        await tab.ExpectHeadingAsync("Abbiamo ricevuto la tua iscrizione");
        Assert.Equal(["yes", "Tutto"], await tab.Site.AnswersAsync(webinar));
    });

    [Fact]
    public Task With_the_keyboard_alone() => browser.VisitAsync(async tab =>
    {
        var keys = tab.Page.Keyboard;
        var webinar = await tab.Site.AskingAsync();
        await tab.FillInAsync(webinar, "tasti.domande@comune.example", "castoreale");
        await tab.Page.Locator("#Role").FocusAsync();
        await keys.PressAsync("Tab");
        await keys.PressAsync("Space"); // sì
        await keys.PressAsync("Tab");
        await Assertions.Expect(tab.Focused).ToHaveAttributeAsync("value", "Allergie");
        await keys.PressAsync("Space");
        for (var stop = 0; stop < 3; stop++)
        {
            await keys.PressAsync("Tab");
        }

        await keys.TypeAsync("Noci");
        await tab.TabToAsync("Iscriviti al webinar");
        await tab.EnterAsync("/inviata");

        Assert.Equal(["yes", "Allergie", "Noci"], await tab.Site.AnswersAsync(webinar));
    });

    [Fact]
    public Task Without_scripting_all_questions_are_there_with_the_words_that_say_when_they_count() => browser.VisitAsync(
        async tab =>
        {
            var page = tab.Page;
            var webinar = await tab.Site.AskingAsync();
            await tab.FillInAsync(webinar, "senza.domande@comune.example", "castoreale");
            await Assertions.Expect(page.GetByText("(solo se hai risposto «sì» a «Ti fermi a pranzo?»)")).ToBeVisibleAsync();
            await page.GetByLabel("Sì", new() { Exact = true }).CheckAsync();
            await tab.PressButtonAsync("Iscriviti al webinar");
            await Assertions.Expect(page.Locator(".error-summary"))
                .ToContainTextAsync("Scegli almeno una risposta alla domanda «Che cosa mangi?».");
            Assert.True(await page.GetByLabel("Sì", new() { Exact = true }).IsCheckedAsync());

            await page.GetByLabel("Vegetariano").CheckAsync();
            await page.GetByLabel("A che cosa sei allergica o allergico?").FillAsync("Non conta");
            await tab.PressButtonAsync("Iscriviti al webinar");

            await tab.ExpectHeadingAsync("Abbiamo ricevuto la tua iscrizione");
            Assert.Equal(["yes", "Vegetariano"], await tab.Site.AnswersAsync(webinar));
        },
        width: 360,
        scripts: false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Staff_write_a_question_and_somebody_answers_it(bool scripts) => browser.VisitAsync(
        async tab =>
        {
            var page = tab.Page;
            var webinar = await tab.Site.OpenAsync();
            await tab.SignInAsStaffAsync();
            await tab.GoAsync($"/gestione/webinar/{webinar.Id}/domande");
            await page.GetByRole(AriaRole.Link, new() { Name = "Aggiungi una domanda" }).ClickAsync();
            await page.Locator("#Form_Text").FillAsync("Il tuo ente ha già un progetto SAI?");
            await page.GetByLabel("Sì o no").CheckAsync();
            await tab.PressButtonAsync("Aggiungi la domanda");
            await page.GetByRole(AriaRole.Link, new() { Name = "Aggiungi una domanda" }).ClickAsync();
            await page.Locator("#Form_Text").FillAsync("Quanti posti?");
            await page.GetByLabel("Una scelta tra più risposte").CheckAsync();
            await page.GetByLabel("Risposte tra cui scegliere").FillAsync("Fino a 20\nPiù di 20");
            await page.GetByLabel("A chi si mostra").SelectOptionAsync(new SelectOptionValue { Label = "Solo a chi risponde «sì»" });
            await tab.PressButtonAsync("Aggiungi la domanda");
            await Assertions.Expect(page.Locator(".question-list"))
                .ToContainTextAsync("solo a chi risponde «sì» a «Il tuo ente ha già un progetto SAI?»");

            await tab.FillInAsync(webinar, $"{Guid.NewGuid():N}@comune.example", "castoreale");
            await page.GetByLabel("Sì", new() { Exact = true }).CheckAsync();
            await page.GetByLabel("Più di 20").CheckAsync();
            await tab.PressButtonAsync("Iscriviti al webinar");

            await tab.ExpectHeadingAsync("Abbiamo ricevuto la tua iscrizione");
            Assert.Equal(["yes", "Più di 20"], await tab.Site.AnswersAsync(webinar));
        },
        scripts: scripts);
}
