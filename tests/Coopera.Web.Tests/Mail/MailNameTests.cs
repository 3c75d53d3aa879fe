using System.Text;
using Coopera.Core.Mail.Mails;
using MimeKit;

namespace Coopera.Web.Tests.Mail;

/// <summary>Names and titles as people have them, and as nobody has them.</summary>
public sealed class MailNameTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Theory]
    [InlineData("Nicolò", "D'Angelo")]
    [InlineData("Søren", "De Blasi-Øster")]
    [InlineData("Maria", "Lo Bue, detta \"Mimì\"")]
    [InlineData("太郎", "日本")]
    public async Task A_name_arrives_as_it_is_in_head_body_and_calendar(string first, string last)
    {
        var message = await ArrivesAsync(first, last, "Accogliere insieme");

        Assert.Equal($"{first} {last}", Assert.Single(message.To.Mailboxes).Name);
        Assert.Contains($"Ciao {first},", message.Plain(), StringComparison.Ordinal);
        Assert.Contains($"Ciao {first},", message.Html().Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"{first} {last}".Replace('"', '\''), message.Calendar().Events.Single()!.Attendees.Single().CommonName);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\u2028")]
    [InlineData("\u0085")]
    public async Task Nobody_adds_a_line_to_the_head(string lineBreak)
    {
        var message = await ArrivesAsync(
            "Maria", $"Rossi{lineBreak}Bcc: altri@comune.example", $"Titolo{lineBreak}X-Spam: no{lineBreak}{lineBreak}Corpo");

        Assert.Empty(message.Bcc);
        Assert.False(message.Headers.Contains("X-Spam"));
        Assert.Equal("Iscrizione confermata: Titolo X-Spam: no Corpo", message.Subject);
        Assert.Equal("Maria Rossi Bcc: altri@comune.example", Assert.Single(message.To.Mailboxes).Name);
        Assert.Equal("maria.rossi@comune.example", Assert.Single(message.To.Mailboxes).Address);
    }

    [Fact]
    public async Task Nobody_adds_a_line_to_the_calendar()
    {
        var message = await ArrivesAsync(
            "Maria", "Rossi\r\nATTENDEE:mailto:altri@comune.example", "Titolo\r\nURL:https://male.example\nEND:VEVENT");

        var calendarEvent = message.Calendar().Events.Single()!;
        Assert.Single(calendarEvent.Attendees);
        Assert.StartsWith("http://localhost/iscrizioni/", calendarEvent.Url!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_is_shown_and_not_obeyed()
    {
        const string Markup = "<img src=x onerror=alert(1)><b>Titolo</b> & \"altro\"";

        var message = await ArrivesAsync("<i>Maria</i>", "Rossi", Markup);

        var html = message.Html();
        Assert.Empty(html.QuerySelectorAll("img:not([src^='cid:']), i, b"));
        Assert.Contains(Markup, html.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ciao <i>Maria</i>,", html.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Markup, message.Plain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accented_domain_goes_out_as_the_wire_wants_it()
    {
        var message = await _site.ArrivesAsync(MailSamples.Row(MailSamples.All["waiting"], recipient: "Maria.Rossi@forlì.example"));

        var written = Encoding.ASCII.GetString(message.Headers.Single(header => header.Id == HeaderId.To).RawValue);
        Assert.Equal("Maria Rossi <Maria.Rossi@xn--forl-tpa.example>", written.Trim());
    }

    private Task<MimeMessage> ArrivesAsync(string first, string last, string title)
    {
        var mail = new RegistrationConfirmed(
            MailSamples.Webinar with { Title = title }, MailSamples.Registration with { FirstName = first, LastName = last });
        return _site.ArrivesAsync(MailSamples.Row(mail, $"{first} {last}", "maria.rossi@comune.example"));
    }
}
