using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Adhesions that come by certified mail or on paper, and what staff correct in them.</summary>
public sealed class CoordinationRecordingTests : IDisposable
{
    private readonly CooperaSite _site = CoordinationFiles.Site();

    [Fact]
    public async Task A_scheda_that_came_by_certified_mail_is_recorded_filled_in_uploaded_and_gets_its_receipt()
    {
        var staff = await _site.NewStaffMemberAsync();

        var data = await staff.FollowAsync(await staff.RecordAsync(Arrived("messina")));
        Assert.Equal("Dati dell’adesione", data.Heading);
        var page = await staff.FollowAsync(await staff.PressAsync(
            data, "dati", ("People.RepresentativeFirstName", "Agata"),
            ("People.RepresentativeLastName", "D’Amico"), ("People.RepresentativeOffice", "Mayor"),
            ("People.TechnicalFirstName", "Nicolò"), ("People.TechnicalLastName", "Lo Bue"),
            ("People.TechnicalEmail", "nicolo@comune.example"),
            ("Network.Project", "Yes"), ("Network.Places", "40"), ("Network.ActKind", "ToBeAdopted")));
        Assert.NotNull(page.Document.QuerySelector("details[open] input[type=file]"));
        Assert.Contains("La scheda l’abbiamo noi", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            "Comune di Messina (ME)", (await staff.GetAsync("/gestione/adesioni")).Document.QuerySelector("tbody th")!.TextContent);
        page = await staff.FollowAsync(await staff.UploadAsync(page, "scheda firmata.pdf", TestPdf.Plain()));

        Assert.Contains("COOP-2026-000001", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nessuna firma digitale trovata", page.Text, StringComparison.Ordinal);
        var adhesion = await _site.AdhesionAsync(await _site.ReadAsync(
            db => db.Adhesions.Where(a => a.PublicBodyCode == CoordinationFiles.Messina).Select(a => a.Id).SingleAsync()));
        Assert.Equal(
            (AdhesionStatus.Submitted, "COOP-2026-000001", 40), (adhesion.Status, adhesion.ReceiptNumber, adhesion.Network.Places));
        Assert.Equal(
            ["Arrivata per PEC il 12 gennaio 2026", "legale rappresentante, referente tecnico, progetto SAI, atto di "
                + "adesione", "scheda firmata.pdf"],
            adhesion.Events.OrderBy(e => e.Id).Select(e => e.Note));
        Assert.Equal(CooperaSite.AdministratorEmail, adhesion.SignedCopies.Single().ReceivedFrom);
        var suggested = await _site.ReadAsync(
            db => db.PublicBodies.Where(b => b.Code == CoordinationFiles.Messina).Select(b => b.SuggestedPec).SingleAsync());
        Assert.Equal(suggested, adhesion.Pec);
        Assert.Equal(
            [
                $"{suggested}: Adesione al Coordinamento dei Comuni della rete SAI: Comune di Messina (ME)",
                "ufficio@comune.example: Adesione al Coordinamento, Comune di Messina (ME): l’abbiamo registrata",
                "ufficio@comune.example: Scheda ricevuta, Comune di Messina (ME): COOP-2026-000001",
            ],
            await _site.MailsAsync(adhesion.Id));
        var register = await _site.RegisterAsync();
        Assert.Equal(
            ["registra un’adesione", "corregge i dati dell’adesione", "carica la scheda firmata"],
            register.Select(line => line.Split(" | ")[0]));
    }

    [Fact]
    public async Task What_is_missing_or_impossible_is_told_and_nothing_typed_is_lost()
    {
        var staff = await _site.NewStaffMemberAsync();

        var page =
            await staff.RecordAsync(new() { ["BodyName"] = "", ["ArrivedOn"] = "16/1/2026", ["Email"] = "ufficio", ["Pec"] = "pec@" });

        Assert.Equal(422, page.Status);
        Assert.Equal(
            ["Scrivi il nome dell’ente, per esempio "
                + "Castroreale.", "Scegli come è arrivata la scheda.", "La data di arrivo non può essere nel futuro."],
            [page.ErrorOf("BodyName"), page.ErrorOf("Arrival"), page.ErrorOf("ArrivedOn")]);
        Assert.NotEqual("", page.ErrorOf("Email"));
        Assert.NotEqual("", page.ErrorOf("Pec"));
        Assert.Equal("pec@", page.ValueOf("Pec"));
        var doubt = await staff.RecordAsync(Arrived("castell"), page);
        Assert.Equal(422, doubt.Status);
        Assert.True(doubt.Document.QuerySelectorAll("input[name=PublicBodyCode][type=radio]").Length > 1);
        Assert.Equal(15, await _site.ReadAsync(db => db.Adhesions.CountAsync()));
    }

    [Fact]
    public async Task A_body_that_has_an_adhesion_gets_no_second_one_and_staff_are_led_to_the_first()
    {
        var there = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        var staff = await _site.NewStaffMemberAsync();

        var answer = await staff.RecordAsync(Arrived("Comune di Messina (ME)"));

        Assert.Equal($"/gestione/adesioni/{there.Id}", answer.Location);
        Assert.Contains(
            "Di questo ente c’è già una scheda firmata: è questa", (await staff.FollowAsync(answer)).Text, StringComparison.Ordinal);
        Assert.Equal(16, await _site.ReadAsync(db => db.Adhesions.CountAsync()));
    }

    [Fact]
    public async Task Paper_of_a_body_that_has_only_a_draft_on_line_gets_an_adhesion_of_its_own_and_goes_before_the_draft()
    {
        var draft = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft);
        var staff = await _site.NewStaffMemberAsync();

        await staff.RecordAsync(Arrived("Comune di Messina (ME)"));
        var page = await staff.OpenAsync(draft);
        var refused = await staff.UploadAsync(page, "scansione.pdf", TestPdf.Plain());

        Assert.Contains("Per questo ente c’è già un’altra scheda firmata", page.Text, StringComparison.Ordinal);
        Assert.Equal(422, refused.Status);
        Assert.Contains("Di questo ente c’è già un’altra scheda firmata", refused.ErrorOf("file"), StringComparison.Ordinal);
        Assert.Equal(AdhesionStatus.Draft, (await _site.AdhesionAsync(draft.Id)).Status);
    }

    [Fact]
    public async Task Contacts_of_a_member_are_completed_and_the_diary_says_what_and_why()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Accepted);
        var staff = await _site.NewStaffMemberAsync();
        var form = await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/dati");
        Assert.Equal("Lo Bue", form.Document.QuerySelector("#Form_People_TechnicalLastName")!.GetAttribute("value"));

        var wrong = await staff.PressAsync(form, "dati", ("People.TechnicalPhone", "chiedere"), ("People.TechnicalUnit", "Welfare"));
        Assert.Equal(422, wrong.Status);
        Assert.Contains("numero di telefono", wrong.ErrorOf("Form_People_TechnicalPhone"), StringComparison.Ordinal);
        Assert.NotNull(wrong.Document.QuerySelector(".error-summary a[href='#Form_People_TechnicalPhone']"));
        var page = await staff.FollowAsync(
            await staff.PressAsync(wrong, "dati", ("People.TechnicalPhone", "+39 090 7654321"), ("Why", "Detto al telefono")));

        Assert.Contains("referente tecnico. Detto al telefono", page.Text, StringComparison.Ordinal);
        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal(
            ("+39 090 7654321", "Welfare", AdhesionStatus.Accepted),
            (stored.TechnicalContact.Phone, stored.TechnicalContact.Unit, stored.Status));
        Assert.Equal(["corregge i dati dell’adesione | Comune di Messina (ME) | referente tecnico"], await _site.RegisterAsync());
        await staff.FollowAsync(await staff.PressAsync(await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/dati"), "dati"));
        Assert.Single(await _site.RegisterAsync());
    }

    [Fact]
    public async Task Who_corrects_while_the_body_writes_sees_it_first_and_keeps_what_they_typed()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft);
        var staff = await _site.NewStaffMemberAsync();
        var form = await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/dati");
        await _site.WriteAsync(async db => (await db.LockAdhesionAsync(adhesion.Id))!.TellNetworkAndAct(
            new SaiNetwork(SaiProject.No, SaiKinds.None, null), AdhesionAct.Unknown, Actor.Body, CoordinationFiles.Now));

        var told = await staff.PressAsync(form, "dati", ("People.TechnicalUnit", "Welfare"));

        Assert.Equal(409, told.Status);
        Assert.Contains("Nel frattempo l’adesione è cambiata", told.Text, StringComparison.Ordinal);
        Assert.Equal("Welfare", told.Document.QuerySelector("#Form_People_TechnicalUnit")!.GetAttribute("value"));
        Assert.Equal("Servizi sociali", (await _site.AdhesionAsync(adhesion.Id)).TechnicalContact.Unit);
        Assert.Equal(303, (await staff.PressAsync(told, "dati")).Status);
        Assert.Equal("Welfare", (await _site.AdhesionAsync(adhesion.Id)).TechnicalContact.Unit);
    }

    [Theory]
    [InlineData(AdhesionStatus.Refused)]
    [InlineData(AdhesionStatus.Withdrawn)]
    public async Task A_closed_file_is_not_corrected_any_more(AdhesionStatus status)
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, status);
        var staff = await _site.NewStaffMemberAsync();

        Assert.Contains(
            "La pratica è chiusa",
            (await staff.FollowAsync(await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/dati"))).Text,
            StringComparison.Ordinal);
        Assert.Null((await staff.OpenAsync(adhesion)).Document.QuerySelector("a[href$='/dati'], input[type=file]"));
    }

    public void Dispose() => _site.Dispose();

    private static Dictionary<string, string?> Arrived(string body) => new()
    {
        ["BodyName"] = body,
        ["Arrival"] = "Pec",
        ["ArrivedOn"] = "12/1/2026",
        ["Email"] = "ufficio@comune.example",
        ["Pec"] = "",
    };
}
