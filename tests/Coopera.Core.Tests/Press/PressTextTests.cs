using Coopera.Core.Press;

namespace Coopera.Core.Tests.Press;

public sealed class PressTextTests
{
    [Theory]
    [InlineData("/webinar/rete", "", "/webinar/rete")]
    [InlineData("/webinar/rete", "/iscrizioni", "/iscrizioni/webinar/rete")]
    [InlineData("/iscrizioni/webinar/rete", "/iscrizioni", "/iscrizioni/webinar/rete")]
    [InlineData("/iscrizioni/recupera", "", "/iscrizioni/recupera")]
    [InlineData("/webinar/rete", "https://www.anci.example/iscrizioni", "https://www.anci.example/iscrizioni/webinar/rete")]
    [InlineData("/iscrizioni/webinar/rete", "https://www.anci.example/iscrizioni", "https://www.anci.example/iscrizioni/webinar/rete")]
    [InlineData("/webinar/rete", "https://www.anci.example", "https://www.anci.example/webinar/rete")]
    [InlineData("https://www.anci.sicilia.it/", "/iscrizioni", "https://www.anci.sicilia.it/")]
    [InlineData("mailto:a@b.it", "/iscrizioni", "mailto:a@b.it")]
    [InlineData("#programma", "/iscrizioni", "#programma")]
    [InlineData("//altrove.example/x", "/iscrizioni", "")]
    [InlineData("javascript:alert(1)", "", "")]
    [InlineData("file:///etc/passwd", "", "")]
    [InlineData("JavaScript:alert(1)", "/iscrizioni", "")]
    public void A_link_that_begins_with_a_slash_leads_into_the_site_on_every_system(string written, string site, string address) =>
        Assert.Contains($"href=\"{address}\"", PressText.ToHtml($"[qui]({written})", site), StringComparison.Ordinal);
}
