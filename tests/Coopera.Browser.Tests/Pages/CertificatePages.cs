using Coopera.Browser.Tests.Browser;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Testing.Samples;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Pages;

/// <summary>The pages of the certificates, for everybody and for staff, and the way there.</summary>
internal static class CertificatePages
{
    public static readonly Dictionary<string, Func<EveryPage, Tab, Task>> Ways = new()
    {
        ["certificate-check"] = (_, tab) => tab.GoAsync("/attestati"),
        ["certificate-check-errors"] = async (_, tab) =>
        {
            await tab.GoAsync("/attestati");
            await tab.Page.Locator("#Code").FillAsync("7K2M");
            await tab.PressButtonAsync("Verifica il codice");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["certificate-file"] = async (_, tab) =>
        {
            await tab.GoAsync("/attestati");
            await tab.Page.Locator("#file").SetInputFilesAsync(
                new Microsoft.Playwright.FilePayload { Name = "altro.pdf", MimeType = "application/pdf", Buffer = TestPdf.Plain() });
            await tab.PressButtonAsync("Controlla il file");
            await tab.Page.GetByText("Il file non è nostro").WaitForAsync();
        },
        ["certificate"] = async (_, tab) => await tab.GoAsync($"/attestati/{(await IssuedAsync(tab)).Code}"),
        ["certificate-revoked"] = async (_, tab) =>
        {
            var certificate = await IssuedAsync(tab);
            await tab.Site.WriteAsync(async db => (await db.Certificates.SingleAsync(c => c.Id == certificate.Id))
                .End(CertificateState.Revoked, "Era di un’altra persona.", DateTimeOffset.UtcNow));
            await tab.GoAsync($"/attestati/{certificate.Code}");
        },
        ["certificate-unknown"] = (_, tab) => tab.GoAsync($"/attestati/{CertificateCode.New()}", 404),
        ["certificates-ask"] = (_, tab) => tab.GoAsync("/attestati/miei"),
        ["certificates-asked"] = async (_, tab) =>
        {
            await tab.GoAsync("/attestati/miei");
            await tab.Page.Locator("#Email").FillAsync("maria@comune.example");
            await tab.PressButtonAsync("Mandami il link");
            await tab.Page.WaitForURLAsync("**/inviata*");
        },
        ["certificates-of-mailbox"] = async (_, tab) =>
        {
            var certificate = await IssuedAsync(tab);
            var token = tab.Site.Services.GetRequiredService<CertificateLinks>()
                .Token(certificate.MailboxMark, RomeTime.Day(DateTimeOffset.UtcNow).AddDays(3));
            await tab.GoAsync($"/attestati/miei/{token}");
        },
        ["certificates-dead-link"] = (_, tab) => tab.GoAsync("/attestati/miei/inventato", 404),
        ["certificate-own"] = async (_, tab) => await tab.GoAsync(await OwnAsync(tab)),
        ["certificate-own-errors"] = async (_, tab) =>
        {
            await tab.GoAsync(await OwnAsync(tab));
            await tab.Page.Locator("#Form_FirstName").FillAsync("Luca");
            await tab.PressButtonAsync("Correggi il nome");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["staff-certificates"] = async (_, tab) => await StaffAsync(tab, $"webinar/{(await HeldAsync(tab)).Id}/attestati"),
        ["staff-certificates-people"] = async (_, tab) =>
            await StaffAsync(tab, $"webinar/{(await HeldAsync(tab)).Id}/attestati/persone"),
        ["staff-certificates-issued"] = async (_, tab) => await StaffAsync(tab, $"webinar/{(await IssuedAsync(tab)).WebinarId}/attestati"),
        ["staff-certificates-credits-errors"] = async (_, tab) =>
        {
            await StaffAsync(tab, $"webinar/{(await HeldAsync(tab)).Id}/attestati");
            await tab.Page.Locator("summary", new() { HasText = "Cambia i crediti" }).ClickAsync();
            await tab.Page.Locator("#Credits_EventId").FillAsync("CROAS-1");
            await tab.PressButtonAsync("Salva i crediti");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["staff-certificate"] = async (_, tab) => await StaffAsync(tab, $"attestati/{(await IssuedAsync(tab)).Id}"),
        ["staff-certificate-revoke"] = async (_, tab) => await StaffAsync(tab, $"attestati/{(await IssuedAsync(tab)).Id}/revoca"),
    };

    public static async Task<Domain.Webinars.Webinar> HeldAsync(Tab tab) =>
        (await tab.Site.HeldAsync(DateTimeOffset.UtcNow, 120, 119, 40, -1)).Webinar;

    public static async Task<Certificate> IssuedAsync(Tab tab) => (await tab.Site.IssuedAsync(await HeldAsync(tab)))[0];

    public static async Task<string> OwnAsync(Tab tab)
    {
        var certificate = await IssuedAsync(tab);
        var version = await tab.Site.ReadAsync(
            db => db.Registrations.Where(r => r.Id == certificate.RegistrationId).Select(r => r.LinkVersion).SingleAsync());
        var token = tab.Site.Services.GetRequiredService<PersonalLinks>().Token(new(certificate.RegistrationId, version));
        return $"/iscrizioni/{token}/attestato";
    }

    private static async Task StaffAsync(Tab tab, string address)
    {
        await tab.EnterAsStaffAsync();
        await tab.GoAsync($"/gestione/{address}");
    }
}
