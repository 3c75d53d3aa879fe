using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Account;

public sealed class SignInTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var known = await SignInAsync(_site.NewVisitor(), CooperaSite.AdministratorEmail, "non è questa");
        var unknown = await SignInAsync(_site.NewVisitor(), "nessuno@anci.example", "non è questa");
        var empty = await SignInAsync(_site.NewVisitor(), "", "");

        Assert.Equal(422, known.Status);
        Assert.Equal((known.Status, known.Text, known.Document.Title), (unknown.Status, unknown.Text, unknown.Document.Title));
        Assert.Equal(known.Text, empty.Text);
        Assert.StartsWith("Email o password non corrette.", known.ErrorOf("Password"), StringComparison.Ordinal);
        Assert.Equal("nessuno@anci.example", unknown.ValueOf("Email"));
        Assert.Equal("", known.ValueOf("Password"));
    }

    [Fact]
    public async Task The_address_may_be_written_with_spaces_and_capitals()
    {
        var answer = await SignInAsync(
            _site.NewVisitor(), $"  {CooperaSite.AdministratorEmail.ToUpperInvariant()} ", CooperaSite.AdministratorPassword);

        Assert.Equal("/gestione", answer.Location);
        Assert.NotNull((await _site.ReadAsync(db => db.Users.SingleAsync())).LastSignInAt);
    }

    [Theory]
    [InlineData("/gestione")]
    [InlineData("/gestione/webinar")]
    [InlineData("/gestione/webinar/1/iscritti")]
    [InlineData("/gestione/webinar/1/iscritti.csv")]
    [InlineData("/gestione/webinar/1/iscritti.xlsx")]
    public async Task Without_signing_in_staff_pages_ask_for_it_and_lead_back(string address)
    {
        var visitor = _site.NewVisitor();
        var asked = await visitor.GetAsync(address);

        Assert.Equal(302, asked.Status);
        var form = await visitor.GetAsync(asked.Location!);
        Assert.Equal("Accesso alla gestione", form.Heading);
        var wrong = await visitor.SubmitAsync(form, new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = "no" });
        var right = await visitor.SubmitAsync(wrong, new() { ["Password"] = CooperaSite.AdministratorPassword });

        Assert.Equal(address, right.Location);
    }

    [Theory]
    [InlineData("https://altrove.example/gestione")]
    [InlineData("//altrove.example")]
    [InlineData("/\\altrove.example")]
    [InlineData("/\t/altrove.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("altrove")]
    [InlineData("")]
    public async Task Nobody_is_led_to_another_site_after_signing_in(string address)
    {
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync($"/gestione/accesso?ritorno={Uri.EscapeDataString(address)}");

        var answer = await visitor.SubmitAsync(
            form, new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = CooperaSite.AdministratorPassword });

        Assert.Equal("/gestione", answer.Location);
    }

    [Theory]
    [InlineData("http://localhost", false)]
    [InlineData("https://localhost", true)]
    public async Task Cookies_are_out_of_reach_of_scripts_and_other_sites_and_on_https_never_travel_in_clear(string address, bool secure)
    {
        using var site = new CooperaSite(new() { ["Site:BaseUrl"] = address });
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync("/gestione/accesso");
        var answer = await SignInAsync(visitor, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword);

        var cookies = form.Response.Headers.GetValues("Set-Cookie").Concat(answer.Response.Headers.GetValues("Set-Cookie")).ToList();

        var prefix = secure ? "__Host-" : "";
        Assert.Equal(
            [$"{prefix}coopera-accesso", $"{prefix}coopera-dispositivo", $"{prefix}coopera-modulo"],
            cookies.Select(cookie => cookie.Split('=')[0]).Order());
        Assert.All(cookies, cookie =>
        {
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
            Assert.Equal(
                cookie.StartsWith($"{prefix}coopera-dispositivo", StringComparison.Ordinal),
                cookie.Contains("expires", StringComparison.OrdinalIgnoreCase));
        });
        Assert.Equal(200, (await visitor.GetAsync("/gestione/webinar")).Status);
    }

    [Fact]
    public async Task Staff_pages_are_kept_by_no_cache_and_found_by_no_engine()
    {
        var staff = await shared.StaffAsync();

        foreach (var address in new[] { "/gestione/webinar", "/gestione/webinar/1/iscritti", "/gestione/accesso" })
        {
            var headers = (await staff.GetAsync(address)).Response.Headers;
            Assert.True(headers.CacheControl!.NoStore, address);
            Assert.Equal("noindex", headers.GetValues("X-Robots-Tag").Single());
        }
    }

    private static Task<Page> SignInAsync(Visitor visitor, string email, string password) =>
        StaffKit.SignInAsync(visitor, password, email);
}
