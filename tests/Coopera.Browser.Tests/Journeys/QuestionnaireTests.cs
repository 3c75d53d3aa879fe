using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Questionnaires;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>The anonymous questionnaire: by keyboard, without scripts, and as staff who open, close and read it.</summary>
public sealed class QuestionnaireTests(SiteInBrowser browser)
{
    [Fact]
    public Task By_keyboard_one_answers_and_the_back_button_changes_nothing() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        var (_, survey) = await tab.Site.SurveyedAsync();
        await tab.GoAsync(tab.Site.QuestionnaireAddress(survey));
        for (var question = 0; question < 3; question++)
        {
            await tab.TabToAsync("1 (per niente)");
            for (var point = 1; point < 4; point++)
            {
                await page.Keyboard.PressAsync("ArrowDown");
            }
        }

        await tab.TabToAsync("Che cosa cambieresti?");
        await page.Keyboard.TypeAsync("Niente, grazie");
        await tab.TabToAsync("Invia le risposte");
        await page.Keyboard.PressAsync("Enter");
        await tab.ExpectHeadingAsync("Grazie, la tua risposta è nell’urna");

        await page.GoBackAsync();
        await tab.ExpectHeadingAsync("Grazie, la tua risposta è nell’urna"); // no page of it is kept by the browser
        Assert.Equal(7, await tab.Site.ReadAsync(db => db.SealedAnswers.CountAsync(a => a.SurveyId == survey.Id)));
    });

    [Fact]
    public Task Without_scripts_what_is_missing_is_told_and_the_answer_arrives() => browser.VisitAsync(
        async tab =>
        {
            var (_, survey) = await tab.Site.SurveyedAsync();
            await tab.GoAsync(tab.Site.QuestionnaireAddress(survey));
            await tab.Page.Locator("main fieldset").Nth(0).GetByLabel("4", new() { Exact = true }).CheckAsync();
            await tab.PressButtonAsync("Invia le risposte");
            await Assertions.Expect(tab.Page.Locator(".error-summary li")).ToHaveCountAsync(2);
            await Assertions.Expect(tab.Page.Locator("main fieldset").Nth(0).GetByLabel("4", new() { Exact = true })).ToBeCheckedAsync();
            await tab.Page.Locator("main fieldset").Nth(1).GetByLabel("5 (moltissimo)").CheckAsync();
            await tab.Page.Locator("main fieldset").Nth(2).GetByLabel("3", new() { Exact = true }).CheckAsync();
            await tab.PressButtonAsync("Invia le risposte");
            await tab.ExpectHeadingAsync("Grazie, la tua risposta è nell’urna");
        },
        scripts: false);

    [Fact]
    public Task Staff_open_a_questionnaire_as_it_is_close_it_and_read_what_came_out() => browser.VisitAsync(async tab =>
    {
        var webinar = await tab.Site.OverAsync();
        await tab.EnterAsStaffAsync();
        await tab.GoAsync($"/gestione/webinar/{webinar.Id}");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Questionario" }).First.ClickAsync();
        await tab.ExpectHeadingAsync("Questionario dopo il webinar");
        await tab.PressButtonAsync("Apri il questionario");
        await Assertions.Expect(tab.Page.Locator(".notice-good h2")).ToContainTextAsync("Il questionario è aperto");

        var survey = await tab.Site.ReadAsync(db => db.Surveys.AsNoTracking().SingleAsync(s => s.WebinarId == webinar.Id));
        for (var i = 0; i < Survey.FewestAnswers; i++)
        {
            await tab.Site.AnswerAsync(survey, Core.Links.Ballot.Draw(survey.Id), survey.Answered(4, "Bene così"));
        }

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Chiudi adesso" }).ClickAsync();
        await tab.PressButtonAsync("Chiudi il questionario");
        await Assertions.Expect(tab.Page.Locator(".notice-good h2")).ToContainTextAsync("Il questionario è chiuso");
        await tab.Site.WriteAsync(db => db.Surveys.Where(s => s.Id == survey.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ClosesAt, DateTimeOffset.UtcNow - Survey.Grace)));
        await tab.Site.CountSurveysAsync();

        await tab.Page.ReloadAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Guarda i risultati" }).ClickAsync();
        await tab.ExpectHeadingAsync("Risultati");
        await Assertions.Expect(tab.Page.GetByText("in media 4,0 su 5").First).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.GetByText("Bene così")).ToHaveCountAsync(10);
    });
}
