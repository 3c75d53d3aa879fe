using System.Text;
using Coopera.Core.Documents.CertifiedMail;
using Coopera.Core.Documents.Signatures;
using Coopera.Domain.Mail;

namespace Coopera.Core.Tests.Documents.CertifiedMail;

public sealed class PecMessageTests
{
    private static readonly GestoreTrust Known = new([TestPec.Provider]);
    private static readonly byte[] Scheda = TestPdf.Plain();

    [Fact]
    public void The_letter_in_an_envelope_is_what_its_sender_wrote()
    {
        var pec = new TestPec();
        var read = Read(pec.Envelope(pec.Letter("In allegato la scheda.", ("scheda.pdf", "application/pdf", Scheda))));

        Assert.Equal((PecMessageKind.Envelope, GestoreSignature.Verified), (read.Kind, read.Signature));
        Assert.True(read.IsVerified);
        Assert.Equal(("protocollo@pec.comune.example.org", "Scheda di adesione firmata"), (read.Letter.Sender, read.Letter.Subject));
        Assert.Equal("In allegato la scheda.", read.Letter.Text);
        Assert.Equal(("abc$123$x@pec.comune.example.org", "abc$123$x@pec.comune.example.org"), (read.Letter.MessageId, read.RefersTo));
        Assert.Equal(("Gestore di prova S.p.A.", TestIdentity.SignedAt), (read.Certified!.Provider, read.Certified.At));
        Assert.Equal(Scheda, Assert.Single(read.Letter.Files(SignedFile.Budget(9_000))).Content.ToArray());
    }

    [Fact]
    public void A_letter_and_a_daticert_in_latin_1_keep_their_accents()
    {
        var pec = new TestPec { Charset = "iso-8859-1", Subject = "Adesione della città di Forlì" };
        var read = Read(pec.Envelope(pec.Letter("Così è più chiaro: € no, ma à sì."[..14])));

        Assert.True(read.IsVerified);
        Assert.Equal("Così è più chi", read.Letter.Text);
        Assert.Equal("Adesione della città di Forlì", read.Letter.Subject);
        Assert.Equal("Adesione della città di Forlì", read.Certified!.Subject);
    }

    [Fact]
    public void A_daticert_that_says_utf_8_and_is_latin_1_is_read()
    {
        var xml = Encoding.Latin1.GetBytes(new TestPec { Subject = "Città" }.Daticert("accettazione", encoding: "UTF-8"));

        Assert.Equal(("Città", PecReceiptKind.Accepted), (Daticert.Read(xml)!.Subject, Daticert.Read(xml)!.Receipt!.Value));
    }

    [Fact]
    public void An_envelope_in_one_file_with_its_signature_is_opened()
    {
        var pec = new TestPec();
        var read = Read(pec.AsP7m(pec.Entity(pec.Daticert("posta-certificata"), pec.Letter("Ecco."))));

        Assert.Equal((PecMessageKind.Envelope, GestoreSignature.Verified, "Ecco."), (read.Kind, read.Signature, read.Letter.Text));
        Assert.True(read.IsVerified);
    }

    [Fact]
    public void Of_an_envelope_in_an_envelope_the_innermost_sender_counts_when_both_are_certain()
    {
        var first = new TestPec { From = "sindaca@pec.comune.example.org" };
        var second = new TestPec { From = "protocollo@pec.comune.example.org" };

        var certain = Read(second.Envelope(first.Envelope(first.Letter("Dalla sindaca."))));
        Assert.Equal(("sindaca@pec.comune.example.org", "Dalla sindaca.", 2), (certain.Letter.Sender, certain.Letter.Text, certain.Layers));
        Assert.True(certain.IsVerified);

        var forged = first with { Signer = TestIdentity.Mario };
        var passedOn = Read(second.Envelope(forged.Envelope(forged.Letter("Dalla sindaca."))));
        Assert.Equal((false, "sindaca@pec.comune.example.org"), (passedOn.IsVerified, passedOn.Letter.Sender));
    }

    [Fact]
    public void A_message_that_a_server_made_a_file_of_is_opened()
    {
        var pec = new TestPec();

        Assert.Equal("Ecco.", Read(pec.Envelope(pec.Letter("Ecco."), asFile: true)).Letter.Text);
    }

    [Fact]
    public void Line_ends_that_a_program_changed_break_no_signature()
    {
        var pec = new TestPec();
        var message = pec.Envelope(pec.Letter("Ecco."));
        var saved = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(message).Replace("\r\n", "\n", StringComparison.Ordinal));

        Assert.Equal(GestoreSignature.Verified, Read(saved).Signature);
    }

    [Fact]
    public void What_was_changed_after_the_signature_is_told()
    {
        var pec = new TestPec();
        var message = Encoding.Latin1.GetString(pec.Envelope(pec.Letter("Ecco.")));
        var read = Read(Encoding.Latin1.GetBytes(message.Replace("Ecco.", "Acco.", StringComparison.Ordinal)));

        Assert.Equal((GestoreSignature.Broken, false, "Acco."), (read.Signature, read.IsVerified, read.Letter.Text));
    }

    [Fact]
    public void Only_who_is_itself_in_the_trust_list_is_believed()
    {
        var pec = new TestPec();
        var letter = pec.Letter("Ecco.");

        Assert.Equal(GestoreSignature.NotTrusted, Read(pec.Envelope(letter), GestoreTrust.None).Signature);
        Assert.Equal(GestoreSignature.Verified, Read(pec.Envelope(letter)).Signature);

        // An authority gives certificates to anybody, and in any name that is theirs: only the provider's own is believed.
        Assert.Equal(GestoreSignature.NotTrusted, Read(pec.Envelope(letter), new GestoreTrust([TestIdentity.Authority])).Signature);
        Assert.Equal(GestoreSignature.NotTrusted, Read((pec with { Signer = TestIdentity.Mario }).Envelope(letter)).Signature);
        var another = pec with { Signer = TestPec.Issue("altro@gestore.example") };
        Assert.Equal(GestoreSignature.NotTrusted, Read(another.Envelope(letter)).Signature);
        Assert.Equal(GestoreSignature.Missing, Read((pec with { Signer = null }).Envelope(letter)).Signature);
        Assert.Equal(GestoreSignature.NotTrusted, Read((pec with { At = pec.At.AddYears(5) }).Envelope(letter)).Signature);
    }

    [Fact]
    public void What_only_calls_itself_signed_is_never_verified()
    {
        var body = new TestPec();
        var entity = body.Entity(body.Daticert("posta-certificata"), body.Letter("Ecco."));
        var read = Read(body.AsUnsignedP7m(entity));
        Assert.Equal((PecMessageKind.Envelope, GestoreSignature.Missing, false), (read.Kind, read.Signature, read.IsVerified));

        // Passed on by somebody who is certain: it is what that one wrote.
        var anybody = new TestPec { From = "chiunque@pec.example.org" };
        var passedOn = Read(anybody.Envelope(body.AsUnsignedP7m(entity, anybody.From)));
        Assert.Equal((true, anybody.From, 1), (passedOn.IsVerified, passedOn.Letter.Sender, passedOn.Layers));
        Assert.False(Read(anybody.Envelope(body.AsUnsignedP7m(entity))).IsVerified);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_message_of_very_many_parts_inside_is_refused_before_a_tree_is_built_of_it(bool isInOneFile)
    {
        var pec = new TestPec();
        var bomb = Encoding.ASCII.GetBytes(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\n", 300_000)));
        var message = isInOneFile ? pec.AsP7m(bomb) : pec.Envelope(bomb, asFile: true);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<TooIntricateException>(() => Read(message));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 60_000_000, $"{allocated} bytes");
    }

    [Fact]
    public void A_sender_who_is_not_the_certified_one_is_not_believed()
    {
        var pec = new TestPec();
        var read = Read(pec.Envelope((pec with { From = "altri@pec.comune.example.org" }).Letter("Ecco.")));

        Assert.Equal((GestoreSignature.Verified, false), (read.Signature, read.IsVerified));
    }

    [Fact]
    public void An_ordinary_mail_that_came_to_a_certified_mailbox_stays_an_ordinary_mail()
    {
        var pec = new TestPec { From = "maria@example.org" };
        var read = Read(pec.Anomaly(pec.Letter("Vorrei la scheda.")));

        Assert.Equal((PecMessageKind.Anomaly, "maria@example.org", "Vorrei la scheda."), (read.Kind, read.Letter.Sender, read.Letter.Text));
        Assert.False(read.IsVerified);
    }

    [Theory]
    [InlineData("accettazione", "ACCETTAZIONE", PecReceiptKind.Accepted)]
    [InlineData("non-accettazione", "AVVISO DI NON ACCETTAZIONE", PecReceiptKind.NotAccepted)]
    [InlineData("presa-in-carico", "PRESA IN CARICO", PecReceiptKind.TakenInCharge)]
    [InlineData("avvenuta-consegna", "CONSEGNA", PecReceiptKind.Delivered)]
    [InlineData("errore-consegna", "AVVISO DI MANCATA CONSEGNA", PecReceiptKind.NotDelivered)]
    [InlineData("preavviso-errore-consegna", "AVVISO DI MANCATA CONSEGNA PER SUPERAMENTO TEMPO MASSIMO", PecReceiptKind.DeliveryDelayed)]
    [InlineData("rilevazione-virus", "PROBLEMA DI SICUREZZA", PecReceiptKind.VirusFound)]
    public void Receipts_of_every_kind_are_told_apart(string type, string subject, PecReceiptKind kind)
    {
        var pec = new TestPec();
        var letter = kind == PecReceiptKind.Delivered ? pec.Letter("Nostra.") : null;
        var read = Read(pec.Receipt(type, subject, delivered: pec.To, letter: letter));

        Assert.Equal((PecMessageKind.Receipt, kind, pec.MessageId), (read.Kind, read.Receipt!.Value, read.RefersTo));
        Assert.Equal((pec.From, pec.To, pec.At), (read.Certified!.Sender, read.Certified.DeliveredTo, read.Certified.At));
        Assert.True(read.IsVerified);
    }

    [Fact]
    public void An_error_of_delivery_says_which()
    {
        var read = Read(new TestPec().Receipt(
            "errore-consegna", "AVVISO DI MANCATA CONSEGNA", "no-dest", "x@pec.it", "5.1.1 - casella inesistente"));

        Assert.Equal((PecError.NoRecipient, "5.1.1 - casella inesistente"), (read.Certified!.Error, read.Certified.ErrorDetail));
    }

    [Fact]
    public void A_receipt_that_somebody_sends_inside_a_message_is_no_receipt_of_ours()
    {
        var pec = new TestPec();
        var forged = Encoding.UTF8.GetBytes(pec.Daticert("avvenuta-consegna", delivered: pec.To));
        var attached = pec.Letter("Vedi allegato.", ("daticert.xml", "application/xml", forged));

        Assert.Equal(PecMessageKind.Ordinary, Read(attached).Kind);
        Assert.Equal(PecMessageKind.Envelope, Read(pec.Envelope(attached)).Kind);
        Assert.Equal(PecMessageKind.Envelope, Read(pec.Envelope(pec.Receipt("avvenuta-consegna", "CONSEGNA"))).Kind);
    }

    [Fact]
    public void Two_hundred_decoys_are_never_certified()
    {
        var pec = new TestPec();
        var whole = pec.Envelope(pec.Letter("Ecco.", ("scheda.pdf", "application/pdf", Scheda)));
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var decoy = whole.ToArray();
            var start = Encoding.Latin1.GetString(whole).IndexOf("--part.", StringComparison.Ordinal);
            var end = Encoding.Latin1.GetString(whole).LastIndexOf("--part.", StringComparison.Ordinal);
            for (var bytes = 0; bytes <= i % 4; bytes++)
            {
                var at = random.Next(start, end);
                decoy[at] = (byte)(decoy[at] is (byte)'\r' or (byte)'\n' ? 'x' : decoy[at] ^ 1);
            }

            var read = Read(decoy);
            Assert.False(read.IsVerified, $"decoy {i}");
        }
    }

    private static PecMessage Read(byte[] message, GestoreTrust? trust = null) =>
        PecMessage.Read(message, trust ?? Known, SignedFile.Budget(message.Length));
}
