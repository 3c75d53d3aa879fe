using Coopera.Web.Shared;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Hosting;

/// <summary>What browsers say about the page a form comes from; <see cref="EveryRouteTests"/> tries every route.</summary>
public sealed class OriginTests : IDisposable
{
    private const string Form = "/webinar/esempio-tavolo-tecnico/iscrizione";
    private const string Own = "https://www.anci.example";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site;

    public OriginTests() => _site = new CooperaSite(
        new() { ["Site:BaseUrl"] = Own, ["RateLimits:SignUpsPerMinute"] = "5", ["AllowedHosts"] = "coopera.internal" },
        _clock, FromAddress.Join, sample: true);

    [Theory]
    [InlineData(Own, "same-origin")]
    [InlineData(Own, null)]
    [InlineData(null, "same-origin")]
    [InlineData(null, "none")]
    [InlineData("null", "same-origin")] // from a page with Referrer-Policy: no-referrer
    public async Task Forms_of_the_sites_own_pages_are_taken(string? origin, string? fetch) =>
        Assert.Equal(303, (await SubmitAsync(origin, fetch)).Status);

    [Theory]
    [InlineData("https://altrove.example", "cross-site")]
    [InlineData("https://altrove.example", null)]
    [InlineData("https://altrove.example", "same-origin")]
    [InlineData("https://www.anci.example:8443", null)]
    [InlineData("https://www.anci.example.altrove.example", null)]
    [InlineData("http://www.anci.example", null)]
    [InlineData("https://blog.anci.example", "same-site")]
    [InlineData("https://blog.anci.example", null)]
    [InlineData("https://www.anci.example, https://altrove.example", null)]
    [InlineData("null", null)]
    [InlineData("null", "cross-site")]
    [InlineData(null, "cross-site")]
    [InlineData(null, "same-site")]
    [InlineData(null, "altro")]
    public async Task Forms_of_other_sites_are_refused_whatever_is_in_them(string? origin, string? fetch)
    {
        var refused = await SubmitAsync(origin, fetch);

        Assert.Equal((403, "Il modulo non arriva da questo sito"), (refused.Status, refused.Heading));
        Assert.Contains($"Apri {Own}", refused.Text, StringComparison.Ordinal);
        AnswerHeadersTests.AssertStrict(refused.Response);
    }

    [Fact]
    public async Task A_page_elsewhere_cannot_use_up_the_limit_of_an_office()
    {
        foreach (var _ in Enumerable.Range(0, 6))
        {
            Assert.Equal(403, (await SubmitAsync("https://altrove.example", "cross-site")).Status);
        }

        Assert.Equal(303, (await SubmitAsync(Own, "same-origin")).Status);
    }

    [Fact]
    public async Task Behind_a_proxy_that_asks_by_another_name_the_public_origin_is_the_sites_own()
    {
        var visitor = _site.NewVisitor();
        visitor.Client.DefaultRequestHeaders.Host = "coopera.internal";

        Assert.Equal(303, (await SubmitAsync(Own, "same-origin", visitor)).Status);
    }

    [Fact]
    public async Task Without_any_of_it_the_form_comes_back_filled_in_and_is_taken_when_sent_once_more_without_a_cookie()
    {
        var before = await CountAsync();
        var shown = await WithoutAnythingAsync(Visitor());
        Assert.Equal((422, "Premi ancora una volta per inviare"), (shown.Status, shown.Heading));
        Assert.Equal(("Maria", "castoreale"), (shown.ValueOf("FirstName"), shown.ValueOf("OtherBody")));
        Assert.Equal(before, await CountAsync());

        var sent = await Visitor().SubmitAsync(shown, []);

        Assert.Equal((303, before + 1), (sent.Status, await CountAsync()));
    }

    [Fact]
    public async Task A_ticket_is_for_one_browser_in_one_network_for_what_it_sent_and_for_an_hour()
    {
        var before = await CountAsync();
        var shown = await WithoutAnythingAsync(Visitor());

        Assert.Equal(422, (await Visitor("203.0.113.9").SubmitAsync(shown, [])).Status);
        Assert.Equal(422, (await Visitor(browser: "Altro/1.0").SubmitAsync(shown, [])).Status);
        Assert.Equal(422, (await Visitor().SubmitAsync(shown, new() { ["FirstName"] = "Altra" })).Status);
        Assert.Equal(422, (await Visitor("203.0.113.10").SubmitAsync(shown, new() { [SentForms.Ticket] = "inventato" })).Status);
        _clock.Advance(TimeSpan.FromMinutes(61));
        var again = await Visitor().SubmitAsync(shown, []);
        Assert.Equal((422, before), (again.Status, await CountAsync()));
        Assert.Equal(303, (await Visitor().SubmitAsync(again, [])).Status);
    }

    [Fact]
    public async Task Forms_of_staff_need_their_token_and_get_no_ticket()
    {
        var answer = await _site.NewVisitor().PostAsync("/gestione/accesso", ("Email", "a@b.it"), ("Password", "segreta"));

        Assert.Equal((400, "Non riusciamo a leggere la richiesta"), (answer.Status, answer.Heading));
        Assert.DoesNotContain(SentForms.Ticket, answer.Html, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private Visitor Visitor(string address = "203.0.113.7", string browser = "Vecchio/5.0") =>
        new(FromAddress.Visitor(_site, address, ("User-Agent", browser)).Client) { SaysWhereFormsComeFrom = false };

    private static async Task<Page> WithoutAnythingAsync(Visitor visitor) =>
        await visitor.SubmitAsync(await visitor.GetAsync(Form), SignUpPageTests.Form());

    private async Task<Page> SubmitAsync(string? origin, string? fetch, Visitor? visitor = null)
    {
        visitor ??= _site.NewVisitor();
        var form = await visitor.GetAsync(Form);
        foreach (var (name, value) in new[] { ("Origin", origin), ("Sec-Fetch-Site", fetch) })
        {
            if (value is not null)
            {
                visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
            }
        }

        return await visitor.SubmitAsync(form, SignUpPageTests.Form());
    }

    private Task<int> CountAsync() => _site.ReadAsync(db => db.Registrations.CountAsync());
}
