using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>What staff do about certified mail that the site cannot send, or cannot place.</summary>
public sealed class CertifiedMailTests : IDisposable
{
    private const string Attach = "form[action$='/abbina']";

    private readonly CooperaSite _site = new(TestSettings.WithoutPecAccount());

    [Fact]
    public async Task Without_an_account_the_copy_to_the_body_is_a_task_with_text_until_date_and_number_are_written()
    {
        var adhesion = await _site.AddAsync(Bodies.Messina, AdhesionStatus.Submitted);
        var mail = Outbox.Row(
            MailCause.Staff,
            new AdhesionCopyToBody(AdhesionFacts.Of(adhesion, "Comune di Messina (ME)"), AdhesionEventKind.SignedCopyReceived),
            (await _site.ReadAsync(db => db.PublicBodies.SingleAsync(b => b.Code == Bodies.Messina))).SuggestedPec!,
            "Comune di Messina (ME)", null, DateTimeOffset.UtcNow, adhesion.Id, copyToBody: Bodies.Messina);
        await _site.WriteAsync(db => db.OutgoingMails.AddAsync(mail).AsTask());
        Assert.Empty(await _site.DeliverAsync());
        var staff = await _site.NewStaffMemberAsync();

        Assert.Contains("1 comunicazione da inviare per PEC.", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
        var list = await staff.GetAsync("/gestione/posta?stato=da-inviare-per-pec");
        Assert.Contains("aspetta che qualcuno la mandi dalla casella PEC", list.Text, StringComparison.Ordinal);
        var page = await staff.GetAsync($"/gestione/posta/{mail.Id}");
        Assert.Contains("abbiamo ricevuto la scheda di adesione firmata", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/gestione/adesioni/{adhesion.Id}/copie/1", page.Html, StringComparison.Ordinal);
        Assert.Contains("da un elenco pubblico di terzi", page.Text, StringComparison.Ordinal); // whoever sends it should look

        var wrong = await SendAsync(page, "31/12/2099", "");
        Assert.Equal(422, wrong.Status);
        Assert.Contains("La data di invio non può essere nel futuro.", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("Scrivi il numero con cui la ritrovi", wrong.Text, StringComparison.Ordinal);

        var done = await staff.FollowAsync(await SendAsync(wrong, "24/11/2025", "0004567"));
        Assert.Contains("Segnata come inviata per PEC.", done.Text, StringComparison.Ordinal);
        Assert.Contains("24 novembre 2025, con il numero 0004567", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("da inviare per PEC.", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);

        Task<Page> SendAsync(Page from, string day, string number) => staff.SubmitAsync(
            from, new() { ["Form.SentOn"] = day, ["Form.ProofNumber"] = number }, "form[action$='/inviata-per-pec']");
    }

    [Fact]
    public async Task Receipts_stand_in_the_row_of_the_mail_and_can_be_taken_as_they_came()
    {
        var mail = new OutgoingMail(
            MailCause.Staff, MailKinds.AdhesionCopyToBody, EmailAddress.Parse("protocollo@pec.comune.example"), "Comune di Messina",
            MailSamples.All["adhesion copied to the body"].ToJson(), null, DateTimeOffset.UtcNow)
        {
            LaneId = MailLane.CertifiedId,
        };
        mail.MarkSent(DateTimeOffset.UtcNow);
        var at = new DateTimeOffset(2026, 1, 15, 9, 2, 0, TimeSpan.Zero);
        await _site.WriteAsync(async db =>
        {
            await db.OutgoingMails.AddAsync(mail);
            await db.PecReceipts.AddAsync(new PecReceipt(mail.Id, PecReceiptKind.Accepted, "1", at, isVerified: true, at));
            await db.PecReceipts.AddAsync(new PecReceipt(mail.Id, PecReceiptKind.Delivered, "2", at, isVerified: true, at));
        });
        var staff = await _site.NewStaffMemberAsync();

        Assert.Contains("accettata 10:02 · consegnata 10:02", (await staff.GetAsync("/gestione/posta")).Text, StringComparison.Ordinal);
        var page = await staff.GetAsync($"/gestione/posta/{mail.Id}");
        Assert.Contains("Accettata il 15 gennaio 2026", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheda_that_came_by_pec_is_given_to_the_adhesion_that_staff_choose_or_put_aside()
    {
        var adhesion = await _site.AddAsync(Bodies.Messina, AdhesionStatus.Draft);
        var (first, second) = (Arrival("uno@pec.example"), Arrival("due@pec.example"));
        await _site.WriteAsync(db => db.PecArrivals.AddRangeAsync(
            first.Ask(PecDoubt.NotVerified, [adhesion.Id]), second.Ask(PecDoubt.NoAdhesion, [])));
        var staff = await _site.NewStaffMemberAsync();
        Assert.Contains("2 file arrivati per PEC", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);

        var page = await staff.GetAsync("/gestione/adesioni/per-pec");
        Assert.Contains("firma del gestore non verificata", page.Text, StringComparison.Ordinal);
        var nothing = await staff.SubmitAsync(page, [], Attach);
        Assert.Equal(422, nothing.Status);
        Assert.Contains("Scegli un’adesione, oppure scrivi il codice", nothing.Text, StringComparison.Ordinal);
        var unknown = await staff.SubmitAsync(page, new() { ["codice"] = "ABCD" }, Attach);
        Assert.Contains("Nessuna adesione ha questo codice", unknown.Text, StringComparison.Ordinal);

        var code = adhesion.DocumentCode.ToLowerInvariant();
        var done = await staff.FollowAsync(await staff.SubmitAsync(page, new() { ["codice"] = code }, Attach));
        Assert.Contains("Scheda abbinata", done.Text, StringComparison.Ordinal);
        done = await staff.FollowAsync(await staff.SubmitAsync(done, [], "form[action$='/metti-da-parte']"));
        Assert.Contains("Non c’è nessun file da abbinare.", done.Text, StringComparison.Ordinal);

        var states = await _site.ReadAsync(db => db.PecArrivals.OrderBy(a => a.Sender).Select(a => a.State).ToListAsync());
        Assert.Equal([PecArrivalState.Dismissed, PecArrivalState.Attached], states);
        var adhesionPage = await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}");
        Assert.Contains("una casella PEC: è da verificare", adhesionPage.Text, StringComparison.Ordinal);
        Assert.Contains("n. 0001234 del 20 novembre 2025 (AOO1)", adhesionPage.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private static PecArrival Arrival(string sender) => new(
        sender, "Scheda", isVerified: false, DateTimeOffset.UtcNow.AddMinutes(sender == "uno@pec.example" ? -2 : -1),
        new StoredFile(Guid.NewGuid().ToString("N"), "scheda.pdf.p7m", "application/pkcs7-mime", 1000, new string('1', 64)), "{}",
        new BodyProtocol("0001234", new DateOnly(2025, 11, 20), "AOO1"), DateTimeOffset.UtcNow);
}
