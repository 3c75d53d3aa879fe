using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Coopera.Web.Tests.Registrations;

namespace Coopera.Web.Tests.Hosting;

/// <summary>The site below a path of somebody else's address, as on the ANCI site: nothing leads out of it by mistake.</summary>
public sealed partial class PathBaseTests : IDisposable
{
    private const string Base = "/iscrizioni";
    private static readonly string[] Attributes = ["href", "src", "action", "formaction", "data-url"];

    private readonly CooperaSite _site = new(
        new() { ["Site:PathBase"] = Base, ["Site:BaseUrl"] = $"http://localhost{Base}" }, sample: true);

    [Fact]
    public async Task Every_link_form_and_asset_of_every_page_stays_below_it_and_answers()
    {
        var visitor = await SignedInAsync();
        var (seen, waiting, pages) = (new HashSet<string>(), new Queue<string>([$"{Base}/", $"{Base}/non-esiste"]), 0);
        while (waiting.TryDequeue(out var address) && pages < 200)
        {
            using var answer = await visitor.Client.GetAsync(address);
            Assert.True(
                (int)answer.StatusCode is 200 or 302 or 303 || address.EndsWith("/non-esiste", StringComparison.Ordinal),
                $"{address} answered {(int)answer.StatusCode}.");
            if (answer.Headers.Location is { } onward)
            {
                Follow(onward.ToString(), address);
            }

            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            pages++;
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            foreach (var (element, name) in page.All.SelectMany(
                element => Attributes.Where(element.HasAttribute).Select(name => (element, name))))
            {
                if (element.GetAttribute("method") == "post")
                {
                    Assert.StartsWith($"{Base}/", element.GetAttribute("action"), StringComparison.Ordinal);
                }
                else
                {
                    Follow(element.GetAttribute(name)!, address);
                }
            }
        }

        Assert.True(pages > 15, $"Only {pages} pages were found.");

        void Follow(string link, string from)
        {
            link = link.Replace("http://localhost/", "/", StringComparison.Ordinal).Split('#')[0];
            if (link is "" || ElsewherePattern().IsMatch(link))
            {
                return;
            }

            Assert.True(link == Base || link.StartsWith($"{Base}/", StringComparison.Ordinal), $"{from} leads out of the site, to {link}.");
            if (seen.Add(link) && !link.EndsWith("/esci", StringComparison.Ordinal))
            {
                waiting.Enqueue(link);
            }
        }
    }

    [Fact]
    public async Task Signing_up_cancelling_and_every_mail_and_cookie_stay_below_it()
    {
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync($"{Base}/webinar/esempio-tavolo-tecnico/iscrizione");
        var sent = await visitor.SubmitAsync(form, SignUpPageTests.Form());
        Assert.Equal($"{Base}/webinar/esempio-tavolo-tecnico/iscrizione/inviata", sent.Onward);
        Assert.Contains("Maria Rossi", (await visitor.FollowAsync(sent)).Text, StringComparison.Ordinal);
        var mail = (await _site.DeliverAsync()).Single();
        var links = MailLinkPattern().Matches(mail.TextBody + mail.HtmlBody).Select(match => match.Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.StartsWith($"http://localhost{Base}/", $"{link}/", StringComparison.Ordinal));
        var personal = new Uri(mail.PersonalLink()).AbsolutePath;
        Assert.StartsWith($"{Base}{Base}/", personal, StringComparison.Ordinal);

        var cancelled = await visitor.SubmitAsync(await visitor.GetAsync(personal), [], "form[action$='/annulla']");

        Assert.Equal(personal, cancelled.Location);
        Assert.Contains("Hai annullato", (await visitor.FollowAsync(cancelled)).Text, StringComparison.Ordinal);
        Assert.False(form.Response.Headers.Contains("Set-Cookie"));
        Assert.Contains(
            $"path={Base}/webinar/esempio-tavolo-tecnico/iscrizione;", sent.Response.Headers.GetValues("Set-Cookie").Single(),
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Staff_are_led_to_the_sign_in_and_back_below_it()
    {
        var led = await _site.NewVisitor().GetAsync($"{Base}/gestione/webinar");

        Assert.Equal($"{Base}/gestione/accesso?ritorno=%2Fiscrizioni%2Fgestione%2Fwebinar", led.Location);
        Assert.True(led.Response.Headers.CacheControl?.NoStore);
        var signedIn = await SignInAsync(_site.NewVisitor(), led.Location!);
        Assert.Equal($"{Base}/gestione/webinar", signedIn.Location);
        Assert.Contains(
            $"path={Base};", string.Concat(signedIn.Response.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_proxy_that_takes_it_off_leads_to_the_same_pages_with_the_same_links()
    {
        var visitor = _site.NewVisitor();
        foreach (var address in new[] { "/", "/webinar", "/iscrizioni/recupera", "/gestione/accesso" })
        {
            var (kept, taken) = (await visitor.GetAsync(Base + address), await visitor.GetAsync(address));

            Assert.Equal((200, 200), (kept.Status, taken.Status));
            Assert.Equal(kept.Heading, taken.Heading);
            Assert.Equal(Links(kept), Links(taken));
        }

        Assert.Equal("Pagina non trovata", (await visitor.GetAsync($"{Base}/non-esiste")).Heading);
        var form = await visitor.GetAsync("/webinar/esempio-tavolo-tecnico/iscrizione");
        var sent = await visitor.SubmitAsync(form, SignUpPageTests.Form());
        Assert.Contains("Maria Rossi", (await visitor.FollowAsync(sent)).Text, StringComparison.Ordinal);
        Assert.Contains(
            $"path={Base}/webinar/", sent.Response.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        var path = new Uri((await _site.DeliverAsync()).Single().PersonalLink()).AbsolutePath;
        Assert.StartsWith($"{Base}{Base}/", path, StringComparison.Ordinal);
        var (whole, shorter) = (await visitor.GetAsync(path), await visitor.GetAsync(path[Base.Length..]));
        Assert.Equal((200, 200, whole.Heading), (whole.Status, shorter.Status, shorter.Heading));
        Assert.Equal(Links(whole), Links(shorter));
    }

    public void Dispose() => _site.Dispose();

    private static IEnumerable<string?> Links(Page page) =>
        page.Document.QuerySelectorAll("[href], form").Select(element => element.GetAttribute("href") ?? element.GetAttribute("action"));

    private async Task<Visitor> SignedInAsync()
    {
        var visitor = _site.NewVisitor();
        await SignInAsync(visitor, $"{Base}/gestione/accesso");
        return visitor;
    }

    private static async Task<Page> SignInAsync(Visitor visitor, string address) => await visitor.SubmitAsync(
        await visitor.GetAsync(address),
        new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = CooperaSite.AdministratorPassword });

    [GeneratedRegex("^(https?:|mailto:|tel:|otpauth:)")]
    private static partial Regex ElsewherePattern();

    [GeneratedRegex("""http://localhost[^\s"<>)]*""")]
    private static partial Regex MailLinkPattern();
}
