using Coopera.Browser.Tests.Browser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>From the page of a webinar to the presences of a report, and back.</summary>
public sealed class PresenceImportTests(SiteInBrowser browser)
{
    [Fact]
    public Task A_report_is_reviewed_decided_saved_and_taken_back() => browser.VisitAsync(async tab =>
    {
        var webinar = await tab.Site.OpenAsync(capacity: null);
        await tab.Site.ImportAsync(webinar);
        await tab.EnterAsStaffAsync();
        await tab.GoAsync($"/gestione/webinar/{webinar.Id}");

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Importa presenze" }).ClickAsync();
        await tab.ReviewReportAsync(webinar);
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Group, new() { Name = "«Comune di Castroreale»" })).ToBeVisibleAsync();
        await tab.Page.Locator("#chi-0").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await tab.PressButtonAsync("Salva le presenze");
        await tab.ExpectHeadingAsync("Rapporto importato");
        Assert.InRange(await StaysAsync(), 4, 20);

        await tab.PressButtonAsync("Ritira l’importazione");

        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Ritirato" })).ToBeVisibleAsync();
        Assert.Equal(0, await StaysAsync());

        Task<int> StaysAsync() => tab.Site.ReadAsync(db => db.PresenceIntervals.CountAsync(
            p => db.Registrations.Any(r => r.Id == p.RegistrationId && r.WebinarId == webinar.Id)));
    });
}
