using System.Text.RegularExpressions;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Mail;

public sealed class MailLinkTests
{
    [Theory]
    [InlineData("https://www.anci.example", null, "https://www.anci.example/webinar/")]
    [InlineData("https://www.anci.example/", null, "https://www.anci.example/webinar/")]
    [InlineData("https://www.anci.example/iscrizioni", null, "https://www.anci.example/iscrizioni/webinar/")]
    [InlineData("https://www.anci.example/iscrizioni/", "/iscrizioni", "https://www.anci.example/iscrizioni/webinar/")]
    [InlineData("https://www.anci.example:8443", "/iscrizioni", "https://www.anci.example:8443/iscrizioni/webinar/")]
    public async Task Links_begin_with_the_public_address_and_hold_the_path_base_once(string baseUrl, string? pathBase, string expected)
    {
        using var site = new CooperaSite(new() { ["Site:BaseUrl"] = baseUrl, ["Site:PathBase"] = pathBase });

        var message = await site.ArrivesAsync(MailSamples.All["confirmed"]);

        Assert.Contains($"\n{expected}accogliere-insieme\n", message.Plain(), StringComparison.Ordinal);
        Assert.Contains($"\"{expected}accogliere-insieme\"", message.HtmlBody!, StringComparison.Ordinal);
        Assert.EndsWith("@www.anci.example", message.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_greeted_by_what_is_no_name()
    {
        using var site = new CooperaSite();
        var mail = (RegistrationToConfirm)MailSamples.All["to confirm"];

        var message = await site.ArrivesAsync(mail with { Registration = mail.Registration with { FirstName = "www.truffa.example" } });

        Assert.DoesNotContain("truffa", message.Plain() + message.HtmlBody, StringComparison.Ordinal);
        Assert.StartsWith("Ciao,\n", message.Plain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mail_with_a_personal_link_says_that_it_opens_something()
    {
        using var site = new CooperaSite();
        var links = site.Services.GetRequiredService<MailLinks>();
        await site.NewVisitor().GetAsync("/");
        foreach (var (name, content) in MailSamples.All)
        {
            var text = string.Join('\n', content.WithBallot(Ballot.Draw).Text(links));
            var opens = Regex.IsMatch(
                text, "/(iscrizioni|coordinamento/adesione|i-miei-dati|questionari|attestati/miei)/[A-Za-z0-9_-]{35,}");
            Assert.Equal((name, opens), (name, content.OpensSomething));
        }
    }
}
