namespace Coopera.Web.Tests.Infrastructure;

/// <summary>
/// Compressing a page that holds a secret lets it be guessed from outside (BREACH): only pages without one are compressed.
/// </summary>
public sealed class PublicCompressionTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task The_public_list_is_compressed_and_holds_no_secret()
    {
        using var response = await AskAsync(_site.NewVisitor(), "/coordinamento?q=ragusa");
        var page = await _site.NewVisitor().GetAsync("/coordinamento?q=ragusa");

        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Empty(page.Document.QuerySelectorAll("[name=__RequestVerificationToken], form[method=post]"));
    }

    [Fact]
    public async Task Pages_with_a_token_are_not()
    {
        var webinar = await _site.WebinarAsync();

        foreach (var address in new[] { $"/webinar/{webinar.Slug}/iscrizione", "/iscrizioni/recupera", "/gestione/accesso" })
        {
            using var response = await AskAsync(_site.NewVisitor(), address);
            Assert.Empty(response.Content.Headers.ContentEncoding);
        }
    }

    [Fact]
    public async Task For_signed_in_staff_nothing_is()
    {
        using var response = await AskAsync(await _site.NewStaffMemberAsync(), "/coordinamento");

        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    private static async Task<HttpResponseMessage> AskAsync(Visitor visitor, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        var response = await visitor.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return response;
    }
}
