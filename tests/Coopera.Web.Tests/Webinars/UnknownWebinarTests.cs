using Coopera.Core.Data;

namespace Coopera.Web.Tests.Webinars;

public sealed class UnknownWebinarTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Theory]
    [InlineData("/webinar/nessuno")]
    [InlineData("/webinar/nessuno/iscrizione")]
    [InlineData("/webinar/nessuno/iscrizione/inviata")]
    [InlineData("/webinar/nessuno/calendario.ics")]
    [InlineData("/webinar/2-tavolo-tecnico-rete-sai'--")]
    public async Task An_unknown_webinar_is_answered_with_the_ones_that_are_there(string address)
    {
        var webinar = await shared.Site.WebinarAsync();

        var page = await shared.Site.NewVisitor().GetAsync(address);

        Assert.Equal(404, page.Status);
        Assert.Equal("Non troviamo questo webinar", page.Heading);
        Assert.NotNull(page.Document.QuerySelector($"main a[href='/webinar/{Seed.FirstWebinarSlug}']"));
        Assert.NotNull(page.Document.QuerySelector($"main a[href='/webinar/{webinar.Slug}']"));
    }
}
