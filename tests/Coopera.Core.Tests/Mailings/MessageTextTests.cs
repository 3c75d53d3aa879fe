using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Mailings;

/// <summary>What becomes of a text in Markdown and of what its fields stand for.</summary>
public sealed class MessageTextTests
{
    private static readonly SecretariatMessage Sample = (SecretariatMessage)MailSamples.All["message to people"];

    [Fact]
    public async Task A_name_is_a_name_whatever_signs_it_holds()
    {
        var reader = Sample.Reader with { BodyName = "**Ente** [x](https://male.example) {{entra}} <b>" };

        var (html, text) = await ReadAsync(Sample with { Body = "Per {{ente}}.", Reader = reader });

        Assert.Equal(["Per **Ente** [x](https://male.example) {{entra}} <b>."], text);
        Assert.DoesNotContain("href", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<strong>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_in_an_address_brings_no_scheme_of_its_own()
    {
        var reader = Sample.Reader with { BodyName = "javascript:alert(1)" };

        var (html, _) = await ReadAsync(Sample with { Body = "[x]({{ente}})", Reader = reader });

        Assert.DoesNotContain("href=\"javascript:", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Markup_is_shown_as_text_and_no_picture_is_loaded()
    {
        var (html, _) = await ReadAsync(Sample with
        {
            Body = "<img src=x onerror=alert(1)>\n\n![foto](https://male.example/x.png)\n\n[x](javascript:alert(1))",
        });

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_alone_is_a_button_and_as_text_stands_below_what_it_is_called()
    {
        var (html, text) = await ReadAsync(Sample with
        {
            Body = "Ciao {{nome}},\n\n[Apri]({{pagina}})\n\nVedi [la pagina]({{pagina}}).\n\n1. uno\n2. due\n   - tre\n\nQui: {{pagina}}.",
        });

        var page = "https://www.anci.example/iscrizioni/webinar/accogliere-insieme";
        Assert.Contains("Se il pulsante non funziona", html, StringComparison.Ordinal);
        Assert.Equal(
            ["Ciao Maria,", $"Apri:\n{page}", $"Vedi la pagina.\nLa pagina:\n{page}", "1. uno\n2. due\n  - tre", $"Qui: {page} ."],
            text.Select(line => line.Replace("http://localhost", "https://www.anci.example/iscrizioni", StringComparison.Ordinal)));
    }

    private static async Task<(string Html, IReadOnlyList<string> Text)> ReadAsync(WrittenMessage message)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var links = database.Services.GetRequiredService<MailLinks>();
        var parts = MessageText.Of(message, links).Parts.Select(part => part.Button is { } button
            ? $"Se il pulsante non funziona {button.Address}"
            : part.Html.ToString());
        return (string.Concat(parts), [.. MessageText.Of(message, links).Paragraphs()]);
    }
}
