using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Registrations;

/// <summary>What is said about an address that can be right and is probably not, without scripts. It stops nobody.</summary>
public sealed class AddressAdviceTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Certified = "Le caselle PEC di solito rifiutano le email: meglio un indirizzo ordinario.";

    private readonly CooperaSite _site = shared.Site;

    [Theory]
    [InlineData("maria@gmial.com", "Volevi dire maria@gmail.com?")]
    [InlineData("maria@pec.comune.example", Certified)]
    [InlineData("protocollo@legal.comune.campobellodilicata.ag.it", Certified)]
    public async Task Who_signs_up_with_such_an_address_is_signed_up_once_and_reads_it_on_the_next_page(string email, string advice)
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();

        var sent = await visitor.FollowAsync(
            await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), Form(email)));

        Assert.Contains($"{advice} Se l’email non arriva, torna al modulo e scrivi un altro indirizzo.", sent.Text, StringComparison.Ordinal);
        Assert.Equal(1, await _site.ReadAsync(db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id)));
    }

    [Fact]
    public async Task A_form_that_comes_back_says_it_at_the_field_which_is_not_called_wrong()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = Form("maria@gmial.com");
        form["FirstName"] = "";

        var again = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);

        Assert.Equal(422, again.Status);
        Assert.Equal("Volevi dire maria@gmail.com?", again.Document.QuerySelector("#Email-advice")!.TextContent);
        Assert.Contains("Email-advice", again.Document.QuerySelector("#Email")!.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Null(again.Document.QuerySelector("#Email")!.GetAttribute("aria-invalid"));
        Assert.Equal("", again.ErrorOf("Email"));
    }

    [Theory]
    [InlineData("/iscrizioni/recupera")]
    [InlineData("/coordinamento/richiesta-scheda")]
    [InlineData("/coordinamento/adesione")]
    public async Task So_do_the_other_forms_that_mail_something(string address)
    {
        var visitor = _site.NewVisitor();
        var fields = new Dictionary<string, string?>
        {
            ["Email"] = "maria@gmial.com",
            ["PrivacyNoticeRead"] = "true",
            ["BodyName"] = "Messina",
        };

        var sent = await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.GetAsync(address), fields));

        Assert.Contains("Volevi dire maria@gmail.com?", sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ordinary_address_is_left_alone()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();

        var sent = await visitor.FollowAsync(
            await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), Form("maria@comune.example")));

        Assert.DoesNotContain("torna al modulo", sent.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mària@comune.it", "Prima della chiocciola (@) non può esserci «à»")]
    [InlineData("maria@gmail,com", "non può esserci «,»")]
    [InlineData("maria rossi@comune.it", "non può esserci uno spazio")]
    [InlineData("maria@comune.it anna@comune.it", "Scrivi un indirizzo solo")]
    [InlineData("maria@comune", "All’indirizzo manca la fine")]
    public async Task The_sentence_names_what_is_wrong(string email, string sentence)
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();

        var again = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), Form(email));

        Assert.Equal(422, again.Status);
        Assert.Contains(sentence, again.ErrorOf("Email"), StringComparison.Ordinal);
        Assert.Equal(email, again.ValueOf("Email"));
    }

    [Fact]
    public async Task What_a_telephone_made_of_an_address_is_put_right()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();

        var sent = await visitor.FollowAsync(
            await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), Form("m.d’angelo＠comune.example.")));

        Assert.Contains("m.d'angelo@comune.example", sent.Text, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Form(string email) => new()
    {
        ["FirstName"] = "Maria",
        ["LastName"] = "Rossi",
        ["Email"] = email,
        ["ParticipantKind"] = "Citizen",
        ["PrivacyNoticeRead"] = "true",
    };
}
