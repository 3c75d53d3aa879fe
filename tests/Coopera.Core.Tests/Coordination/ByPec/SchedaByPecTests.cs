using System.Text;
using Coopera.Core.Changes;
using Coopera.Core.Coordination.ByPec;
using Coopera.Core.Data;
using Coopera.Core.Mail.Inbox;
using Coopera.Core.Tests.Mail.Inbox;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Coordination.ByPec;

public sealed class SchedaByPecTests
{
    private const string Segnatura = """
        <Segnatura><Intestazione><Identificatore><CodiceAmministrazione>c_f158</CodiceAmministrazione><CodiceAOO>AOO1</CodiceAOO>
        <NumeroRegistrazione>0001234</NumeroRegistrazione><DataRegistrazione>2026-11-20</DataRegistrazione></Identificatore></Intestazione></Segnatura>
        """;

    [Theory]
    [EachEngine]
    public async Task A_signed_scheda_lies_with_its_adhesion_and_brings_the_number_of_the_body(DatabaseProvider engine)
    {
        await using var post = await PecPost.OpenAsync(engine);
        var (adhesion, body) = await AdhesionAsync(post, Bodies.Messina);
        var pec = PecPost.From(body);
        var letter = pec.Letter(
            "In allegato.", ("scheda.pdf.p7m", "application/pkcs7-mime", PecPost.Signed(adhesion, body)),
            ("Segnatura.xml", "application/xml", Encoding.UTF8.GetBytes(Segnatura)));

        Assert.Equal(InboxOutcome.SchedaByPec, await post.ArriveAsync(pec.Envelope(letter)));

        var after = await post.AdhesionAsync(adhesion.Id);
        Assert.Equal(AdhesionStatus.Submitted, after.Status);
        var copy = Assert.Single(after.SignedCopies);
        Assert.True(copy.CameByPec);
        Assert.NotNull(after.ReceiptNumber);
        Assert.Equal(new BodyProtocol("0001234", new DateOnly(2026, 11, 20), "AOO1, c_f158"), after.BodyProtocol);
        var arrival = Assert.Single(await post.ArrivalsAsync());
        Assert.Equal((PecArrivalState.Attached, adhesion.Id), (arrival.State, arrival.AdhesionId!.Value));

        // The same once more is the same copy.
        await post.ArriveAsync((pec with { MessageId = "again$1@pec.example" }).Envelope(letter));
        Assert.Single((await post.AdhesionAsync(adhesion.Id)).SignedCopies);
    }

    [Fact]
    public async Task A_scan_from_the_recorded_pec_that_speaks_of_the_scheda_is_taken_too()
    {
        await using var post = await PecPost.OpenAsync();
        var (adhesion, body) = await AdhesionAsync(post, Bodies.Messina);
        var pec = PecPost.From(body);

        var letter = pec.Letter("", ("scan.pdf", "application/pdf", Scan()));
        Assert.Equal(InboxOutcome.SchedaByPec, await post.ArriveAsync(pec.Envelope(letter)));
        Assert.Single((await post.AdhesionAsync(adhesion.Id)).SignedCopies);
    }

    [Fact]
    public async Task What_is_not_certain_goes_to_the_list_with_what_it_may_be()
    {
        await using var post = await PecPost.OpenAsync();
        var (adhesion, body) = await AdhesionAsync(post, Bodies.Messina);
        var (other, otherBody) = await AdhesionAsync(post, "087015");
        var scheda = PecPost.Signed(adhesion, body);
        var pec = PecPost.From(body);

        await DoubtAsync(PecDoubt.NotVerified, (Again() with { Signer = TestIdentity.Mario }).Envelope(Letter(pec, scheda)));
        await DoubtAsync(PecDoubt.OtherBody, PecPost.From(otherBody).Envelope(Letter(PecPost.From(otherBody), scheda)));
        await DoubtAsync(PecDoubt.NotSigned, Again().Envelope(Letter(pec, PecPost.Scheda(adhesion, body))));
        var both = pec.Letter(
            "", ("a.p7m", "application/pkcs7-mime", scheda), ("b.p7m", "application/pkcs7-mime", PecPost.Signed(other, otherBody)));
        await DoubtAsync(PecDoubt.SeveralDocuments, Again().Envelope(both));
        var act = TestCms.Cades(TestPdf.Plain("Delibera"), TestIdentity.Mario);
        await DoubtAsync(PecDoubt.Unrecognised, Again().Envelope(Letter(pec, act)));

        Assert.Empty((await post.AdhesionAsync(adhesion.Id)).SignedCopies);
        Assert.Empty((await post.AdhesionAsync(other.Id)).SignedCopies);

        TestPec Again() => pec with { MessageId = $"{Guid.NewGuid():N}@pec.example" };

        async Task DoubtAsync(PecDoubt doubt, byte[] message)
        {
            var before = (await post.ArrivalsAsync()).Select(a => a.Id).ToHashSet();
            Assert.Equal(InboxOutcome.SchedaByPecToDecide, await post.ArriveAsync(message));
            var arrivals = (await post.ArrivalsAsync()).Where(a => !before.Contains(a.Id)).ToList();
            Assert.All(arrivals, a => Assert.Equal((PecArrivalState.ToDecide, true), (a.State, a.CandidateIds.Count > 0)));
            Assert.Contains(doubt, arrivals.Select(a => a.Doubt));
        }
    }

    [Fact]
    public async Task In_the_ordinary_mailbox_an_envelope_is_worth_an_ordinary_mail()
    {
        await using var post = await PecPost.OpenAsync();
        var (adhesion, body) = await AdhesionAsync(post, Bodies.Messina);
        var pec = PecPost.From(body);
        var message = pec.Envelope(Letter(pec, PecPost.Signed(adhesion, body)));

        Assert.Equal(InboxOutcome.SchedaByPecToDecide, await post.ArriveAsync(message, Reading.Account));
        Assert.Empty((await post.AdhesionAsync(adhesion.Id)).SignedCopies);
        Assert.Equal(PecDoubt.NotVerified, Assert.Single(await post.ArrivalsAsync()).Doubt);
    }

    [Fact]
    public async Task A_body_that_another_adhesion_has_taken_meanwhile_goes_to_the_list()
    {
        await using var post = await PecPost.OpenAsync();
        var (adhesion, body) = await AdhesionAsync(post, Bodies.Messina);
        var pec = PecPost.From(body);
        var mail = await IncomingMail.ParseAsync(
            post.Arrived(pec.Envelope(Letter(pec, PecPost.Signed(adhesion, body)))), TestContext.Current.CancellationToken);
        var found = await post.Database.InScopeAsync(services => services.GetServices<IInboxReader>().OfType<SchedaByPec>().Single()
            .ReadAsync(mail, services.GetRequiredService<CooperaDb>(), TestContext.Current.CancellationToken));

        await post.Database.AddAsync(Bodies.Messina, AdhesionStatus.Submitted);
        await post.Database.WriteAsync(db => found!.Effect!(db, mail.Row(TestDatabase.Now)));

        Assert.Empty((await post.AdhesionAsync(adhesion.Id)).SignedCopies);
        var arrival = Assert.Single(await post.ArrivalsAsync());
        Assert.Equal((PecArrivalState.ToDecide, PecDoubt.Over), (arrival.State, arrival.Doubt));
    }

    [Fact]
    public async Task Who_asks_for_the_scheda_by_pec_gets_no_ordinary_mail_and_is_left_to_people()
    {
        await using var post = await PecPost.OpenAsync();
        var pec = new TestPec { Subject = "Richiesta", At = TestDatabase.Now };
        var letter = pec.Letter("Vorremmo aderire al Coordinamento.");

        Assert.Equal(InboxOutcome.LeftAlone, await post.ArriveAsync(pec.Envelope(letter)));
        Assert.Empty(await post.Database.OutgoingAsync());

        // What came to the certified mailbox from an ordinary one is an ordinary mail.
        var another = pec with { MessageId = "altra$1@comune.example", From = "anna@comune.example", At = pec.At.AddMinutes(1) };
        var anomaly = another.Anomaly(another.Letter("Vorremmo aderire al Coordinamento."));
        Assert.Equal(InboxOutcome.SchedaSent, await post.ArriveAsync(anomaly));
        Assert.Single(await post.Database.OutgoingAsync());
    }

    [Fact]
    public async Task What_has_nothing_to_do_with_the_coordinamento_is_left_alone()
    {
        await using var post = await PecPost.OpenAsync();
        var pec = new TestPec { From = "fatture@pec.ditta.example", Subject = "Fattura 12" };

        Assert.Equal(InboxOutcome.LeftAlone, await post.ArriveAsync(pec.Envelope(Letter(pec, TestPdf.Plain("Fattura")))));
        Assert.Empty(await post.ArrivalsAsync());
    }

    [Fact]
    public async Task Staff_say_which_it_is()
    {
        await using var post = await PecPost.OpenAsync();
        var (adhesion, body) = await AdhesionAsync(post, Bodies.Messina);
        var pec = PecPost.From(body) with { Signer = null };
        await post.ArriveAsync(pec.Envelope(Letter(pec, PecPost.Signed(adhesion, body))));
        var arrival = Assert.Single(await post.ArrivalsAsync());

        var request = new ChangeRequest<Guid>(adhesion.Id, null, "segreteria@anci.example") { AnyVersion = true };
        var results = new[] { await AttachAsync(), await AttachAsync() };

        Assert.Equal([ChangeVerdict.Done, ChangeVerdict.AlreadySo], results.Select(result => result.Verdict));
        Assert.Single((await post.AdhesionAsync(adhesion.Id)).SignedCopies);
        Assert.False(await post.Database.InScopeAsync(services => services.GetRequiredService<DismissArrival>().RunAsync(arrival.Id, "x")));

        Task<ChangeResult> AttachAsync() => post.Database.InScopeAsync(
            services => services.GetRequiredService<AttachArrival>().RunAsync(request, arrival.Id));
    }

    [Fact]
    public async Task Of_two_hundred_messages_none_comes_to_a_wrong_adhesion()
    {
        await using var post = await PecPost.OpenAsync();
        var codes = await post.Database.ReadAsync(db => db.PublicBodies.Where(b => b.SuggestedPec != null).OrderBy(b => b.Code)
            .Where(b => !db.Adhesions.Any(a => a.PublicBodyCode == b.Code))
            .Where(b => db.PublicBodies.Count(other => other.SuggestedPec == b.SuggestedPec) == 1)
            .Select(b => b.Code).Take(8).ToListAsync());
        var all = new List<(Adhesion Adhesion, PublicBody Body, byte[] Scheda)>();
        foreach (var code in codes)
        {
            var (adhesion, body) = await AdhesionAsync(post, code);
            all.Add((adhesion, body, PecPost.Signed(adhesion, body)));
        }

        var random = new Random(11);
        var owners = new Dictionary<string, Guid?>();
        for (var i = 0; i < 200; i++)
        {
            var (sender, about) = (all[random.Next(all.Count)], all[random.Next(all.Count)]);
            var pec = PecPost.From(sender.Body, random.Next(2) == 0 ? null : $"Documento {i}") with
            {
                Signer = random.Next(4) switch { 0 => null, 1 => TestIdentity.Lucia, _ => TestPec.Provider },
            };
            pec = random.Next(5) == 0 ? pec with { From = "studio@pec.avvocati.example" } : pec;
            (byte[] File, Guid? Owner) document = random.Next(5) switch
            {
                0 => (sender.Scheda, sender.Adhesion.Id),
                1 => (about.Scheda, about.Adhesion.Id),
                2 => (TestPdf.Plain($"Delibera {i}"), null),
                3 => (Scan(i), pec.From == sender.Body.SuggestedPec!.Display ? sender.Adhesion.Id : null),
                _ => (TestCms.Cades(TestPdf.Plain($"ZZZZ-ZZZZ-{i % 90 + 10}"), TestIdentity.Lucia), null),
            };
            pec = pec with { MessageId = $"decoy{i}@pec.example" };
            await post.ArriveAsync(pec.Envelope(pec.Letter(
                random.Next(2) == 0 ? "" : $"Rif. {about.Adhesion.DocumentCode}",
                ($"file{i}.pdf.p7m", "application/octet-stream", document.File))));
            owners[Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(document.File))] = document.Owner;
        }

        var arrivals = await post.ArrivalsAsync();
        var attached = arrivals.Where(a => a.State == PecArrivalState.Attached).ToList();
        Assert.True(attached.Count > 10, $"{attached.Count} of {arrivals.Count}");
        Assert.All(attached, a => Assert.Equal(owners[a.File.Sha256], a.AdhesionId));
        foreach (var (adhesion, _, _) in all)
        {
            Assert.All((await post.AdhesionAsync(adhesion.Id)).SignedCopies, copy => Assert.Equal(adhesion.Id, owners[copy.Sha256]));
        }
    }

    private static byte[] Letter(TestPec pec, byte[] file) => pec.Letter("Buongiorno.", ("scheda.pdf.p7m", "application/pkcs7-mime", file));

    private static async Task<(Adhesion, PublicBody)> AdhesionAsync(PecPost post, string code) =>
        (await post.Database.AddAsync(code, AdhesionStatus.Draft), await post.BodyAsync(code));

    /// <summary>A page without fonts, as a scanner makes.</summary>
    private static byte[] Scan(int number = 0) => Encoding.Latin1.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        + $"4 0 obj<</Number {number}>>endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n");
}
