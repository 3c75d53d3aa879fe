using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Webinars;

/// <summary>The world moves on while somebody fills in the form.</summary>
public sealed class OpenFormTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    // Each moves the clock.
    private readonly CooperaSite _site;

    public OpenFormTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task The_webinar_filled_up_and_the_person_is_told_of_the_waiting_list()
    {
        var (visitor, form) = await OpenFormAsync(capacity: 1);
        await FillUpAsync();

        var receipt = await visitor.FollowAsync(await visitor.SubmitAsync(form, SignUpPageTests.Form()));

        Assert.Equal("Sei in lista d’attesa", receipt.Heading);
        Assert.Contains("non devi fare altro", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("Maria Rossi", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(
            RegistrationStatus.Waiting, (await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.LastName == "Rossi"))).Status);
    }

    [Fact]
    public async Task The_webinar_filled_up_while_a_mistake_is_put_right_and_the_form_says_so_with_everything_typed()
    {
        var (visitor, form) = await OpenFormAsync(capacity: 1);
        await FillUpAsync();
        var typed = SignUpPageTests.Form();
        typed["Email"] = "maria.rossi";

        var again = await visitor.SubmitAsync(form, typed);

        Assert.Equal(422, again.Status);
        Assert.Contains("I posti sono esauriti", again.Text, StringComparison.Ordinal);
        Assert.Equal("Mettiti in lista d’attesa", again.Document.QuerySelector("main form button")!.TextContent);
        Assert.Equal("Maria", again.ValueOf("FirstName"));
        Assert.Equal("Assistente sociale", again.ValueOf("Role"));
        Assert.Equal(
            "Sei in lista d’attesa", (await visitor.FollowAsync(await visitor.SubmitAsync(again, SignUpPageTests.Form()))).Heading);
    }

    [Fact]
    public async Task Registration_closed_meanwhile()
    {
        var (visitor, form) = await OpenFormAsync();
        _clock.Advance(TimeSpan.FromHours(7));

        await AssertKindRefusalAsync(visitor, form, "Le iscrizioni sono chiuse", "/contatti");
    }

    [Fact]
    public async Task The_webinar_was_held_meanwhile()
    {
        var (visitor, form) = await OpenFormAsync();
        _clock.Advance(TimeSpan.FromHours(11));

        await AssertKindRefusalAsync(visitor, form, "Questo webinar si è concluso", "/webinar");
    }

    [Fact]
    public async Task The_webinar_was_cancelled_meanwhile()
    {
        var (visitor, form) = await OpenFormAsync();
        await _site.WriteAsync(
            async db => (await db.Webinars.SingleAsync(w => w.Slug == "breve")).Cancel("La relatrice sta male: lo rifacciamo a maggio."));

        var answer = await AssertKindRefusalAsync(visitor, form, "Questo webinar è stato annullato", "/contatti");

        Assert.Contains("lo rifacciamo a maggio", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_made_to_correct_a_form_that_can_no_longer_be_sent()
    {
        var (visitor, form) = await OpenFormAsync();
        _clock.Advance(TimeSpan.FromHours(7));
        var typed = SignUpPageTests.Form();
        typed["Email"] = "maria.rossi";

        var answer = await visitor.SubmitAsync(form, typed);

        Assert.Contains("Le iscrizioni sono chiuse", answer.Text, StringComparison.Ordinal);
        Assert.Null(answer.Document.QuerySelector("main form"));
        Assert.DoesNotContain("Errore", answer.Document.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_webinar_is_gone_meanwhile()
    {
        var (visitor, form) = await OpenFormAsync();
        await _site.WriteAsync(db => db.Webinars.Where(w => w.Slug == "breve").ExecuteDeleteAsync());

        var answer = await visitor.SubmitAsync(form, SignUpPageTests.Form());

        Assert.Equal(404, answer.Status);
        Assert.Equal("Non troviamo questo webinar", answer.Heading);
    }

    public void Dispose() => _site.Dispose();

    private async Task<(Visitor Visitor, Page Form)> OpenFormAsync(int? capacity = null)
    {
        var start = _clock.GetUtcNow().AddHours(8);
        await _site.WebinarAsync(() => new Webinar("breve", "Breve", start, start.AddHours(2))
        {
            Capacity = capacity,
            RegistrationClosesAt = start.AddHours(-2),
        });
        var visitor = _site.NewVisitor();
        return (visitor, await visitor.GetAsync("/webinar/breve/iscrizione"));
    }

    private async Task FillUpAsync()
    {
        var quicker = _site.NewVisitor();
        var form = SignUpPageTests.Form("altra@comune.example");
        form["LastName"] = "Bianchi";
        Assert.Equal(303, (await quicker.SubmitAsync(await quicker.GetAsync("/webinar/breve/iscrizione"), form)).Status);
    }

    private async Task<Page> AssertKindRefusalAsync(Visitor visitor, Page form, string why, string wayOn)
    {
        var answer = await visitor.SubmitAsync(form, SignUpPageTests.Form());

        Assert.Equal(200, answer.Status);
        Assert.Contains(why, answer.Text, StringComparison.Ordinal);
        Assert.Contains("Non abbiamo registrato nessun dato", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Document.QuerySelector($"main .notice a[href='{wayOn}']"));
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync()));
        Assert.Empty(await _site.DeliverAsync());
        return answer;
    }
}
