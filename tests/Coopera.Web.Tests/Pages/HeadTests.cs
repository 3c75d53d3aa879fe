namespace Coopera.Web.Tests.Pages;

/// <summary>Link checkers, previews and monitors ask with HEAD whether a page is there.</summary>
public sealed class HeadTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/webinar", 200)]
    [InlineData("/webinar/calendario.ics", 200)]
    [InlineData("/comunicati/feed.xml", 200)]
    [InlineData("/enti?q=castro", 200)]
    [InlineData("/webinar/nessuno", 404)]
    [InlineData("/nessuna-pagina", 404)]
    [InlineData("/gestione/webinar", 302)]
    public async Task A_page_answers_to_head_as_it_does_to_get(string address, int status)
    {
        var client = _site.NewVisitor().Client;

        var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        var get = await client.GetAsync(address);

        Assert.Equal((status, status), ((int)head.StatusCode, (int)get.StatusCode));
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
    }
}
