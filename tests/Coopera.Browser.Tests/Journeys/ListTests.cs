using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Registrations;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>The list that staff live in: choosing many, the bar that stays, the keys, a phone, paper.</summary>
public sealed class ListTests(SiteInBrowser browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public Task What_can_be_done_with_those_chosen_stays_in_sight(int width) => browser.VisitAsync(
        async tab =>
        {
            await OpenAsync(tab);
            await Row(tab, 0).CheckAsync();
            await Row(tab, 49).ScrollIntoViewIfNeededAsync();

            await Assertions.Expect(tab.Page.GetByText("1 persona scelta")).ToBeInViewportAsync();
            await tab.OpenMenuAsync("Azioni");
            await Assertions.Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Annulla le iscrizioni…" })).ToBeInViewportAsync();
            await tab.Page.Keyboard.PressAsync("Escape"); // the open menu would stand over the first row
            await Row(tab, 0).UncheckAsync();
            await Row(tab, 49).ScrollIntoViewIfNeededAsync();
            await Assertions.Expect(tab.Page.Locator(".list-bar")).Not.ToBeInViewportAsync();
        },
        width);

    [Fact]
    public Task The_page_and_all_that_was_found_are_chosen_at_once() => browser.VisitAsync(async tab =>
    {
        await OpenAsync(tab);
        var (page, all) = (tab.Page.GetByLabel("Scegli la pagina (50)"), tab.Page.GetByLabel("Scegli tutte e 55"));

        await page.CheckAsync();
        await Assertions.Expect(tab.Page.GetByText("50 persone scelte")).ToBeVisibleAsync();
        await Assertions.Expect(all).Not.ToBeCheckedAsync();
        await all.CheckAsync();
        await Assertions.Expect(tab.Page.GetByText("55 persone scelte: tutte")).ToBeVisibleAsync();
        await Row(tab, 7).UncheckAsync();
        await Assertions.Expect(tab.Page.GetByText("49 persone scelte")).ToBeVisibleAsync();
        await Assertions.Expect(all).Not.ToBeCheckedAsync();
        await all.CheckAsync();
        await tab.OpenMenuAsync("Azioni");
        await tab.PressButtonAsync("Annulla le iscrizioni…");

        await Assertions.Expect(tab.Page.GetByText("55 persone: ")).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_row_of_people_is_chosen_with_the_shift_key() => browser.VisitAsync(async tab =>
    {
        await OpenAsync(tab);

        await Row(tab, 2).ClickAsync();
        await Row(tab, 6).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });

        await Assertions.Expect(tab.Page.GetByText("5 persone scelte")).ToBeVisibleAsync();
    });

    [Fact]
    public Task The_menus_open_and_close_by_the_keys() => browser.VisitAsync(async tab =>
    {
        await OpenAsync(tab);
        var file = tab.Page.GetByRole(AriaRole.Link, new() { Name = "Esporta in Excel" });

        await tab.TabToAsync("Esporta");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(file).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(file).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(file).ToBeHiddenAsync();
        await Assertions.Expect(tab.Focused).ToHaveTextAsync("Esporta");
    });

    [Fact]
    public Task A_person_is_two_lines_on_a_phone() => browser.VisitAsync(
        async tab =>
        {
            await OpenAsync(tab);

            var heights = await tab.Page.Locator(".table-rows tbody tr").EvaluateAllAsync<double[]>(
                "rows => rows.map(row => row.getBoundingClientRect().height)");

            Assert.Equal(50, heights.Length);
            Assert.InRange(heights.Order().ElementAt(25), 44, 72);
            Assert.True(await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        },
        width: 360);

    [Fact]
    public Task Another_column_leaves_addresses_whole() => browser.VisitAsync(async tab =>
    {
        await OpenAsync(tab);
        foreach (var column in new[] { "Telefono", "Partecipa come", "Provincia", "Motivo" })
        {
            await tab.OpenMenuAsync("Colonne");
            await tab.Page.Locator(".column-choices").GetByLabel(column, new() { Exact = true }).CheckAsync();
        }

        await tab.PressButtonAsync("Mostra queste colonne");
        await tab.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Motivo" }).WaitForAsync();

        // Whole, or broken once, after the "@".
        Assert.Equal("", await tab.Page.Locator("td .whole").EvaluateAllAsync<string>(
            "links => links.filter(link => new Set([...link.getClientRects()].map(part => Math.round(part.top))).size > 2)"
            + ".map(link => `${link.textContent} ${link.offsetWidth}`).join('; ')"));
    });

    [Fact]
    public Task A_hundred_people_are_printed_on_at_most_four_sheets() => browser.VisitAsync(async tab =>
    {
        var webinar = await tab.Site.OpenAsync(capacity: 200);
        await tab.Site.WriteAsync(db =>
        {
            db.Registrations.AddRange(Enumerable.Range(1, 120).Select(number => Registration.SignUp(
                webinar.Id, number, null, People.Number(number), People.Notice, DateTimeOffset.UtcNow)));
            return Task.CompletedTask;
        });
        await tab.EnterAsStaffAsync();
        await tab.GoAsync($"/gestione/webinar/{webinar.Id}/iscritti?righe=100");

        using var file = new PdfFile(await tab.Page.PdfAsync(new() { PreferCSSPageSize = true, Tagged = true }));

        Assert.InRange(file.Pages.Count, 2, 4);
        Assert.Contains("Numero 100", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cerca per nome", file.Text, StringComparison.Ordinal);
        Assert.All(file.Pages, page => Assert.True(page.Width > page.Height));
    });

    private static ILocator Row(Tab tab, int index) => tab.Page.Locator(".tick input").Nth(index);

    private async Task OpenAsync(Tab tab)
    {
        await tab.EnterAsStaffAsync();
        await tab.GoAsync($"/gestione/webinar/{browser.Pages.Busy.Id}/iscritti");
    }
}
