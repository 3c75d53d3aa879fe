using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>The signed paper beside the list, and how many clicks it takes from the list of adhesions to an accepted one.</summary>
public sealed class ReviewTests(SiteInBrowser browser)
{
    [Fact]
    public Task An_adhesion_is_read_checked_and_accepted_in_six_clicks() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        var id = await tab.Site.SignedAdhesionAsync();
        await tab.EnterAsStaffAsync();
        await tab.GoAsync("/gestione/adesioni");
        await page.EvaluateAsync("sessionStorage.clicks = 0");
        await page.AddInitScriptAsync(
            "addEventListener('click', e => { if (e.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks) + 1; }, true)");
        await page.ReloadAsync();

        await page.Locator($"tbody a[href$='{id}']").ClickAsync();
        await Assertions.Expect(page.Locator(".review-frame iframe")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator(".review-frame iframe")).ToHaveAttributeAsync("title", "Scheda firmata: scheda firmata.pdf");
        await DrawnAsync(page);
        foreach (var box in await page.Locator(".checklist input[type=checkbox]").AllAsync())
        {
            await box.ClickAsync();
        }

        await tab.PressButtonAsync("Accogli l’adesione");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Adesione accolta");

        Assert.Equal("6", await page.EvaluateAsync<string>("sessionStorage.clicks"));
        var stored = await tab.Site.ReadAsync(db => db.Adhesions.AsNoTracking().SingleAsync(a => a.Id == id));
        Assert.Equal((AdhesionStatus.Accepted, ReviewChecks.All), (stored.Status, stored.Checks));
    });

    [Theory]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    public Task Where_there_is_no_room_or_no_script_the_paper_is_a_link_before_the_list(int width, bool scripts) => browser.VisitAsync(
        async tab =>
        {
            var id = await tab.Site.SignedAdhesionAsync();
            await tab.EnterAsStaffAsync();
            await tab.GoAsync($"/gestione/adesioni/{id}");

            await Assertions.Expect(tab.Page.Locator(".review-frame iframe")).ToHaveCountAsync(0);
            var paper = (await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Leggi la scheda firmata" }).BoundingBoxAsync())!;
            var list = (await tab.Page.Locator(".checklist").BoundingBoxAsync())!;
            Assert.True(paper.Y < list.Y);
        },
        width,
        scripts);

    /// <summary>The reader of the browser has the file: a frame that was refused holds an error page instead.</summary>
    private static async Task DrawnAsync(IPage page)
    {
        bool Has(string scheme) => page.Frames.Any(frame => frame.Url.StartsWith($"{scheme}:", StringComparison.Ordinal));
        for (var tries = 0; tries < 100 && !Has("chrome-extension"); tries++)
        {
            await Task.Delay(200);
        }

        Assert.True(Has("chrome-extension") && !Has("chrome-error"));
    }
}
