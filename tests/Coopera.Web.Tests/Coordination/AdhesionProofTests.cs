using Coopera.Core.Coordination;
using Coopera.Core.Mail;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Coordination;

/// <summary>Nothing begins before the link has been opened from the mail, and the page tells a stranger nothing.</summary>
public sealed class AdhesionProofTests : IDisposable
{
    private const string Castroreale = "Castroreale"; // a member

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site;

    public AdhesionProofTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task Everybody_who_asks_sees_the_same_page_and_the_link_is_nowhere_but_in_the_mail()
    {
        var first = _site.NewVisitor();
        await SubmitAsync(first, await Bodies.FillInAsync(_site, first, "Agrigento", "primo@comune.example"));
        await Bodies.FillInAsync(_site, _site.NewVisitor(), "Taormina", "bozza@comune.example");

        var pages = new List<(string Body, string Html)>();
        foreach (var body in new[] { "Messina", "Agrigento", "Taormina", Castroreale })
        {
            var stranger = _site.NewVisitor();
            var answer = await Bodies.AskAsync(stranger, body, "estraneo@posta.example");
            Assert.Equal((303, "/coordinamento/adesione/link-inviato"), (answer.Status, answer.Onward));
            pages.Add((body, (await stranger.FollowAsync(answer)).Html));
        }

        var bare = pages.ConvertAll(page => page.Html.Replace(page.Body, "…", StringComparison.Ordinal)
            .Replace("(AG)", "(ME)", StringComparison.Ordinal));
        Assert.All(bare, html => Assert.Equal(bare[0], html));
        var links = (await _site.DeliverAsync()).Select(Bodies.LinkIn).OfType<string>().ToList();
        Assert.All(pages, page => Assert.All(links, link => Assert.DoesNotContain(link[^40..], page.Html, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Opening_the_link_changes_nothing_pressing_the_button_does()
    {
        await Bodies.AskAsync(_site.NewVisitor());
        var link = await Bodies.MailedLinkAsync(_site);
        var scanner = _site.NewVisitor();
        foreach (var page in new[] { "", "/ente", "/persone", "/rete-sai", "/riepilogo", "/scheda.pdf" })
        {
            await scanner.GetAsync(link + page);
        }

        Assert.Null((await AdhesionAsync()).ProvenAt);
        var visitor = _site.NewVisitor();
        var open = await visitor.GetAsync(link);
        Assert.Contains("Hai aperto il link mandato a ufficio.sai@comune.example", open.Text, StringComparison.Ordinal);
        Assert.Equal(link, (await visitor.GetAsync($"{link}/persone")).Location);

        var step = await visitor.FollowAsync(await visitor.SubmitAsync(open, [], "form[action$=conferma]"));

        Assert.Equal("Controlla i dati dell’ente", step.Heading);
        Assert.NotNull((await AdhesionAsync()).ProvenAt);
        await visitor.SubmitAsync(open, [], "form[action$=conferma]"); // twice does no harm
        Assert.Single((await AdhesionAsync()).Events, e => e.Kind == AdhesionEventKind.Proven);
    }

    [Fact]
    public async Task Two_drafts_of_a_body_live_side_by_side_until_one_is_in_and_the_other_reads_what_happened_and_loses_nothing()
    {
        var (one, other) = (_site.NewVisitor(), _site.NewVisitor());
        var first = await Bodies.FillInAsync(_site, one, email: "prima@comune.example");
        var second = await Bodies.FillInAsync(_site, other, email: "seconda@comune.example");
        var stale = await other.GetAsync(second);

        await SubmitAsync(one, first);
        var told = await other.FollowAsync(await other.UploadAsync(stale, "scheda.pdf", TestPdf.Plain()));

        Assert.Contains("La copia non è stata registrata", told.Text, StringComparison.Ordinal);
        Assert.Contains("È già arrivata un’altra scheda firmata", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("prima@comune.example", told.Html, StringComparison.Ordinal);
        Assert.Null(told.Document.QuerySelector("input[type=file]"));
        Assert.Contains("Lucia D’Angelo", told.Text, StringComparison.Ordinal);
        Assert.Equal("Lo Bue", (await other.GetAsync($"{second}/persone")).ValueOf("TechnicalLastName"));
        Assert.DoesNotContain(
            await _site.DeliverAsync(),
            m => m.To.Mailboxes.Single().Address == "seconda@comune.example" && m.Subject!.Contains("ricevuta", StringComparison.Ordinal));

        // The first one is refused after all: the way is free for the other.
        await _site.WriteAsync(async db => (await db.Adhesions.SingleAsync(a => a.ActiveKey == Bodies.Messina)).Refuse(
            "Non era il sindaco.", Actor.Staff("segreteria@anci.example"), _clock.GetUtcNow()));
        await SubmitAsync(other, second);
    }

    [Fact]
    public async Task A_draft_that_was_never_opened_leaves_a_kind_page_behind_its_link()
    {
        var visitor = _site.NewVisitor();
        await Bodies.AskAsync(visitor);
        var link = await Bodies.MailedLinkAsync(_site);
        var form = await visitor.GetAsync(link);
        _clock.Advance(Adhesion.UnopenedLife + TimeSpan.FromMinutes(1));
        await using (var scope = _site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ForgetUnopenedAdhesions>().RunAsync();
        }

        var gone = await visitor.GetAsync(link);

        Assert.Equal((404, "Questa scheda non c’è più"), (gone.Status, gone.Heading));
        Assert.Contains("Nessuno ha aperto il link entro 7 giorni", gone.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await visitor.SubmitAsync(form, [], "form[action$=conferma]")).Status);
        var mail = await _site.ReadAsync(db => db.OutgoingMails.Select(m => m.Id).SingleAsync());
        Assert.Contains(
            "La scheda a cui porta il link è stata cancellata",
            (await (await _site.NewStaffMemberAsync()).GetAsync($"/gestione/posta/{mail}")).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await Bodies.AskAsync(visitor)).Status);
    }

    [Fact]
    public async Task The_mail_tells_each_address_what_is_true_for_it_alone()
    {
        var visitor = _site.NewVisitor();
        var link = await Bodies.FillInAsync(_site, visitor, email: "prima@comune.example");
        await SubmitAsync(visitor, link);
        _clock.Advance(TimeSpan.FromHours(1));
        var before = (await _site.DeliverAsync()).Count;

        await Bodies.AskAsync(_site.NewVisitor(), email: "prima@comune.example");
        await Bodies.AskAsync(_site.NewVisitor(), email: "altra@comune.example");
        await Bodies.AskAsync(_site.NewVisitor(), Castroreale, "terza@comune.example");

        var mails = (await _site.DeliverAsync()).Skip(before).ToDictionary(m => m.To.Mailboxes.Single().Address);
        Assert.Equal(3, mails.Count);
        Assert.Contains("la scheda firmata ci è già arrivata", mails["prima@comune.example"].TextBody, StringComparison.Ordinal);
        var followed = await visitor.GetAsync(Bodies.LinkIn(mails["prima@comune.example"])!);
        Assert.Contains("Ricevuta COOP-", followed.Text, StringComparison.Ordinal);
        Assert.Contains("Apri il link qui sotto e premi", mails["altra@comune.example"].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("prima@", mails["altra@comune.example"].TextBody, StringComparison.Ordinal);
        Assert.Contains("fa già parte del Coordinamento", mails["terza@comune.example"].TextBody, StringComparison.Ordinal);
        Assert.Null(Bodies.LinkIn(mails["terza@comune.example"]));
        var opened = await Bodies.OpenAsync(_site.NewVisitor(), Bodies.LinkIn(mails["altra@comune.example"])!);
        Assert.Equal(200, opened.Status);
    }

    [Fact]
    public async Task Staff_find_drafts_to_be_confirmed_on_a_shelf_of_their_own_and_the_body_still_counts_as_silent()
    {
        await Bodies.AskAsync(_site.NewVisitor(), email: "uno@posta.example");
        await Bodies.AskAsync(_site.NewVisitor(), email: "due@posta.example");
        var staff = await _site.NewStaffMemberAsync();

        var shelf = await staff.GetAsync("/gestione/adesioni?stato=Unproven");

        Assert.Contains("Email da confermare 2", shelf.Text, StringComparison.Ordinal);
        Assert.Contains("Bozze 0", shelf.Text, StringComparison.Ordinal);
        Assert.Equal(2, shelf.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Empty((await staff.GetAsync("/gestione/adesioni?stato=Draft")).Document.QuerySelectorAll("tbody tr"));
        Assert.Contains(
            "Comune di Messina", (await staff.GetAsync("/gestione/adesioni/senza-risposta?cerca=messina")).Text, StringComparison.Ordinal);
        var page = await staff.GetAsync($"/gestione/adesioni/{await _site.ReadAsync(db => db.Adhesions.Where(a => a.ProvenAt == null).Select(a => a.Id).FirstAsync())}");
        Assert.Contains("Nessuno ha ancora aperto il link dall’email", page.Text, StringComparison.Ordinal);
        Assert.Contains("2 schede", (await staff.GetAsync("/gestione/stato")).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private static async Task SubmitAsync(Visitor visitor, string link)
    {
        var page = await visitor.FollowAsync(await visitor.UploadAsync(await visitor.GetAsync(link), "scheda.pdf", TestPdf.Plain()));
        Assert.Contains("La scheda è arrivata", page.Text, StringComparison.Ordinal);
    }

    private Task<Adhesion> AdhesionAsync() => _site.ReadAsync(
        db => db.Adhesions.AsNoTracking().Include(a => a.Events).SingleAsync(a => a.PublicBodyCode == Bodies.Messina));
}
