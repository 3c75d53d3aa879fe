using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Registrations;

/// <summary>Who comes after an office full of people confirms by a link in a mail: over HTTP.</summary>
public sealed class ConfirmSignUpTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site;

    public ConfirmSignUpTests() =>
        _site = new CooperaSite(new() { ["RateLimits:SignUpsPerHour"] = "1" }, _clock, services: FromAddress.Join);

    [Fact]
    public async Task The_link_in_the_mail_shows_a_button_and_only_the_button_confirms()
    {
        var webinar = await CrowdedAsync();
        var receipt = await SignUpAsync(webinar, "seconda@comune.example");
        var address = await LinkAsync("seconda@comune.example");
        var visitor = _site.NewVisitor();

        var page = await visitor.GetAsync(address);
        Assert.Equal(200, (await visitor.GetAsync(address)).Status);

        Assert.Equal("Manca un passo: conferma dalla tua email", receipt.Heading);
        Assert.Contains(
            "Ti abbiamo scritto a seconda@comune.example: apri il link entro un’ora per confermare.",
            receipt.Text,
            StringComparison.Ordinal);
        Assert.Equal("Conferma la tua iscrizione", page.Heading);
        Assert.True(page.Response.Headers.CacheControl?.NoStore);
        Assert.Equal(RegistrationStatus.Unconfirmed, await StatusAsync("seconda@comune.example"));
        var mine = await visitor.FollowAsync(await visitor.SubmitAsync(page, []));
        Assert.Contains("Iscrizione confermata", mine.Text, StringComparison.Ordinal);
        Assert.Equal(RegistrationStatus.Confirmed, await StatusAsync("seconda@comune.example"));
        Assert.Equal(mine.Text, (await visitor.FollowAsync(await visitor.GetAsync(address))).Text);
    }

    [Fact]
    public async Task A_known_address_reads_the_very_same_page_and_another_office_notices_nothing()
    {
        var webinar = await CrowdedAsync();
        await SignUpAsync(webinar, "nota@comune.example", "198.51.100.9");

        var known = await SignUpAsync(webinar, "nota@comune.example");
        var unknown = await SignUpAsync(webinar, "ignota@comune.example");
        var elsewhere = await SignUpAsync(webinar, "altrove@comune.example", "2001:db8:0:1::5");

        Assert.Equal(unknown.Text.Replace("ignota@", "nota@", StringComparison.Ordinal), known.Text);
        Assert.Equal("Abbiamo ricevuto la tua iscrizione", elsewhere.Heading);
        Assert.Equal(
            "Manca un passo: conferma dalla tua email",
            (await SignUpAsync(webinar, "stessa@comune.example", "2001:db8:0:1:ffff::1")).Heading);
    }

    [Fact]
    public async Task After_an_hour_the_page_says_so_kindly_and_leads_to_the_form()
    {
        var webinar = await CrowdedAsync();
        await SignUpAsync(webinar, "seconda@comune.example");
        var address = await LinkAsync("seconda@comune.example");
        var visitor = _site.NewVisitor();
        var open = await visitor.GetAsync(address);
        _clock.Advance(TimeSpan.FromHours(1));

        var late = await visitor.SubmitAsync(open, []);
        await _site.InScopeAsync(services => services.GetRequiredService<ForgetUnconfirmed>().RunAsync());
        var gone = await visitor.GetAsync(address);

        Assert.Equal((410, "La conferma è scaduta: iscriviti di nuovo"), (late.Status, late.Heading));
        Assert.Equal((410, late.Text), (gone.Status, gone.Text));
        Assert.NotNull(gone.Document.QuerySelector($"main a[href='/webinar/{webinar.Slug}/iscrizione']"));
        Assert.Equal(1, await _site.ReadAsync(db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id)));
        Assert.Equal(404, (await visitor.GetAsync("/iscrizioni/nessuno/conferma")).Status);
    }

    [Fact]
    public async Task Who_asks_for_the_links_again_meanwhile_comes_to_the_button_and_to_nothing_else()
    {
        var webinar = await CrowdedAsync();
        await SignUpAsync(webinar, "seconda@comune.example");
        var id = await _site.ReadAsync(
            db => db.Registrations.Where(r => r.Status == RegistrationStatus.Unconfirmed).Select(r => r.Id).SingleAsync());
        var token = _site.Services.GetRequiredService<Coopera.Core.Links.PersonalLinks>().Token(new(id, 0));
        var visitor = _site.NewVisitor();

        var answer = await visitor.GetAsync($"/iscrizioni/{token}");
        Assert.EndsWith("/conferma", answer.Location, StringComparison.Ordinal);
        var page = await visitor.FollowAsync(answer);
        Assert.Equal((200, "Conferma la tua iscrizione"), (page.Status, page.Heading));
        Assert.Equal(404, (await visitor.GetAsync($"/iscrizioni/{token}/calendario.ics")).Status);
        Assert.Equal(404, (await visitor.GetAsync($"/iscrizioni/{token}/conferma")).Status);
    }

    [Fact]
    public async Task When_the_places_are_gone_meanwhile_who_confirms_waits()
    {
        var webinar = await CrowdedAsync(capacity: 2);
        await SignUpAsync(webinar, "seconda@comune.example");
        await SignUpAsync(webinar, "terza@comune.example", "198.51.100.9");
        var visitor = _site.NewVisitor();

        var mine = await visitor.FollowAsync(
            await visitor.SubmitAsync(await visitor.GetAsync(await LinkAsync("seconda@comune.example")), []));

        Assert.Contains("Il prossimo posto che si libera è tuo", mine.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    /// <summary>One has signed up from the office already, which is as many as may.</summary>
    private async Task<Webinar> CrowdedAsync(int? capacity = null)
    {
        var webinar = await _site.WebinarAsync(() => new Webinar(
            $"prova-{Guid.NewGuid():N}", "Accogliere insieme", _clock.GetUtcNow().AddDays(14), _clock.GetUtcNow().AddDays(14).AddHours(2))
        { Capacity = capacity });
        Assert.Equal("Abbiamo ricevuto la tua iscrizione", (await SignUpAsync(webinar, "prima@comune.example")).Heading);
        return webinar;
    }

    private async Task<Page> SignUpAsync(Webinar webinar, string email, string from = "203.0.113.7")
    {
        var visitor = FromAddress.Visitor(_site, from);
        var form = await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione");
        return await visitor.FollowAsync(await visitor.SubmitAsync(form, SignUpPageTests.Form(email)));
    }

    private async Task<string> LinkAsync(string email)
    {
        var mail = (await _site.DeliverAsync()).Single(m => m.To.Mailboxes.Single().Address == email);
        Assert.StartsWith("Conferma la tua iscrizione: ", mail.Subject, StringComparison.Ordinal);
        var link = mail.TextBody!.Split((char[]?)null).Single(word => word.EndsWith("/conferma", StringComparison.Ordinal));
        return new Uri(link).AbsolutePath;
    }

    private Task<RegistrationStatus> StatusAsync(string email) =>
        _site.ReadAsync(db => db.Registrations.Where(r => r.EmailKey == email).Select(r => r.Status).SingleAsync());
}
