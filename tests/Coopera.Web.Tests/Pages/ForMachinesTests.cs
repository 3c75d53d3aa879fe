using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Pages;

public sealed class ForMachinesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/iscrizioni")]
    public async Task Search_engines_are_told_what_is_not_for_them_with_the_path_base(string pathBase)
    {
        using var site = new CooperaSite(new() { ["Site:PathBase"] = pathBase, ["Site:BaseUrl"] = $"http://localhost{pathBase}" });

        var answer = await site.NewVisitor().GetAsync($"{pathBase}/robots.txt");

        Assert.Equal("text/plain", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            $"User-agent: *\nDisallow: {pathBase}/gestione\nDisallow: {pathBase}/iscrizioni/\nDisallow: {pathBase}/coordinamento/adesione/\n"
            + $"Sitemap: http://localhost{pathBase}/sitemap.xml\n",
            answer.Html);
    }

    [Fact]
    public async Task On_the_host_of_staff_there_is_nothing_for_them()
    {
        using var site = new CooperaSite(
            new() { ["Site:BaseUrl"] = "https://www.anci.example", ["Site:StaffHost"] = "gestione.anci.example" });
        var staff = site.NewVisitor();
        staff.Client.BaseAddress = new Uri("https://gestione.anci.example");

        Assert.Equal("User-agent: *\nDisallow: /\n", (await staff.GetAsync("/robots.txt")).Html);
    }

    [Fact]
    public async Task Who_finds_a_hole_reads_whom_to_tell_in_a_file_that_never_runs_out()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
        using var site = new CooperaSite(
            new()
            {
                ["Site:BaseUrl"] = "https://www.anci.example/iscrizioni",
                ["Site:PathBase"] = "/iscrizioni",
                ["Site:SecurityContacts"] = "sicurezza@anci.example, https://www.anci.example/segnala",
                ["Site:SecurityPolicy"] = "https://www.anci.example/divulgazione",
            },
            clock);

        var answer = await site.NewVisitor().GetAsync("/iscrizioni/.well-known/security.txt");

        Assert.Equal("text/plain; charset=utf-8", answer.Response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            """
            Contact: mailto:sicurezza@anci.example
            Contact: https://www.anci.example/segnala
            Expires: 2026-08-28T00:00:00Z
            Preferred-Languages: it, en
            Canonical: https://www.anci.example/iscrizioni/.well-known/security.txt
            Policy: https://www.anci.example/divulgazione

            """,
            answer.Html);
    }

    [Fact]
    public async Task Without_anybody_to_tell_there_is_no_such_file()
    {
        using var site = new CooperaSite();

        Assert.Equal(404, (await site.NewVisitor().GetAsync("/.well-known/security.txt")).Status);
    }
}
