using Coopera.Core.Mailings;
using Coopera.Domain.Mailings;

namespace Coopera.Core.Tests.Mailings;

public sealed class MessageRulesTests
{
    private const string Token = "CfDJ8Kx0-_aZ91bQmPtt3Vw";

    [Theory]
    [InlineData("https://www.anci.example/iscrizioni/" + Token)]
    [InlineData("https://www.anci.example/iscrizioni/iscrizioni/" + Token + "/entra")]
    [InlineData("[la tua pagina](/iscrizioni/" + Token + ")")]
    [InlineData("[qui](https://www.anci.example/%69scrizioni/" + Token + ")")]
    [InlineData("<https://www.anci.example/coordinamento/adesione/" + Token + ">")]
    [InlineData("https://www.anci.example/coordinamento/adesione/CfDJ8Kx0\\-\\_aZ91bQmPtt3Vw")]
    [InlineData("[qui](https://www.anci.example&#47;iscrizioni&#47;" + Token + ")")]
    [InlineData("https://www.anci.example/gestione/password/" + Token)]
    [InlineData("https://www.anci.example/gestione/invito/" + Token)]
    public void A_text_with_somebody_s_personal_link_is_refused(string text) => Assert.Contains(
        MessageRules.Problems(Content(text)), problem => problem.Sentence.Contains("link personale di qualcuno", StringComparison.Ordinal));

    [Theory]
    [InlineData("https://www.anci.example/iscrizioni/recupera")]
    [InlineData("https://www.anci.example/iscrizioni/webinar/secondo-tavolo-tecnico-della-rete")]
    [InlineData("https://www.anci.example/iscrizioni/comunicati/nasce-la-rete-20-comuni-insieme")]
    [InlineData("[scheda](/coordinamento/richiesta-scheda) e [adesione](/coordinamento/adesione?ente=082053)")]
    [InlineData("**Grassetto**, {{nome}} e [pagina]({{pagina}})")]
    public void Public_links_are_welcome(string text) => Assert.Empty(MessageRules.Problems(Content(text)));

    [Theory]
    [InlineData("Ciao {{nme}}", "{{nme}}: intendevi {{nome}}?")]
    [InlineData("{{iscriviti}}", "{{iscriviti}} non c’è")]
    [InlineData("{{password}}", "{{password}} non c’è. Qui puoi usare: {{nome}}")]
    [InlineData("{% for x in y %}{{nome}", "parentesi graffa")]
    public void A_field_that_does_not_exist_is_told_before_anybody_is_written_to(string text, string sentence) =>
        Assert.Contains(sentence, string.Join('|', MessageRules.Problems(Content(text))), StringComparison.Ordinal);

    [Fact]
    public void A_subject_holds_no_link() => Assert.Contains(
        MessageRules.Problems(Content("Testo") with { Subject = "{{titolo}}: {{pagina}}" }),
        problem => problem == ("Subject", "Nell’oggetto non ci sta un link: {{pagina}} va nel testo."));

    [Fact]
    public void A_text_that_is_nested_without_end_is_refused_and_not_read() =>
        Assert.Contains(
            "troppi livelli", MessageRules.Problems(Content(new string('>', 5000) + " x")).Single().Sentence, StringComparison.Ordinal);

    private static MailingContent Content(string body) =>
        new("Oggetto", body, new Audience(AudienceKind.People, 1, PeopleStates.Confirmed));
}
