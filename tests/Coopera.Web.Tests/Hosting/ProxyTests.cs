namespace Coopera.Web.Tests.Hosting;

public sealed class ProxyTests
{
    private static readonly (string, string)[] Forwarded = [
        ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "www.example.org")];

    [Theory]
    [InlineData("10.0.0.5", true)]
    [InlineData("::ffff:10.0.0.5", true)]
    [InlineData("10.1.200.3", true)]
    [InlineData("10.0.0.6", false)]
    [InlineData("203.0.113.9", false)]
    public async Task The_forwarded_scheme_is_believed_only_from_the_configured_proxies_and_the_host_from_nobody(
        string proxy, bool believed)
    {
        using var site = new CooperaSite(new() { ["Site:TrustedProxies"] = "10.0.0.5, 10.1.0.0/16" }, services: FromAddress.Join);

        var answer = await FromAddress.Visitor(site, proxy, Forwarded).GetAsync("/gestione/webinar");

        Assert.Equal(believed, answer.Response.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal("/gestione/accesso?ritorno=%2Fgestione%2Fwebinar", answer.Location);
    }

    [Fact]
    public async Task A_proxy_that_is_not_trusted_is_told_once_and_shown_to_staff()
    {
        var log = new LogLines();
        using var site = new CooperaSite(services: services =>
        {
            FromAddress.Join(services);
            log.Join(services);
        });
        var staff = await site.NewStaffMemberAsync();
        Assert.DoesNotContain("proxy", (await staff.GetAsync("/gestione/stato")).Text, StringComparison.Ordinal);

        foreach (var visitor in new[] { "203.0.113.7", "203.0.113.8" })
        {
            await FromAddress.Visitor(site, "10.0.0.5", ("X-Forwarded-For", visitor)).GetAsync("/");
        }

        Assert.Single(log.Lines, line => line.Contains("10.0.0.5 speaks for others", StringComparison.Ordinal));
        var page = await staff.GetAsync("/gestione/stato");
        Assert.Contains("Tutti i visitatori sembrano arrivare da 10.0.0.5", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trusted_proxy_and_a_stranger_who_makes_headers_up_are_no_news_for_staff()
    {
        using var site = new CooperaSite(new() { ["Site:TrustedProxies"] = "10.0.0.5" }, services: FromAddress.Join);
        await FromAddress.Visitor(site, "10.0.0.5", Forwarded).GetAsync("/");
        await FromAddress.Visitor(site, "198.51.100.4", Forwarded).GetAsync("/");

        var page = await (await site.NewStaffMemberAsync()).GetAsync("/gestione/stato");
        Assert.DoesNotContain("proxy", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.example.org", "max-age=31536000")]
    [InlineData("http://localhost", null)]
    public async Task Browsers_are_told_to_come_back_encrypted_where_the_public_address_is(string baseUrl, string? told)
    {
        using var site = new CooperaSite(new() { ["Site:BaseUrl"] = baseUrl });

        var answer = await site.NewVisitor().GetAsync("/");

        Assert.Equal(told, answer.Response.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null);
    }

    [Fact]
    public async Task Without_configured_proxies_nobody_is_believed()
    {
        using var site = new CooperaSite(services: FromAddress.Join);

        var answer = await FromAddress.Visitor(site, "127.0.0.1", Forwarded).GetAsync("/gestione/webinar");

        Assert.StartsWith("/gestione/accesso", answer.Location, StringComparison.Ordinal);
        Assert.False(answer.Response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Limits_count_the_visitor_behind_a_trusted_proxy_and_made_up_addresses_change_nothing()
    {
        using var site = new CooperaSite(
            new() { ["Site:TrustedProxies"] = "10.0.0.5", ["RateLimits:LinkRequestsPerMinute"] = "1" }, services: FromAddress.Join);

        Assert.Equal([422, 429, 422], await PostFromAsync("10.0.0.5", "203.0.113.7", "203.0.113.7", "203.0.113.8"));
        Assert.Equal([429], await PostFromAsync("10.0.0.5", "198.51.100.1, 203.0.113.8"));
        Assert.Equal([422, 429, 429], await PostFromAsync("192.0.2.1", "198.51.100.1", "198.51.100.2", "198.51.100.3"));

        async Task<List<int>> PostFromAsync(string lastHop, params string[] claims)
        {
            var statuses = new List<int>();
            foreach (var claim in claims)
            {
                statuses.Add(
                    (await FromAddress.Visitor(site, lastHop, ("X-Forwarded-For", claim)).PostAsync("/iscrizioni/recupera")).Status);
            }

            return statuses;
        }
    }
}
