using Coopera.Browser.Tests.Browser;

namespace Coopera.Browser.Tests.Pages;

/// <summary>The pages of the Coordinamento and of the scheda on line, and the way there.</summary>
internal static class CoordinationPages
{
    public static readonly Dictionary<string, Func<EveryPage, Tab, Task>> Ways = new()
    {
        ["coordination"] = (_, tab) => tab.GoAsync("/coordinamento"),
        ["coordination-found-nothing"] = (_, tab) => tab.GoAsync("/coordinamento?cerca=zzz"),
        ["adhesion-start"] = (_, tab) => tab.GoAsync("/coordinamento/adesione"),
        ["adhesion-start-errors"] = async (_, tab) =>
        {
            await tab.GoAsync("/coordinamento/adesione");
            await tab.PressButtonAsync("Mandami il link");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["adhesion-link-sent"] = (_, tab) => tab.GoAsync("/coordinamento/adesione/link-inviato"),
        ["adhesion-asked"] = async (_, tab) =>
        {
            await tab.GoAsync("/coordinamento/adesione");
            await tab.Page.GetByLabel("Ente").FillAsync("Milazzo");
            await tab.Page.GetByLabel("La tua email").FillAsync("ufficio.servizi.sociali@comune.milazzo.example");
            await tab.Page.GetByLabel("Ho letto e compreso").CheckAsync();
            await tab.PressButtonAsync("Mandami il link");
            await tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Controlla la posta" }).WaitForAsync();
        },
        ["adhesion-unopened"] = (site, tab) => tab.GoAsync(site.UnopenedPage),
        ["adhesion-link-invalid"] = (_, tab) => tab.GoAsync("/coordinamento/adesione/non-valido", 404),
        ["adhesion-body"] = (site, tab) => tab.GoAsync($"{site.AdhesionPage}/ente"),
        ["adhesion-people"] = (site, tab) => tab.GoAsync($"{site.AdhesionPage}/persone"),
        ["adhesion-network"] = (site, tab) => tab.GoAsync($"{site.AdhesionPage}/rete-sai"),
        ["adhesion-summary"] = (site, tab) => tab.GoAsync($"{site.AdhesionPage}/riepilogo"),
        ["adhesion-status"] = (site, tab) => tab.GoAsync(site.AdhesionPage),
        ["scheda-request"] = (_, tab) => tab.GoAsync("/coordinamento/richiesta-scheda"),
        ["scheda-upload"] = (_, tab) => tab.GoAsync("/coordinamento/scheda/carica"),
    };
}
