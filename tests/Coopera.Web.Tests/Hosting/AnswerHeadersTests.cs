using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Hosting;

/// <summary>What browsers and caches are told, on every kind of answer.</summary>
public sealed class AnswerHeadersTests(SampleSite sample) : IClassFixture<SampleSite>
{
    // The first is for browsers that do not know the second, which wins.
    private const string HostAlone = "no-referrer, strict-origin";

    private readonly CooperaSite _site = sample.Site;

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/webinar/esempio-tavolo-tecnico/iscrizione", 200)]
    [InlineData("/gestione/accesso", 200)]
    [InlineData("/pagina/che-non-esiste", 404)]
    [InlineData("/webinar/che-non-esiste", 404)]
    [InlineData("/iscrizioni/link-che-non-esiste", 404)]
    [InlineData("/webinar/calendario.ics", 200)]
    [InlineData("/enti?q=castro", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/gestione", 302)]
    [InlineData("/dist/coopera.css", 200)]
    [InlineData("/dist/sprite.svg", 200)]
    [InlineData("/dist/fonts/titillium-web-latin-400-normal.woff2", 200)]
    [InlineData("/dist/che-non-esiste.css", 404)]
    [InlineData("/comunicati", 500)]
    [InlineData("/webinar", 503)]
    public async Task Every_answer_carries_the_strict_headers(string address, int status)
    {
        using var broken = status >= 500 ? await BrokenAsync(address, status) : null; // nothing is left to share
        using var answer = await (broken ?? _site).NewVisitor().Client.GetAsync(address);

        Assert.Equal(status, (int)answer.StatusCode);
        AssertStrict(answer);
    }

    [Fact]
    public async Task Refused_posts_carry_the_strict_headers_too()
    {
        var visitor = _site.NewVisitor();

        foreach (var (address, status) in new[]
        {
            ("/webinar/esempio-tavolo-tecnico/iscrizione", 422), ("/gestione/accesso", 400), ("/progetto", 405),
        })
        {
            var answer = await visitor.PostAsync(address);
            Assert.Equal(status, answer.Status);
            AssertStrict(answer.Response);
            Assert.NotEqual("", answer.Heading);
        }
    }

    [Fact]
    public async Task What_is_about_somebody_is_kept_by_no_cache_and_named_to_no_other_site()
    {
        var routes = (await EveryRoute.OfAsync(_site)).Where(route => route.Takes("GET")
            && (route.IsStaff || route.Pattern.StartsWith("/iscrizioni", StringComparison.Ordinal)
                || route.Pattern.StartsWith("/coordinamento/adesione", StringComparison.Ordinal)
            || route.Pattern.EndsWith("/inviata", StringComparison.Ordinal)));
        var staff = await _site.NewStaffMemberAsync();
        foreach (var route in routes)
        {
            using var answer = await staff.Client.GetAsync(route.Address);

            Assert.True(answer.Headers.CacheControl?.NoStore, $"{route} may be kept by a cache.");
            Assert.True(
                answer.Headers.GetValues("Referrer-Policy").Single() is HostAlone or "same-origin",
                $"{route} is named to other sites.");
            Assert.True(
                !route.Pattern.Contains("{token}", StringComparison.Ordinal)
                    || answer.Headers.GetValues("Referrer-Policy").Single() == HostAlone, $"{route} names its secret.");
            Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        }
    }

    [Fact]
    public async Task A_refusal_on_somebodys_page_does_not_name_its_secret_address_either()
    {
        var link = (await EveryRoute.OfAsync(_site))
            .Single(route => route.Pattern == "/iscrizioni/{token}/annulla" && route.Takes("POST")).Address;

        var answer = await new Visitor(_site.NewVisitor().Client) { SaysWhereFormsComeFrom = false }.PostAsync(link);

        Assert.Equal(422, answer.Status);
        Assert.True(answer.Response.Headers.CacheControl?.NoStore);
        Assert.Equal(HostAlone, answer.Response.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [InlineData("", "/", "__Host-coopera-modulo")]
    [InlineData("/iscrizioni", "/iscrizioni", "__Secure-coopera-modulo")]
    [InlineData("", "/webinar/esempio-tavolo-tecnico/iscrizione", "__Secure-coopera-iscrizione")]
    [InlineData("/iscrizioni", "/iscrizioni/webinar/esempio-tavolo-tecnico/iscrizione", "__Secure-coopera-iscrizione")]
    public async Task Cookies_are_unreadable_for_scripts_stay_on_the_site_and_are_held_to_it_when_it_is_secure(
        string pathBase, string path, string name)
    {
        using var https = new CooperaSite(
            new() { ["Site:BaseUrl"] = $"https://iscrizioni.example{pathBase}", ["Site:PathBase"] = pathBase }, sample: true);
        var visitor = https.NewVisitor();
        var answer = name.EndsWith("modulo", StringComparison.Ordinal)
            ? await visitor.GetAsync($"{pathBase}/gestione/accesso")
            : await visitor.SubmitAsync(
                await visitor.GetAsync($"{pathBase}/webinar/esempio-tavolo-tecnico/iscrizione"), SignUpPageTests.Form());

        var cookie = answer.Response.Headers.GetValues("Set-Cookie").Single();

        Assert.StartsWith($"{name}=", cookie, StringComparison.Ordinal);
        Assert.Contains($"; path={path};", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("; domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        var plain = (await _site.NewVisitor().GetAsync("/gestione/accesso")).Response.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("coopera-modulo=", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("; secure", plain, StringComparison.OrdinalIgnoreCase);
    }

    internal static void AssertStrict(HttpResponseMessage answer)
    {
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains(answer.Headers.GetValues("Referrer-Policy").Single(), (string[])["same-origin", HostAlone]);
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Contains("camera=()", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    // A table that is missing is a fault of ours (500); a file that is no database is a database that is away (503).
    private static async Task<CooperaSite> BrokenAsync(string address, int status)
    {
        var site = new CooperaSite(); // its database breaks
        if (status == 500)
        {
            await site.WriteAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE PressReleases RENAME TO Elsewhere"));
        }
        else
        {
            Assert.Equal(200, (await site.NewVisitor().GetAsync("/progetto")).Status); // started, and nothing of the page is kept
            DatabaseAway.After(site);
        }

        return site;
    }
}
