using System.Text;
using Coopera.Core.Documents.Signatures;
using MimeKit;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>Mails saved as a file, with the scheda in them.</summary>
public sealed class MailedCopyTests
{
    private static readonly byte[] Scheda = TestPdf.Plain(padding: 9_000);
    private static readonly byte[] Envelope = TestCms.Cades(Scheda, TestIdentity.Mario);
    private static readonly byte[] Detached = TestCms.Sign("posta"u8.ToArray(), TestCms.Signer(TestIdentity.Lucia), detached: true);

    [Fact]
    public void The_one_envelope_in_a_mail_is_taken_out_and_kept_in_its_place()
    {
        var report = SignedFile.Inspect(Mail(("scheda firmata.pdf.p7m", Envelope)));

        Assert.True(report.IsWhollyIntact);
        Assert.Equal((CopyWrapping.Mail, "scheda firmata.pdf.p7m"), (report.TakenFrom, report.TakenName));
        Assert.Equal(Envelope, report.Taken.ToArray());
        Assert.Equal(Envelope.Length, report.Length);
        Assert.Contains(
            "Il file era dentro un messaggio di posta: lo abbiamo tirato fuori, ed è quello che conserviamo.",
            SignedCopyWords.Paragraphs(report));
    }

    [Fact]
    public void A_pdf_in_a_mail_is_taken_out_as_well()
    {
        var report = SignedFile.Inspect(Mail(("scheda.pdf", Scheda)));

        Assert.Equal((SignedCopyKind.Pdf, ".pdf"), (report.Kind, report.Extension));
        Assert.Equal(Scheda, report.Document.ToArray());
    }

    [Fact]
    public void A_certified_mail_is_opened_down_to_the_scheda_and_its_provider_is_no_signer()
    {
        using var sent = new MemoryStream(Mail(("scheda.p7m", Envelope)));
        var inner = new MessagePart { Message = MimeMessage.Load(sent) };
        var transport = new Multipart("signed")
        {
            new Multipart("mixed")
            {
                new TextPart("plain") { Text = "Messaggio di posta certificata" }, Part("daticert.xml", "<postacert/>"u8.ToArray()), inner,
            },
            Part("smime.p7s", Detached),
        };

        var report = SignedFile.Inspect(Bytes(new MimeMessage { Body = transport, Subject = "POSTA CERTIFICATA: scheda" }));

        Assert.True(report.IsWhollyIntact, $"{report.Refusal}");
        Assert.Equal("Mario Rossi", Assert.Single(report.Signatures).Signer?.Name);
        Assert.Equal(Envelope, report.Taken.ToArray());
    }

    [Fact]
    public void A_mail_attached_to_a_mail_as_a_file_is_opened_too()
    {
        var report = SignedFile.Inspect(Mail(("postacert.eml", Mail(("scheda.p7m", Envelope)))));

        Assert.Equal(Envelope, report.Taken.ToArray());
    }

    [Fact]
    public void Several_documents_or_none_are_told_with_what_to_do()
    {
        var several = SignedFile.Inspect(Mail(("scheda.pdf", Scheda), ("delibera.pdf", TestPdf.Plain("Delibera"))));
        var none = SignedFile.Inspect(Mail(("logo.png", [0x89, (byte)'P', (byte)'N', (byte)'G', .. new byte[200]])));

        Assert.Equal(SignedCopyRefusal.SeveralDocumentsInMail, several.Refusal);
        Assert.Equal(SignedCopyRefusal.NoDocumentInMail, none.Refusal);
        Assert.Contains("Questo è un messaggio di posta", SignedCopyWords.Headline(none), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_of_outlook_is_opened()
    {
        var report = SignedFile.Inspect(TestOutlook.Mail(("logo.png", new byte[300]), ("scheda è firmata.pdf.p7m", Envelope)));

        Assert.True(report.IsWhollyIntact);
        Assert.Equal((CopyWrapping.OutlookMail, "scheda è firmata.pdf.p7m"), (report.TakenFrom, report.TakenName));
        Assert.Equal(Envelope, report.Taken.ToArray());
    }

    [Fact]
    public void A_small_attachment_and_a_mail_inside_an_outlook_mail_are_found()
    {
        var small = TestPdf.Plain();
        Assert.True(small.Length < 4096);

        Assert.Equal(small, SignedFile.Inspect(TestOutlook.Mail(("a.pdf", small))).Document.ToArray());
        Assert.Equal(small, SignedFile.Inspect(TestOutlook.Mail(("postacert.eml", Mail(("a.pdf", small))))).Document.ToArray());
    }

    [Fact]
    public void An_envelope_with_its_time_stamp_in_one_file_is_kept_whole()
    {
        var stamp = TestCms.Reply(TestCms.Timestamp(Envelope, TestIdentity.SignedAt));
        var file = Bytes(new MimeMessage
        {
            Body = new Multipart("mixed")
            {
                Part("scheda.pdf.p7m", Envelope, "application/pkcs7-mime"), Part("scheda.tsr", stamp, "application/timestamp-reply"),
            },
        });

        var report = SignedFile.Inspect(file);

        Assert.True(report.IsWhollyIntact);
        Assert.Equal((SignedCopyKind.Timestamped, ".pdf.p7m.m7m"), (report.Kind, report.Extension));
        Assert.True(report.Taken.IsEmpty);
        Assert.Equal(file.Length, report.Length);
        Assert.Equal(TestIdentity.SignedAt, report.Signatures[0].Time?.At);
    }

    [Fact]
    public void A_letter_in_prose_is_no_mail()
    {
        var report = SignedFile.Inspect("Oggetto: scheda\nGentile segreteria: in allegato la scheda.\n"u8.ToArray());

        Assert.Equal(SignedCopyRefusal.Unknown, report.Refusal);
    }

    private static byte[] Mail(params (string Name, byte[] Content)[] attachments)
    {
        var body = new Multipart("mixed") { new TextPart("plain") { Text = "In allegato la scheda." } };
        foreach (var (name, content) in attachments)
        {
            body.Add(Part(name, content));
        }

        return Bytes(new MimeMessage(
            [new MailboxAddress("", "comune@pec.example")], [new MailboxAddress("", "anci@pec.example")], "Scheda", body));
    }

    private static MimePart Part(string name, byte[] content, string type = "application/octet-stream") => new(ContentType.Parse(type))
    {
        Content = new MimeContent(new MemoryStream(content)),
        ContentTransferEncoding = ContentEncoding.Base64,
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = name },
    };

    private static byte[] Bytes(MimeMessage message)
    {
        using var file = new MemoryStream();
        message.WriteTo(file);
        return file.ToArray();
    }
}
