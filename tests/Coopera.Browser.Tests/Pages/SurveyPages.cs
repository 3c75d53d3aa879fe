using Coopera.Browser.Tests.Browser;
using Coopera.Core.Links;
using Coopera.Domain.Questionnaires;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Pages;

/// <summary>The pages of the anonymous questionnaires, before and behind the counter.</summary>
internal static class SurveyPages
{
    public static readonly Dictionary<string, Func<EveryPage, Tab, Task>> Ways = new()
    {
        ["questionnaire"] = async (_, tab) => await tab.GoAsync(await AddressAsync(tab)),
        ["questionnaire-errors"] = async (_, tab) =>
        {
            await tab.GoAsync(await AddressAsync(tab));
            await tab.PressButtonAsync("Invia le risposte");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["questionnaire-done"] = async (_, tab) =>
        {
            await tab.GoAsync(await AddressAsync(tab));
            foreach (var group in (await tab.Page.Locator("main fieldset").AllAsync()).Take(3))
            {
                await group.Locator("input").Nth(3).CheckAsync();
            }

            await tab.PressButtonAsync("Invia le risposte");
            await tab.ExpectHeadingAsync("Grazie, la tua risposta è nell’urna");
        },
        ["questionnaire-closed"] = async (_, tab) =>
            await tab.GoAsync(tab.Site.QuestionnaireAddress((await tab.Site.SurveyedAsync(answers: 0)).Survey), 410),
        ["questionnaire-link-invalid"] = (_, tab) => tab.GoAsync("/questionari/non-valido", 404),
        ["questionnaire-decline"] = async (_, tab) => await tab.GoAsync(await DeclineAsync(tab)),
        ["questionnaire-declined"] = async (_, tab) =>
        {
            await tab.GoAsync(await DeclineAsync(tab));
            await tab.PressButtonAsync("Non chiedermelo più");
            await tab.ExpectHeadingAsync("Non ti chiediamo altri pareri");
        },
        ["staff-survey-draft"] = StaffPage(async tab => $"webinar/{(await tab.Site.OverAsync()).Id}/questionario/subito"),
        ["staff-survey-later"] = StaffPage(async tab => $"webinar/{(await tab.Site.OverAsync()).Id}/questionario/dopo-tre-mesi"),
        ["staff-survey-open"] = StaffPage(async tab => $"webinar/{(await tab.Site.SurveyedAsync()).Webinar.Id}/questionario/subito"),
        ["staff-survey-close"] = StaffPage(async tab => $"webinar/{(await tab.Site.SurveyedAsync()).Webinar.Id}/questionario/subito/chiudi"),
        ["staff-survey-counted"] = StaffPage(async tab => $"webinar/{(await tab.Site.SurveyedAsync(9)).Webinar.Id}/questionario/subito"),
        ["staff-survey-few"] = StaffPage(async tab => $"webinar/{(await tab.Site.SurveyedAsync(3)).Webinar.Id}/questionario/subito"),
        ["staff-survey-errors"] = async (site, tab) =>
        {
            await StaffPage(async there => $"webinar/{(await there.Site.OverAsync()).Id}/questionario/subito")(site, tab);
            await tab.Page.Locator("#Form_LastDay").FillAsync("2020-01-01");
            await tab.PressButtonAsync("Apri il questionario");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["staff-survey-question"] = StaffPage(async tab =>
            $"webinar/{(await tab.Site.OverAsync()).Id}/questionario/subito/domande/{SurveyDefaults.Of(SurveyRound.Afterwards)[3].Key}"),
        ["staff-survey-question-errors"] = async (site, tab) =>
        {
            await StaffPage(async there => $"webinar/{(await there.Site.OverAsync()).Id}/questionario/subito/domande/nuova")(site, tab);
            await tab.PressButtonAsync("Aggiungi la domanda");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["staff-survey-results"] = StaffPage(async tab =>
            $"webinar/{(await tab.Site.SurveyedAsync(12)).Webinar.Id}/questionario/subito/risultati"),
        ["staff-survey-results-refused"] = StaffPage(async tab => $"webinar/{(await tab.Site.SurveyedAsync(12)).Webinar.Id}/questionario/"
            + $"subito/risultati?solo={SurveyDefaults.Of(SurveyRound.Afterwards)[0].Key:N}.0"),
        ["staff-survey-results-none"] = StaffPage(async tab =>
            $"webinar/{(await tab.Site.SurveyedAsync()).Webinar.Id}/questionario/subito/risultati"),
        ["staff-survey-comparison"] = StaffPage(async tab =>
        {
            await tab.Site.SurveyedAsync(7);
            await tab.Site.SurveyedAsync(9);
            return "questionari";
        }),
    };

    private static Func<EveryPage, Tab, Task> StaffPage(Func<Tab, Task<string>> address) => async (site, tab) =>
    {
        var page = await address(tab);
        await StaffPages.StaffPage(page)(site, tab);
    };

    private static async Task<string> AddressAsync(Tab tab) => tab.Site.QuestionnaireAddress((await tab.Site.SurveyedAsync()).Survey);

    private static async Task<string> DeclineAsync(Tab tab)
    {
        var (_, survey) = await tab.Site.SurveyedAsync();
        var webinar = await tab.Site.OpenAsync();
        await tab.Site.SignUpAsync(webinar, $"{Guid.NewGuid():N}@comune.example");
        var person = await tab.Site.ReadAsync(db => db.Registrations.Where(r => r.WebinarId == webinar.Id).Select(r => r.Id).SingleAsync());
        await tab.Site.WriteAsync(db => db.AddAsync(new SurveyInvitation(survey.Id, person, Guid.NewGuid())).AsTask());
        var token = tab.Site.Services.GetRequiredService<DeclineLinks>().Token(new PersonalLink(person, survey.Id));
        return $"/questionari/basta/{token}";
    }
}
