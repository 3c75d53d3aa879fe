using System.Text.RegularExpressions;
using Coopera.Browser.Tests.Browser;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

public sealed partial class ColleagueTests(SiteInBrowser browser)
{
    private const string Password = "fontana gatto ombrello blu";

    [Fact]
    public async Task A_colleague_is_invited_accepts_and_sees_only_what_their_role_allows_all_by_keyboard()
    {
        using var site = SiteInBrowser.Listening(new CooperaSite());
        const string Email = "nunzia.dangelo@anci.example";
        await browser.VisitAsync(
            async tab =>
            {
                await tab.SignInAsStaffAsync();
                await tab.TabToAsync("Utenti");
                await tab.EnterAsync("/gestione/utenti");
                await tab.TabToAsync("Invita una persona");
                await tab.EnterAsync("/utenti/invita");
                await tab.TabToAsync("Email");
                await tab.Page.Keyboard.TypeAsync(Email);
                await tab.TabToAsync("Nome e cognome");
                await tab.Page.Keyboard.TypeAsync("Nunzia D’Angelo");
                await tab.TabToAsync("Redazione: ");
                await tab.Page.Keyboard.PressAsync("Space");
                await Assertions.Expect(tab.Page.GetByLabel("Redazione: ")).ToBeCheckedAsync();
                await tab.TabToAsync("Manda l’invito");
                await tab.EnterAsync("/gestione/utenti");
                await Assertions.Expect(tab.Page.GetByText($"Invito in partenza per {Email}")).ToBeVisibleAsync();
                await Assertions.Expect(tab.Page.GetByRole(AriaRole.Row, new() { Name = "Nunzia" })).ToContainTextAsync("invitato");
            },
            site: site);

        var link = Link().Match((await site.DeliverAsync()).Single(mail => mail.To.Mailboxes.Single().Address == Email).TextBody!).Value;
        await browser.VisitAsync(
            async tab =>
            {
                await tab.FollowMailAsync(link);
                await tab.TabToAsync("Nuova password");
                await tab.Page.Keyboard.TypeAsync(Password);
                await tab.TabToAsync("Ripeti la password");
                await tab.Page.Keyboard.TypeAsync(Password);
                await tab.EnterAsync("/gestione/accesso");
                await Assertions.Expect(tab.Page.GetByText("il tuo profilo è attivo")).ToBeVisibleAsync();
                await tab.TabToAsync("Email");
                await tab.Page.Keyboard.TypeAsync(Email);
                await tab.TabToAsync("Password");
                await tab.Page.Keyboard.TypeAsync(Password);
                await tab.EnterAsync("/gestione");

                var menu = tab.Page.GetByRole(AriaRole.Navigation, new() { Name = "Gestione" });
                await Assertions.Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Webinar" })).ToBeVisibleAsync();
                await Assertions.Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Utenti" })).ToHaveCountAsync(0);
                await Assertions.Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Registro" })).ToHaveCountAsync(0);
                await tab.GoAsync("/gestione/adesioni");
                await Assertions.Expect(tab.Page.GetByText("Registra un’adesione")).ToHaveCountAsync(0);
                await Assertions.Expect(tab.Page.GetByText("Esporta in CSV")).ToHaveCountAsync(0);
                await tab.GoAsync("/gestione/adesioni/nuova", 403);
                await Assertions.Expect(tab.Page.GetByText("serve il ruolo Segreteria (o Amministrazione)")).ToBeVisibleAsync();
                await Assertions.Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = CooperaSite.AdministratorEmail }))
                    .ToBeVisibleAsync();
            },
            site: site);
    }

    [GeneratedRegex(@"https?://\S+/gestione/invito/[\w-]+")]
    private static partial Regex Link();
}
