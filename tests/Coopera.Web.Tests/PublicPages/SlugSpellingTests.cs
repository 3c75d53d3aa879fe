using System.Net;
using Coopera.Core.Data;

namespace Coopera.Web.Tests.PublicPages;

/// <summary>Addresses are typed from paper, in capitals and with accents: the same answer on every engine.</summary>
public sealed class SlugSpellingTests
{
    [Theory]
    [InlineData("/webinar/2-TAVOLO-Tecnico-rete-sai", "/webinar/2-tavolo-tecnico-rete-sai")]
    [InlineData("/webinar/2-tàvolo-tècnico-rete-saì/calendario.ics", "/webinar/2-tavolo-tecnico-rete-sai/calendario.ics")]
    [InlineData("/Webinar/2-Tavolo-tecnico-rete-sai/iscrizione?da=carta", "/webinar/2-tavolo-tecnico-rete-sai/iscrizione?da=carta")]
    [InlineData("/comunicati/PERCHÉ", "/comunicati/perche")]
    public async Task A_name_that_is_spelled_otherwise_leads_to_the_address_as_it_is(string typed, string plain)
    {
        using var site = new CooperaSite();

        var answer = await site.NewVisitor().GetAsync(typed);

        Assert.Equal((int)HttpStatusCode.MovedPermanently, answer.Status);
        Assert.Equal(plain, answer.Location);
    }

    [Theory]
    [InlineData("/webinar/calendario.ics")]
    [InlineData($"/webinar/{Seed.FirstWebinarSlug}")]
    [InlineData("/comunicati/feed.xml")]
    public async Task What_is_spelled_as_it_is_stays(string path)
    {
        using var site = new CooperaSite();

        Assert.Equal((int)HttpStatusCode.OK, (await site.NewVisitor().GetAsync(path)).Status);
    }
}
