using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Coordination;
using MimeKit;

namespace Coopera.Web.Tests.Mail;

/// <summary>What keeps a mail readable in the plainest of programs.</summary>
public sealed partial class MailLineTests(MailMessageTests.SiteWithPathBase fixture) : IClassFixture<MailMessageTests.SiteWithPathBase>
{
    private const string Host = "https://www.anci.example";
    private const int LongestAfterHost = 70;

    public static TheoryData<string> Mails() => [.. MailSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Every_link_has_at_most_70_characters_after_the_host_and_stands_on_one_line(string name)
    {
        var message = await ArrivesAsync(name);

        var links = Link().Matches(message.Plain()).Select(match => match.Value).ToList();
        Assert.NotEmpty(links);
        foreach (var link in links.Where(link => link.StartsWith(Host, StringComparison.Ordinal)))
        {
            Assert.True(link.Length - Host.Length <= LongestAfterHost, $"{link} has {link.Length - Host.Length} characters after the host.");
        }

        // What ends a line or a sentence is not taken for a part of it.
        Assert.All(links, link => Assert.Matches("[A-Za-z0-9/]$", link));
    }

    [Fact]
    public async Task The_longest_addresses_with_a_token_fit_too()
    {
        var links = fixture.Site.Services.GetService(typeof(MailLinks)) as MailLinks;
        var personal = links!.Personal(MailSamples.Registration);

        Assert.Equal(58, personal.Length - Host.Length);
        Assert.True($"{personal}/entra".Length - Host.Length <= LongestAfterHost);
        Assert.True($"{personal}/inviti".Length - Host.Length <= LongestAfterHost);
        Assert.True(links.Unsubscribe(MailSamples.Registration).Length - Host.Length <= LongestAfterHost);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("adhesion needs changes", "Che cosa serve, con le parole della segreteria:", "«Manca la firma.\nManca l’atto.»")]
    [InlineData("webinar cancelled", "La segreteria scrive:", "«Il relatore è malato.\nLo rifaremo a marzo.»")]
    public async Task What_staff_wrote_stands_as_a_quotation_with_who_says_it(string name, string opening, string words)
    {
        var message = await ArrivesAsync(name);

        Assert.Contains($"\n\n{opening}\n{words}\n\n", message.Plain(), StringComparison.Ordinal);
        var quotation = Assert.Single(message.Html().QuerySelectorAll("blockquote"));
        Assert.Equal((opening, words), (quotation.PreviousElementSibling!.TextContent, quotation.TextContent));
    }

    [Fact]
    public async Task Nothing_is_quoted_where_nobody_wrote_anything()
    {
        var message = await fixture.Site.ArrivesAsync(((WebinarCancelled)MailSamples.All["webinar cancelled"]) with { Message = "" });

        Assert.DoesNotContain("segreteria scrive", message.Plain(), StringComparison.Ordinal);
        Assert.Empty(message.Html().QuerySelectorAll("blockquote"));
    }

    [Fact]
    public async Task Receipt_numbers_and_codes_stay_in_one_piece()
    {
        var news = (AdhesionNews)MailSamples.All["adhesion accepted"];
        var number = news.Adhesion.ReceiptNumber!;

        var message = await fixture.Site.ArrivesAsync(news with { Kind = AdhesionEventKind.SignedCopyReceived });

        Assert.Equal(2, Unbroken(message).Count(text => text == number));
        Assert.Contains(news.Adhesion.DocumentCode, Unbroken(message));
        Assert.Contains($"Il numero di ricevuta è {number}.", message.Html().Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("confirmed with the platform")]
    [InlineData("place assigned with the platform")]
    [InlineData("webinar changed")]
    [InlineData("webinar restored")]
    public async Task The_way_in_is_a_button_with_the_link_in_full_beside_it(string name)
    {
        var html = (await ArrivesAsync(name)).Html();

        var button = Assert.Single(html.QuerySelectorAll("a"), a => a.TextContent == "Entra nel webinar");
        Assert.Contains("padding:", button.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Contains(html.QuerySelectorAll("a"), a => a.TextContent == button.GetAttribute("href"));
    }

    private static IEnumerable<string> Unbroken(MimeMessage message) => message.Html().QuerySelectorAll("span")
        .Where(span => span.GetAttribute("style") == "white-space:nowrap;").Select(span => span.TextContent);

    private Task<MimeMessage> ArrivesAsync(string name) => fixture.Site.ArrivesAsync(MailSamples.All[name]);

    [GeneratedRegex("https?://[^ \n]+")]
    private static partial Regex Link();
}
