using Coopera.Browser.Tests.Browser;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>A list of three hundred becomes registrations, and goes again: how often one has to click.</summary>
public sealed class ImportTests(SiteInBrowser browser)
{
    [Fact]
    public Task Three_hundred_people_are_imported_in_four_clicks_and_taken_back_in_one() => browser.VisitAsync(async tab =>
    {
        var webinar = await tab.Site.OpenAsync(capacity: null);
        var list = "Nominativo\tPosta elettronica\tComune\n" + string.Join('\n', Enumerable.Range(1, 300).Select(
            i => $"Maria Rossi\tmaria.rossi{i}@comune.example\tCastroreale"));
        await tab.EnterAsStaffAsync();
        await tab.GoAsync($"/gestione/webinar/{webinar.Id}/iscritti");
        var clicks = 0;

        await ClickAsync(AriaRole.Link, "Importa un elenco di persone");
        await tab.Page.GetByLabel("Incolla qui l’elenco").FillAsync(list);
        await ClickAsync(AriaRole.Button, "Prova l’importazione");
        await Assertions.Expect(tab.Page.GetByText("300 persone da iscrivere").First).ToBeVisibleAsync();
        await tab.Page.GetByLabel("Gliel’ha data l’ente che ci ha mandato l’elenco").CheckAsync();
        clicks++;
        await tab.Page.GetByLabel("Perché le iscrivi tu").FillAsync("Elenco mandato dal Comune di Castroreale");
        await ClickAsync(AriaRole.Button, "Iscrivi 300 persone");
        await Assertions.Expect(tab.Page.GetByText("300 persone iscritte.")).ToBeVisibleAsync();
        Assert.Equal(4, clicks);
        await ClickAsync(AriaRole.Button, "Ritira 300 iscrizioni");

        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "300 iscrizioni tolte." })).ToBeVisibleAsync();
        Assert.Equal(5, clicks);

        async Task ClickAsync(AriaRole role, string name)
        {
            clicks++;
            await tab.Page.GetByRole(role, new() { Name = name }).ClickAsync();
        }
    });
}
