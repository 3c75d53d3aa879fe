using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Coordination;

public sealed class AdhesionWizardTests : IDisposable
{
    // A body has one adhesion, and all take the same body.
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task A_body_goes_through_the_four_steps_without_script_and_reads_what_it_wrote()
    {
        var visitor = _site.NewVisitor();

        var status = await visitor.GetAsync(await Bodies.FillInAsync(_site, visitor));

        Assert.Equal("Adesione del Comune di Messina (ME)", status.Heading);
        Assert.Contains("Il prossimo passo: la firma", status.Text, StringComparison.Ordinal);
        Assert.Contains("Lucia D’Angelo, sindaca o sindaco", status.Text, StringComparison.Ordinal);
        Assert.Contains("Sì: ordinari, minori stranieri non accompagnati (MSNA), 25 posti", status.Text, StringComparison.Ordinal);
        Assert.Contains("Delibera n. 12/2026 del 25 gennaio 2026", status.Text, StringComparison.Ordinal);
        var adhesion = await _site.ReadAsync(db => db.Adhesions.SingleAsync(a => a.PublicBodyCode == Bodies.Messina));
        Assert.Equal(AdhesionStatus.Draft, adhesion.Status);
        Assert.Equal("protocollo@pec.comune.example", adhesion.Pec.Display);
        Assert.Equal("ufficio.sai@comune.example", adhesion.Email.Display);
        Assert.NotEmpty(adhesion.PrivacyNoticeVersion);
    }

    [Fact]
    public async Task The_link_in_the_mail_takes_a_colleague_to_where_the_first_one_stopped()
    {
        await Bodies.AskAsync(_site.NewVisitor());
        var mail = (await _site.DeliverAsync()).Single();
        var colleague = _site.NewVisitor();
        await Bodies.OpenAsync(colleague, Bodies.LinkIn(mail)!);

        var page = await _site.NewVisitor().GetAsync(Bodies.LinkIn(mail)!);

        Assert.Equal("ufficio.sai@comune.example", mail.To.Mailboxes.Single().Address);
        Assert.Contains("Il prossimo passo: le persone", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_suggested_pec_is_filled_in_and_can_be_corrected()
    {
        var visitor = _site.NewVisitor();

        await Bodies.AskAsync(visitor);
        var step = await Bodies.OpenAsync(visitor, await Bodies.MailedLinkAsync(_site));

        var suggested =
            await _site.ReadAsync(db => db.PublicBodies.Where(b => b.Code == Bodies.Messina).Select(b => b.SuggestedPec).SingleAsync());
        Assert.NotNull(suggested);
        Assert.Equal(suggested.Display, step.ValueOf("Pec"));
    }

    [Fact]
    public async Task Saving_for_later_keeps_what_is_there_and_asks_for_nothing_else()
    {
        var visitor = _site.NewVisitor();
        await Bodies.AskAsync(visitor);
        var status = await Bodies.MailedLinkAsync(_site);
        await Bodies.OpenAsync(visitor, status);

        var saved = await visitor.SubmitAsync(
            await visitor.GetAsync($"{status}/persone"), new() { ["RepresentativeFirstName"] = "Lucia", ["Later"] = "true" });

        Assert.Equal(status, saved.Onward);
        Assert.Contains("Salvato", (await visitor.FollowAsync(saved)).Text, StringComparison.Ordinal);
        Assert.Equal("Lucia", (await visitor.GetAsync($"{status}/persone")).ValueOf("RepresentativeFirstName"));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Whoever_holds_the_link_cannot_have_another_mailbox_written_to(string later)
    {
        var clock = new FakeTimeProvider(TestDatabase.Now);
        using var site = new CooperaSite(clock: clock);
        var visitor = site.NewVisitor();
        await Bodies.AskAsync(visitor);
        var step = await Bodies.OpenAsync(visitor, await Bodies.MailedLinkAsync(site));
        clock.Advance(TimeSpan.FromHours(1)); // the link was not mailed just now

        var again = await visitor.SubmitAsync(
            step, new() { ["Pec"] = "protocollo@pec.comune.example", ["Email"] = "altra.persona@comune.example", ["Later"] = later });

        Assert.Equal(422, again.Status);
        Assert.StartsWith(
            "Qui va l’indirizzo a cui è arrivato il link: ufficio.sai@comune.example.", again.ErrorOf("Email"), StringComparison.Ordinal);
        Assert.Equal(("altra.persona@comune.example", "protocollo@pec.comune.example"), (again.ValueOf("Email"), again.ValueOf("Pec")));
        Assert.DoesNotContain(
            await site.DeliverAsync(), mail => mail.To.Mailboxes.Single().Address == "altra.persona@comune.example");
    }

    [Fact]
    public async Task A_step_with_gaps_is_shown_again_with_everything_typed_and_what_to_do()
    {
        var visitor = _site.NewVisitor();
        await Bodies.AskAsync(visitor);
        var status = await Bodies.MailedLinkAsync(_site);
        await Bodies.OpenAsync(visitor, status);
        var people = Bodies.People();
        people["RepresentativeLastName"] = "";
        people["TechnicalEmail"] = "non un indirizzo";

        var again = await visitor.SubmitAsync(await visitor.GetAsync($"{status}/persone"), people);

        Assert.Equal(422, again.Status);
        Assert.Equal("Inserisci il cognome di chi firma per l’ente.", again.ErrorOf("RepresentativeLastName"));
        Assert.Equal("Nell’indirizzo manca la chiocciola (@): scrivilo per intero, per esempio nome@comune.it.", again.ErrorOf("TechnicalEmail"));
        Assert.Equal("Lo Bue", again.ValueOf("TechnicalLastName"));
        Assert.Equal("non un indirizzo", again.ValueOf("TechnicalEmail"));
    }

    [Fact]
    public async Task Two_colleagues_on_the_same_step_are_told_and_neither_loses_what_they_typed()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var first = await visitor.GetAsync($"{status}/persone");
        var second = await visitor.GetAsync($"{status}/persone");
        await visitor.SubmitAsync(first, new() { ["TechnicalFirstName"] = "Anna" });

        var told = await visitor.SubmitAsync(second, new() { ["TechnicalFirstName"] = "Bruna" });

        Assert.Equal(422, told.Status);
        Assert.Contains("Nel frattempo la scheda è stata modificata", told.Text, StringComparison.Ordinal);
        Assert.Equal("Bruna", told.ValueOf("TechnicalFirstName"));
        Assert.Equal(303, (await visitor.SubmitAsync(told, [])).Status);
        Assert.Equal(
            "Bruna",
            (await _site.ReadAsync(db => db.Adhesions.SingleAsync(a => a.PublicBodyCode == Bodies.Messina))).TechnicalContact.FirstName);
    }

    [Fact]
    public async Task A_name_that_leaves_a_doubt_offers_the_bodies_to_choose_from()
    {
        var visitor = _site.NewVisitor();

        var again = await visitor.SubmitAsync(await visitor.GetAsync("/coordinamento/adesione"), Bodies.Start("castel"));
        var chosen = await visitor.SubmitAsync(again, new() { ["PublicBodyCode"] = "083013" });

        Assert.Equal(422, again.Status);
        Assert.True(again.Document.QuerySelectorAll("[name=PublicBodyCode][type=radio]").Length > 1);
        Assert.Equal(303, chosen.Status);
        Assert.True(await _site.ReadAsync(db => db.Adhesions.AnyAsync(a => a.PublicBodyCode == "083013")));
    }

    [Fact]
    public async Task A_link_cut_by_a_mail_program_leads_to_help()
    {
        var page = await _site.NewVisitor().GetAsync("/coordinamento/adesione/CfDJ8-qualcosa/persone");

        Assert.Equal(404, page.Status);
        Assert.Equal("Questo link non funziona più", page.Heading);
    }

    [Fact]
    public async Task Withdrawing_a_draft_frees_the_body_and_tells_who_follows_it_alone()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);

        await visitor.SubmitAsync(
            await visitor.GetAsync(status), new() { ["reason"] = "Abbiamo cambiato programma." }, "form[action$=ritira]");

        Assert.Contains("L’adesione è ritirata", (await visitor.GetAsync(status)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await _site.DeliverAsync(), m => m.Subject!.Contains("ritirata", StringComparison.Ordinal));
        await _site.NobodyThinksAgainAsync();
        var mails = (await _site.DeliverAsync()).Where(m => m.Subject!.Contains("ritirata", StringComparison.Ordinal)).ToList();
        // Anybody may have written it, and to whatever address.
        Assert.DoesNotContain("Abbiamo cambiato programma.", mails.Single().TextBody!, StringComparison.Ordinal);
        Assert.False(await _site.ReadAsync(db => db.OutgoingMails.AnyAsync(m => m.Kind == MailKinds.AdhesionCopyToBody)));
        Assert.Equal(303, (await visitor.SubmitAsync(await visitor.GetAsync("/coordinamento/adesione"), Bodies.Start())).Status);
    }

    [Fact]
    public async Task A_body_that_thinks_again_goes_on_where_it_was_and_when_it_is_too_late_that_is_said()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        await visitor.SubmitAsync(await visitor.GetAsync(status), [], "form[action$=ritira]");
        const string Restore = "form[action$=rimetti]";
        var withdrawn = await visitor.GetAsync(status);

        var back = await visitor.FollowAsync(await visitor.SubmitAsync(withdrawn, [], Restore));
        var twice = await visitor.FollowAsync(await visitor.SubmitAsync(withdrawn, [], Restore));

        Assert.All([back, twice], page => Assert.Contains("L’adesione è di nuovo com’era", page.Text, StringComparison.Ordinal));
        await _site.NobodyThinksAgainAsync();
        Assert.DoesNotContain(await _site.DeliverAsync(), m => m.Subject!.Contains("ritirata", StringComparison.Ordinal));
        await visitor.SubmitAsync(await visitor.GetAsync(status), [], "form[action$=ritira]");
        var again = await visitor.GetAsync(status);
        await _site.WriteAsync(db => db.Adhesions.ExecuteUpdateAsync(
            a => a.SetProperty(x => x.LastMovedAt, DateTimeOffset.UtcNow.AddMinutes(-11))));
        var late = await visitor.SubmitAsync(again, [], Restore);
        Assert.Equal(409, late.Status);
        Assert.Contains("Sono passati più di dieci minuti", late.Text, StringComparison.Ordinal);
        Assert.Equal(AdhesionStatus.Withdrawn, (await _site.ReadAsync(
            db => db.Adhesions.SingleAsync(a => a.PublicBodyCode == Bodies.Messina))).Status);
    }

    public void Dispose() => _site.Dispose();
}
