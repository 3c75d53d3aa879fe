using Coopera.Browser.Tests.Browser;
using Coopera.Core.Staff;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>Staff set up their second step and sign in with it, as their browser and their devices do it.</summary>
public sealed class SecondStepTests(SiteInBrowser browser)
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    public async Task Somebody_links_an_app_puts_the_codes_away_and_signs_in_with_a_code(int width, bool scripts)
    {
        await using var site = NewSite();
        await browser.VisitAsync(
            async tab =>
            {
                var page = tab.Page;
                await tab.SignInAsStaffAsync(leadsTo: "**/gestione/profilo");
                await Assertions.Expect(page.GetByText("Manca il secondo passaggio")).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Link, new() { Name = "Collega un’app" }).ClickAsync();
                var key = (await page.Locator(".key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
                Assert.True((await page.Locator(".qr").BoundingBoxAsync())!.Width >= 180, "The QR code is too small to be read.");
                await page.GetByLabel("Codice che l’app mostra adesso").FillAsync(Code(key));
                await tab.PressButtonAsync("Collega l’app");
                await page.WaitForURLAsync("**/codici");
                await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
                var file = await page.RunAndWaitForDownloadAsync(
                    () => page.GetByRole(AriaRole.Link, new() { Name = "Scarica i codici" }).ClickAsync());
                Assert.Contains(
                    await page.Locator(".codes code").First.InnerTextAsync(),
                    await File.ReadAllTextAsync(await file.PathAsync()),
                    StringComparison.Ordinal);
                await page.GetByRole(AriaRole.Link, new() { Name = "Li ho messi da parte" }).ClickAsync();
                await Assertions.Expect(page.GetByText("Collegata", new() { Exact = true })).ToBeVisibleAsync();
                await tab.LeaveAsync("Esci da tutti i dispositivi");

                await tab.SignInAsStaffAsync(leadsTo: "**/accesso/codice**");
                await tab.ExpectHeadingAsync("Secondo passaggio");
                await page.GetByLabel("Codice").FillAsync(NextCode(key));
                await page.Keyboard.PressAsync("Enter");

                await page.WaitForURLAsync("**/gestione");
            },
            width,
            scripts,
            site);
    }

    [Fact]
    public async Task Somebody_makes_a_passkey_signs_in_with_it_confirms_with_it_and_takes_it_away()
    {
        await using var site = NewSite();
        await browser.VisitAsync(
            async tab =>
            {
                var page = tab.Page;
                await AddAuthenticatorAsync(page);
                await tab.SignInAsStaffAsync(leadsTo: "**/gestione/profilo");
                await page.GetByRole(AriaRole.Link, new() { Name = "Aggiungi una passkey" }).ClickAsync();
                await page.GetByLabel("Nome della passkey").FillAsync("Portatile dell’ufficio");
                await tab.PressButtonAsync("Crea la passkey");
                await page.WaitForURLAsync("**/codici");
                await page.GetByRole(AriaRole.Link, new() { Name = "Li ho messi da parte" }).ClickAsync();
                await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Portatile dell’ufficio" })).ToBeVisibleAsync();
                await tab.LeaveAsync("Esci da tutti i dispositivi");

                // From the sign-in page, without a word.
                await tab.PressButtonAsync("Entra con una passkey");
                await page.WaitForURLAsync("**/gestione");

                // When asked again.
                await tab.GoAsync("/gestione/accesso/conferma?ritorno=%2Fgestione%2Fadesioni");
                await tab.PressButtonAsync("Conferma con la passkey");
                await page.WaitForURLAsync("**/gestione/adesioni");

                // After the password it is the second step.
                await tab.LeaveAsync();
                await tab.SignInAsStaffAsync(leadsTo: "**/accesso/codice**");
                await tab.PressButtonAsync("Usa la passkey");
                await page.WaitForURLAsync("**/gestione");

                await tab.GoAsync("/gestione/profilo");
                await page.GetByRole(AriaRole.Link, new() { Name = "Portatile dell’ufficio" }).ClickAsync();
                await page.GetByLabel("Nome").FillAsync("Portatile grigio");
                await tab.PressButtonAsync("Salva il nome");
                await page.GetByRole(AriaRole.Link, new() { Name = "Portatile grigio" }).ClickAsync();
                await tab.PressButtonAsync("Rimuovi questa passkey");
                await Assertions.Expect(page.GetByText("È l’unico secondo passaggio che hai")).ToBeVisibleAsync();
            },
            site: site);
    }

    [Fact]
    public async Task Without_the_passkey_s_device_one_is_told_so_and_a_recovery_code_opens()
    {
        await using var site = NewSite();
        await browser.VisitAsync(
            async tab =>
            {
                var page = tab.Page;
                var (session, authenticator) = await AddAuthenticatorAsync(page);
                await tab.SignInAsStaffAsync(leadsTo: "**/gestione/profilo");
                await tab.GoAsync("/gestione/profilo/passkey");
                await tab.PressButtonAsync("Crea la passkey");
                await page.WaitForURLAsync("**/codici");
                var code = await page.Locator(".codes code").First.InnerTextAsync();
                await tab.LeaveAsync();
                await session.SendAsync(
                    "WebAuthn.setUserVerified", new() { ["authenticatorId"] = authenticator, ["isUserVerified"] = false });
                await tab.SignInAsStaffAsync(leadsTo: "**/accesso/codice**");
                await tab.PressButtonAsync("Usa la passkey");
                await Assertions.Expect(page.Locator("[data-passkey-problem]")).ToContainTextAsync("Non è stata usata nessuna passkey");

                await page.GetByRole(AriaRole.Link, new() { Name = "Usa un codice di recupero" }).ClickAsync();
                await page.GetByLabel("Codice di recupero").FillAsync(code);
                await tab.PressButtonAsync("Accedi");

                await page.WaitForURLAsync("**/gestione/profilo");
                await Assertions.Expect(page.GetByText("Hai usato un codice di recupero")).ToBeVisibleAsync();
            },
            site: site);
    }

    private static CooperaSite NewSite()
    {
        var site = SiteInBrowser.Listening(new CooperaSite(new() { ["Staff:SecondFactorRequired"] = "true" }));
        // passkeys belong to a name, not to a number
        site.ClientOptions.BaseAddress = new UriBuilder(site.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
        return site;
    }

    private static string Code(string key) => TotpCodes.At(key, TotpCodes.StepAt(DateTimeOffset.UtcNow));

    /// <summary>
    /// A code opens once: this one comes after every code used so far, and is still taken when half a minute passes meanwhile.
    /// </summary>
    private static string NextCode(string key) => TotpCodes.At(key, TotpCodes.StepAt(DateTimeOffset.UtcNow) + 1);

    /// <summary>A laptop with a fingerprint reader, and a finger that always fits.</summary>
    private static async Task<(ICDPSession Session, object Authenticator)> AddAuthenticatorAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var made = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return (session, made!.Value.GetProperty("authenticatorId").GetString()!);
    }
}
