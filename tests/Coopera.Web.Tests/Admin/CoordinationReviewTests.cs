using AngleSharp.Dom;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>The page of one adhesion, and every button on it.</summary>
public sealed class CoordinationReviewTests : IDisposable
{
    private readonly CooperaSite _site = CoordinationFiles.Site();

    [Fact]
    public async Task The_page_shows_everything_there_is()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview, daysAgo: 2);

        var page = await (await _site.NewStaffMemberAsync()).OpenAsync(adhesion);

        Assert.Equal("Comune di Messina (ME)", page.Heading);
        Assert.All(
            [
                "Aspetta la segreteria da 2 giorni", "codice 083048 (catastale F158), provincia di Messina",
                "protocollo@pec.comune.example", "Nel registro: ",
                "Agata D'Amico, sindaca o sindaco", "Nicolò Lo Bue", "Assistente sociale, Servizi sociali",
                "Sì: ordinari, 40 posti", "Delibera n. 12 del 10 gennaio 2026",
                adhesion.ReceiptNumber!, adhesion.DocumentCode, "scheda.pdf", new string('a', 64), "collega@anci.example",
                "versione del 1° gennaio 2026, letta il 13 gennaio 2026",
            ],
            text => Assert.Contains(text, page.Text, StringComparison.Ordinal));
        Assert.Equal(404, (await (await _site.NewStaffMemberAsync()).GetAsync($"/gestione/adesioni/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task A_draft_without_its_pec_is_not_said_to_be_complete()
    {
        var adhesion = await _site.AddAsync(Bodies.Messina, AdhesionStatus.Draft);
        await _site.WriteAsync(async db =>
        {
            var body = await db.PublicBodies.SingleAsync(b => b.Code == Bodies.Messina);
            var draft = await db.Adhesions.SingleAsync(a => a.Id == adhesion.Id);
            var contact = new ContactPerson("Nuccio", "Lo Bue", "", "", "", EmailAddress.Parse("nuccio.lobue@comune.example"));
            draft.ChangeBody(body, draft.Email, EmailAddress.None, Actor.Body, Adhesions.Now);
            draft.TellPeople(
                body, new LegalRepresentative("Lucia", "D’Angelo", LegalOffice.Mayor), ContactPerson.Unknown, contact,
                Actor.Body, Adhesions.Now);
            draft.TellNetworkAndAct(
                new SaiNetwork(SaiProject.No, SaiKinds.None, null), new AdhesionAct(ActKind.ToBeAdopted, "", null),
                Actor.Body, Adhesions.Now);
        });

        var page = await (await _site.NewStaffMemberAsync()).OpenAsync(adhesion);

        Assert.Contains("Tocca all’ente: deve ancora indicare la PEC dell’ente.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_it_up_tells_the_body_and_shows_who_did()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.FollowAsync(await staff.PressAsync(await staff.OpenAsync(adhesion), "verifica"));

        Assert.Contains("Hai preso in verifica l’adesione", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("[formaction$='/verifica']"));
        Assert.Equal(AdhesionStatus.InReview, (await _site.AdhesionAsync(adhesion.Id)).Status);
        Assert.Equal(
            ["ufficio@comune.example: Stiamo verificando l’adesione, Comune di Messina (ME)"], await _site.MailsAsync(adhesion.Id));
        Assert.Equal(["prende in verifica l’adesione | Comune di Messina (ME) | "], await _site.RegisterAsync());
        var list = await staff.GetAsync("/gestione/adesioni");
        Assert.Contains(CooperaSite.AdministratorEmail, list.Document.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_checklist_is_kept_and_ticking_takes_the_adhesion_up()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.FollowAsync(
            await staff.PressAsync(await staff.OpenAsync(adhesion), "verifica", ("SchedaSigned", "true"), ("ActSeen", "true")));

        Assert.True(page.Document.QuerySelector("#Form_SchedaSigned")!.HasAttribute("checked"));
        Assert.False(page.Document.QuerySelector("#Form_RightSigner")!.HasAttribute("checked"));
        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal((AdhesionStatus.InReview, ReviewChecks.SchedaSigned | ReviewChecks.Act), (stored.Status, stored.Checks));
        Assert.Single(await _site.MailsAsync(adhesion.Id));

        await staff.FollowAsync(await staff.PressAsync(page, "controlli", ("RightSigner", "true"), ("DataAgree", "true")));

        Assert.Equal(ReviewChecks.All, (await _site.AdhesionAsync(adhesion.Id)).Checks);
        Assert.Single(await _site.MailsAsync(adhesion.Id));
        Assert.Equal("aggiorna la lista di controllo | Comune di Messina (ME) | completa", (await _site.RegisterAsync())[^1]);
    }

    [Fact]
    public async Task A_checked_adhesion_is_accepted_with_one_button_and_is_on_the_public_list_at_once()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);
        await _site.WriteAsync(async db => (await db.LockAdhesionAsync(adhesion.Id))!.Check(
            ReviewChecks.All, CoordinationFiles.Colleague, CoordinationFiles.Now));
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.FollowAsync(await staff.PressAsync(await staff.OpenAsync(adhesion), "accogli"));

        Assert.Contains("Adesione accolta: da ora l’ente è nell’elenco pubblico", page.Text, StringComparison.Ordinal);
        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal((AdhesionStatus.Accepted, new DateOnly(2026, 1, 15)), (stored.Status, stored.MemberSince));
        Assert.Contains("Messina", (await _site.NewVisitor().GetAsync("/coordinamento")).Text, StringComparison.Ordinal);
        var suggested = await _site.ReadAsync(
            db => db.PublicBodies.Where(b => b.Code == CoordinationFiles.Messina).Select(b => b.SuggestedPec).SingleAsync());
        var mails = await _site.MailsAsync(adhesion.Id);
        Assert.Equal(
            new[] { "ufficio@comune.example", suggested!.Display, "protocollo@pec.comune.example" }.Order(StringComparer.Ordinal),
            mails.Select(m => m.Split(':')[0]));
        Assert.Equal(["accoglie l’adesione | Comune di Messina (ME) | "], await _site.RegisterAsync());
    }

    [Theory]
    [InlineData(AdhesionStatus.Submitted)]
    [InlineData(AdhesionStatus.InReview)]
    public async Task What_was_just_ticked_is_kept_with_the_one_button_that_accepts(AdhesionStatus status)
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, status);
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.OpenAsync(adhesion);
        var primary = Assert.Single(page.Document.QuerySelectorAll(".review-work > section > form .btn-primary"));
        Assert.Equal("Accogli l’adesione", primary.TextContent.Trim());

        await staff.FollowAsync(await staff.PressAsync(
            page, "accogli", ("SchedaSigned", "true"), ("RightSigner", "true"), ("DataAgree", "true"), ("ActSeen", "true")));

        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal((AdhesionStatus.Accepted, ReviewChecks.All), (stored.Status, stored.Checks));
        Assert.Equal(["accoglie l’adesione | Comune di Messina (ME) | "], await _site.RegisterAsync());
    }

    [Fact]
    public async Task An_incomplete_checklist_asks_for_a_second_word_and_no_more()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);
        var staff = await _site.NewStaffMemberAsync();

        var warned = await staff.PressAsync(await staff.OpenAsync(adhesion), "accogli");

        Assert.Equal(422, warned.Status);
        Assert.Contains("Manca ancora:", warned.Text, StringComparison.Ordinal);
        Assert.Contains("conferma che accogli l’adesione comunque", warned.ErrorOf("Form_AcceptAnyway"), StringComparison.Ordinal);
        Assert.Equal(AdhesionStatus.InReview, (await _site.AdhesionAsync(adhesion.Id)).Status);
        Assert.Empty(await _site.MailsAsync(adhesion.Id));

        await staff.FollowAsync(await staff.PressAsync(warned, "accogli", ("AcceptAnyway", "true")));

        Assert.Equal(AdhesionStatus.Accepted, (await _site.AdhesionAsync(adhesion.Id)).Status);
        var line = (await _site.RegisterAsync()).Single();
        Assert.StartsWith(
            "accoglie l’adesione | Comune di Messina (ME) | senza aver verificato: la scheda è firmata", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_are_asked_for_with_ready_texts_that_can_be_edited()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.OpenAsync(adhesion);

        var form = page.Document.QuerySelector("form[action$='/integrazioni']")!;
        form.SetAttribute("action", form.QuerySelector("button[formaction]")!.GetAttribute("formaction")!);
        var prepared = await staff.PressAsync(
            page, "testi", ("RequestText", "Gentile ufficio,"), ("Topics[firma]", "true"), ("Topics[atto]", "true"));

        Assert.Equal(200, prepared.Status);
        var text = prepared.AreaOf("Form.RequestText");
        Assert.StartsWith("Gentile ufficio,\n\nLa scheda che abbiamo ricevuto non risulta firmata.", text.Trim(), StringComparison.Ordinal);
        Assert.Contains("Manca l’atto con cui l’ente aderisce", text, StringComparison.Ordinal);
        Assert.True(prepared.Document.QuerySelector("form[action$='/integrazioni']")!.Closest("details")!.HasAttribute("open"));
        Assert.Equal(AdhesionStatus.InReview, (await _site.AdhesionAsync(adhesion.Id)).Status);

        await staff.FollowAsync(
            await staff.PressAsync(prepared, "integrazioni", ("RequestText", "Manca la firma:\r\ncaricate la scheda firmata.")));

        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal(
            (AdhesionStatus.ChangesRequested, "Manca la firma:\ncaricate la scheda firmata."),
            (stored.Status, stored.Events.MaxBy(e => e.Id)!.Note));
        var mail = (await _site.DeliverAsync()).Single();
        Assert.Equal("Serve un’integrazione per l’adesione, Comune di Messina (ME)", mail.Subject);
        Assert.Contains("caricate la scheda firmata.", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(["chiede integrazioni | Comune di Messina (ME) | "], await _site.RegisterAsync());
    }

    [Fact]
    public async Task A_ready_text_with_a_gap_is_not_sent_before_it_is_filled_in()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.PressAsync(
            await staff.OpenAsync(adhesion), "integrazioni", ("RequestText", "Alcuni dati non coincidono: [indicare quali]."));

        Assert.Equal(422, page.Status);
        Assert.Contains("scrivi quali dati non coincidono", page.ErrorOf("Form_RequestText"), StringComparison.Ordinal);
        Assert.Empty(await _site.MailsAsync(adhesion.Id));
    }

    [Theory]
    [InlineData("integrazioni", "RequestText", "Scrivi che cosa l’ente deve aggiungere o correggere")]
    [InlineData("respingi", "RefusalReason", "Scrivi perché l’adesione non si può accogliere")]
    [InlineData("ritira", "WithdrawalReason", "Scrivi perché ritiri l’adesione")]
    public async Task Nothing_is_asked_refused_or_withdrawn_without_words(string action, string field, string sentence)
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);
        var staff = await _site.NewStaffMemberAsync();

        var empty = await staff.PressAsync(await staff.OpenAsync(adhesion), action, (field, "  "));
        var tooLong = await staff.PressAsync(await staff.OpenAsync(adhesion), action, (field, new string('x', 2001)));

        Assert.Equal((422, 422), (empty.Status, tooLong.Status));
        Assert.StartsWith(sentence, empty.ErrorOf($"Form_{field}"), StringComparison.Ordinal);
        Assert.Contains("al massimo 2000 caratteri", tooLong.ErrorOf($"Form_{field}"), StringComparison.Ordinal);
        Assert.Equal(2001, tooLong.AreaOf($"Form.{field}").Trim().Length);
        Assert.NotNull(empty.Document.QuerySelector($".error-summary a[href='#Form_{field}']"));
        Assert.Equal(AdhesionStatus.InReview, (await _site.AdhesionAsync(adhesion.Id)).Status);
        Assert.Empty(await _site.RegisterAsync());
    }

    [Fact]
    public async Task Refusing_tells_the_body_why_and_lets_it_begin_again()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.ChangesRequested);
        var staff = await _site.NewStaffMemberAsync();

        await staff.FollowAsync(
            await staff.PressAsync(await staff.OpenAsync(adhesion), "respingi", ("RefusalReason", "La delibera è stata revocata.")));

        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal((AdhesionStatus.Refused, null), (stored.Status, stored.ActiveKey));
        Assert.Contains("La delibera è stata revocata.", (await _site.DeliverAsync()).Single().TextBody, StringComparison.Ordinal);
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft);
        Assert.Contains("Altre adesioni di questo ente", (await staff.OpenAsync(adhesion)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AdhesionStatus.Draft, "Elimina la bozza")]
    [InlineData(AdhesionStatus.InReview, "Ritira l’adesione per conto dell’ente")]
    [InlineData(AdhesionStatus.Accepted, "L’ente lascia il Coordinamento")]
    public async Task A_draft_is_cleared_away_an_adhesion_withdrawn_and_a_member_leaves_with_a_reason(AdhesionStatus status, string caption)
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, status);
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.OpenAsync(adhesion);

        Assert.Contains(page.Document.QuerySelectorAll("summary"), summary => summary.TextContent == caption);
        await staff.FollowAsync(await staff.PressAsync(page, "ritira", ("WithdrawalReason", "Chiesto per telefono.")));
        await _site.NobodyThinksAgainAsync();

        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal(
            (AdhesionStatus.Withdrawn, null, "Chiesto per telefono."),
            (stored.Status, stored.ActiveKey, stored.Events.MaxBy(e => e.Id)!.Note));
        Assert.Contains("ufficio@comune.example: Adesione ritirata, Comune di Messina (ME)", await _site.MailsAsync(adhesion.Id));
        Assert.DoesNotContain(
            "Comune di Messina", (await _site.NewVisitor().GetAsync("/coordinamento/aderenti.csv")).Html, StringComparison.Ordinal);
        Assert.StartsWith(
            "ritira l’adesione | Comune di Messina (ME) | era ", Assert.Single(await _site.RegisterAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_link_goes_to_another_address_and_the_old_one_stops_working()
    {
        var adhesion = await _site.FileAsync(
            CoordinationFiles.Messina, AdhesionStatus.Draft, daysAgo: 30, more: (a, _) => a.Remind(CoordinationFiles.Now.AddDays(-20)));
        var staff = await _site.NewStaffMemberAsync();

        var wrong = await staff.PressAsync(await staff.OpenAsync(adhesion), "link", ("LinkEmail", "collega@"));
        Assert.Contains("Manca la parte dopo la chiocciola", wrong.ErrorOf("Form_LinkEmail"), StringComparison.Ordinal);
        await staff.FollowAsync(await staff.PressAsync(wrong, "link", ("LinkEmail", "collega@comune.example")));

        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal(
            ("collega@comune.example", 1, 0, CoordinationFiles.Now),
            (stored.Email.Display, stored.LinkVersion, stored.RemindersSent, stored.LastMovedAt));
        var mail = (await _site.DeliverAsync()).Single();
        Assert.Equal("collega@comune.example", mail.To.Mailboxes.Single().Address);
        var link = mail.TextBody!.Split('\n').Single(line => line.Contains("/coordinamento/adesione/", StringComparison.Ordinal)).Trim();
        Assert.Contains(
            "Adesione del Comune di Messina",
            (await _site.NewVisitor().GetAsync(new Uri(link).AbsolutePath)).Heading,
            StringComparison.Ordinal);
        Assert.Equal(["manda un nuovo link | Comune di Messina (ME) | a c…@comune.example"], await _site.RegisterAsync());
    }

    [Fact]
    public async Task A_member_from_before_the_site_gets_its_first_link_from_the_secretariat()
    {
        var id = await _site.ReadAsync(
            db => db.Adhesions.Where(a => a.PublicBodyCode == CoordinationFiles.Castroreale).Select(a => a.Id).SingleAsync());
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.GetAsync($"/gestione/adesioni/{id}");
        Assert.Contains("nessuno: l’ente non ha ancora un link", page.Text, StringComparison.Ordinal);
        Assert.Contains("L’adesione risale a prima di questo sito", page.Text, StringComparison.Ordinal);
        await staff.FollowAsync(await staff.PressAsync(page, "link", ("LinkEmail", "sai@comune.example")));

        Assert.Equal(["sai@comune.example: Il nuovo link per l’adesione, Comune di Castroreale (ME)"], await _site.MailsAsync(id));
    }

    [Theory]
    [InlineData("verifica")]
    [InlineData("accogli")]
    [InlineData("ritira")]
    [InlineData("testi")]
    public async Task Reloading_after_an_action_leads_back_and_does_nothing(string action)
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);

        var answer = await (await _site.NewStaffMemberAsync()).GetAsync($"/gestione/adesioni/{adhesion.Id}/{action}");

        Assert.Equal((303, $"/gestione/adesioni/{adhesion.Id}"), (answer.Status, answer.Location));
        Assert.Equal(AdhesionStatus.InReview, (await _site.AdhesionAsync(adhesion.Id)).Status);
    }

    public void Dispose() => _site.Dispose();
}
