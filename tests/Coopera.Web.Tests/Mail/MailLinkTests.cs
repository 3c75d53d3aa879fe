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
}
