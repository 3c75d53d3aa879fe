using Coopera.Core.Registrations;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Pages;

/// <summary>The pages the law asks for, and what they must say.</summary>
public sealed class LawPagesTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task The_registration_keeps_the_version_of_the_notice_that_the_page_shows()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione");
        await visitor.SubmitAsync(form, SignUpPageTests.Form());

        var stored = await _site.ReadAsync(db => db.Registrations.SingleAsync());
        var notice = await visitor.GetAsync(form.Document.QuerySelector("main form a[target=_blank]")!.GetAttribute("href")!);

        Assert.Equal(PrivacyNotice.Day, stored.PrivacyNoticeVersion);
        var version = DateOnly.ParseExact(stored.PrivacyNoticeVersion, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"Versione del {Coopera.Domain.RomeTime.Date(version)}", notice.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("articolo 13 del Regolamento (UE) 2016/679")]
    [InlineData("ancisicilia@anci.sicilia.it")]
    [InlineData("reclamo al Garante")]
    [InlineData("60 giorni dopo il webinar")]
    [InlineData("Per l’adesione di un ente. Nome, cognome e carica di chi rappresenta l’ente")]
    [InlineData("Se chiedi la scheda per email. L’indirizzo e, se lo scrivi, l’ente")]
    [InlineData("Nell’elenco pubblico ci sono solo gli enti")]
    public async Task The_privacy_notice_says(string words) =>
        Assert.Contains(words, (await _site.NewVisitor().GetAsync("/privacy")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("/contatti", "ancisicilia@anci.sicilia.it")]
    [InlineData("/contatti", "Recupera il tuo link")]
    [InlineData("/note-legali", "CC BY 4.0")]
    [InlineData("/accessibilita", "AgID")]
    [InlineData("/progetto", "Il Comune di Palermo è il capofila")]
    [InlineData("/progetto", "Obiettivo Nazionale 3 «Capacity building»")]
    public async Task The_page_says(string address, string words) =>
        Assert.Contains(words, (await _site.NewVisitor().GetAsync(address)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task An_address_that_nobody_has_is_answered_in_italian_with_ways_on()
    {
        var page = await _site.NewVisitor().GetAsync("/pagina/che-non-esiste");

        Assert.Equal(404, page.Status);
        Assert.Equal("Pagina non trovata", page.Heading);
        Assert.NotNull(page.Document.QuerySelector("main a[href='/webinar']"));
        Assert.NotNull(page.Document.QuerySelector("main a[href='/contatti']"));
    }
}
