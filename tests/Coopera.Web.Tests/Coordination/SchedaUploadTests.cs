using System.IO.Compression;
using System.Text;
using Coopera.Core.Documents;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Coordination;

/// <summary>The scheda comes first, as a file: a draft begins with it.</summary>
public sealed class SchedaUploadTests : IDisposable
{
    // A body has one adhesion, and all take the same body.
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task A_blank_scheda_filled_in_by_another_program_becomes_a_draft_to_check()
    {
        var visitor = _site.NewVisitor();
        var blank = await visitor.Client.GetByteArrayAsync("/coordinamento/scheda.pdf");
        var filled = Tool.FillWithPdftk(blank, new Dictionary<string, string>
        {
            [AdhesionSchedaFields.BodyName] = "Rodi Milici",
            [AdhesionSchedaFields.Pec] = "comune@pec.example",
            [AdhesionSchedaFields.RepresentativeFirstName] = "Lucia",
            [AdhesionSchedaFields.RepresentativeLastName] = "D’Angelo",
            [AdhesionSchedaFields.TechnicalEmail] = "non un indirizzo",
            [AdhesionSchedaFields.Places] = "25",
        });

        // Rodì Milici is a member since 2022: its neighbour is not. Who sent the file sees no difference.
        var member = await visitor.FollowAsync(
            await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", filled, Sender()));
        var answer = await visitor.FollowAsync(
            await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", filled, Sender("Messina")));
        Assert.Equal(("Controlla la posta", "Controlla la posta"), (member.Heading, answer.Heading));
        Assert.Contains((await _site.DeliverAsync()), m => m.Subject == "Adesione al Coordinamento: Comune di Rodì Milici (ME) ne fa già parte");
        var link = await Bodies.MailedLinkAsync(_site);
        await Bodies.OpenAsync(visitor, link);
        var summary = await visitor.GetAsync($"{link}/riepilogo");

        Assert.Equal("Controlla e prepara la firma", summary.Heading);
        Assert.Contains("Manca ancora qualcosa", summary.Text, StringComparison.Ordinal);
        Assert.Contains("Lucia D’Angelo", summary.Text, StringComparison.Ordinal);
        Assert.Contains("comune@pec.example", summary.Text, StringComparison.Ordinal);
        Assert.Empty(_site.StoredFiles());
    }

    [Fact]
    public async Task A_signed_scan_that_comes_first_waits_until_the_person_has_checked_the_data()
    {
        var visitor = _site.NewVisitor();

        await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scansione.pdf", TestPdf.Scan, Sender("Messina"));
        var link = await Bodies.MailedLinkAsync(_site);
        var unopened = await visitor.GetAsync(link);
        var summary = await visitor.FollowAsync(await visitor.SubmitAsync(unopened, [], "form[action$=conferma]"));
        var tooSoon = await visitor.PostAsync($"{link}/invia");
        await visitor.SubmitAsync(await visitor.GetAsync($"{link}/persone"), Bodies.People());
        await visitor.SubmitAsync(await visitor.GetAsync($"{link}/rete-sai"), Bodies.Network());
        var sent = await visitor.FollowAsync(
            await visitor.SubmitAsync(await visitor.GetAsync($"{link}/riepilogo"), [], "form[action$=invia]"));

        Assert.Contains("scansione.pdf", unopened.Text, StringComparison.Ordinal);
        Assert.Null(summary.Document.QuerySelector("form[action$=invia]"));
        Assert.Equal(422, tooSoon.Status);
        Assert.Contains(
            "Mancano: le persone (chi firma e il referente tecnico); la rete SAI e l’atto di adesione.", tooSoon.Text,
            StringComparison.Ordinal);
        Assert.Contains("scansione.pdf", summary.Text, StringComparison.Ordinal);
        Assert.Contains("Ricevuta COOP-", sent.Text, StringComparison.Ordinal);
        Assert.Equal(
            AdhesionStatus.Submitted,
            (await _site.ReadAsync(db => db.Adhesions.SingleAsync(a => a.PublicBodyCode == Bodies.Messina))).Status);
    }

    [Fact]
    public async Task A_scan_without_a_body_asks_for_it_and_keeps_the_rest()
    {
        var visitor = _site.NewVisitor();

        var again = await visitor.UploadAsync(
            await visitor.GetAsync("/coordinamento/scheda/carica"), "scansione.pdf", TestPdf.Scan, Sender());

        Assert.Equal(422, again.Status);
        Assert.Contains("Dal file non riusciamo a leggere il nome dell’ente", again.Text, StringComparison.Ordinal);
        Assert.Equal("ufficio.sai@comune.example", again.ValueOf("Email"));
    }

    [Fact]
    public async Task A_pre_filled_scheda_sent_by_the_wrong_door_leads_its_follower_back_and_starts_nothing()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");
        await _site.WriteAsync(db => db.OutgoingMails.ExecuteUpdateAsync( // longer ago than the pause between two links
            m => m.SetProperty(x => x.CreatedAt, DateTimeOffset.UtcNow.AddHours(-1))));

        var page = await visitor.FollowAsync(
            await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", scheda, Sender()));

        Assert.Equal("Controlla la posta", page.Heading);
        Assert.Empty(_site.StoredFiles());
        Assert.Equal(1, await _site.ReadAsync(db => db.Adhesions.CountAsync(a => a.Status == AdhesionStatus.Draft)));
        Assert.Contains(
            await _site.DeliverAsync(),
            m => m.TextBody!.Contains("Il file che hai caricato poco fa non è ancora nella scheda", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pre_filled_scheda_from_another_address_writes_to_that_address_and_to_nobody_else()
    {
        var visitor = _site.NewVisitor();
        var scheda = await visitor.Client.GetByteArrayAsync($"{await Bodies.FillInAsync(_site, visitor)}/scheda.pdf");
        var before = (await _site.DeliverAsync()).Count;
        var sender = Sender();
        sender["Email"] = "altra.persona@comune.example";

        await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", scheda, sender);

        var mail = Assert.Single((await _site.DeliverAsync()).Skip(before));
        Assert.Equal("altra.persona@comune.example", mail.To.Mailboxes.Single().Address);
    }

    public void Dispose() => _site.Dispose();

    private static Dictionary<string, string?> Sender(string? body = null) => new()
    {
        ["BodyName"] = body ?? "",
        ["Email"] = "ufficio.sai@comune.example",
        ["PrivacyNoticeRead"] = "true",
    };
}
