using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Coopera.Testing.Samples;

/// <summary>What providers of certified mail put around messages, and the receipts that they write. None of them exists.</summary>
public sealed record TestPec
{
    public const string Mailbox = "posta-certificata@pec.gestore.example";

    private static readonly Lazy<X509Certificate2> LazyProvider = new(() => Issue(Mailbox));

    public static X509Certificate2 Provider => LazyProvider.Value;

    public string From { get; init; } = "protocollo@pec.comune.example.org";

    public string To { get; init; } = "segreteria@pec.anci.example.org";

    public string Subject { get; init; } = "Scheda di adesione firmata";

    public string MessageId { get; init; } = "abc$123$x@pec.comune.example.org";

    public DateTimeOffset At { get; init; } = TestIdentity.SignedAt;

    public X509Certificate2? Signer { get; init; } = Provider;

    public string Charset { get; init; } = "utf-8";

    private readonly string _part = $"part.{Guid.NewGuid():N}";
    private readonly string _signed = $"signed.{Guid.NewGuid():N}";

    public static X509Certificate2 Issue(string mailbox)
    {
        using var key = RSA.Create(2048);
        var names = new SubjectAlternativeNameBuilder();
        names.AddEmailAddress(mailbox);
        var subject = TestIdentity.Name(("2.5.4.10", "Gestore di prova"), ("2.5.4.3", "Gestore di prova PEC"));
        return TestIdentity.Issue(key, subject, names.Build());
    }

    public string Daticert(
        string type, string error = "nessuno", string? delivered = null, string? detail = null, string? encoding = null) =>
        $"""
        <?xml version="1.0" encoding="{encoding ?? Charset}"?>
        <postacert tipo="{type}" errore="{error}">
          <intestazione>
            <mittente>{From}</mittente>
            <destinatari tipo="certificato">{To}</destinatari>
            <risposte>{From}</risposte>
            <oggetto>{Subject}</oggetto>
          </intestazione>
          <dati>
            <gestore-emittente>Gestore di prova S.p.A.</gestore-emittente>
            <data zona="+0100">
              <giorno>{At.ToOffset(TimeSpan.FromHours(1)).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}</giorno>
              <ora>{At.ToOffset(TimeSpan.FromHours(1)).ToString("HH:mm:ss", CultureInfo.InvariantCulture)}</ora>
            </data>
            <identificativo>opec1.{type}.{At.UtcTicks}@pec.gestore.example</identificativo>
            <msgid>&lt;{MessageId}&gt;</msgid>
            <ricevuta tipo="completa"/>
            {(delivered is null ? "" : $"<consegna>{delivered}</consegna>")}
            {(detail is null ? "" : $"<errore-esteso>{detail}</errore-esteso>")}
          </dati>
        </postacert>
        """;

    /// <summary>What somebody wrote, in Latin-1 when they do.</summary>
    public byte[] Letter(string text, params (string Name, string Type, byte[] Content)[] files)
    {
        var parts = new StringBuilder();
        parts.Append(Invariant($"--inside\r\nContent-Type: text/plain; charset={Charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"));
        foreach (var (name, type, content) in files)
        {
            parts.Append(Invariant($"--inside\r\n{Base64(name, type, content)}\r\n"));
        }

        return Encoding.GetEncoding(Charset).GetBytes(
            $"From: <{From}>\r\nTo: {To}\r\nSubject: {Subject}\r\nMessage-ID: <{MessageId}>\r\nDate: {At:r}\r\nMIME-Version: 1.0\r\n"
            + $"Content-Type: multipart/mixed; boundary=inside\r\n\r\n{parts}--inside--\r\n");
    }

    public byte[] Envelope(byte[] letter, string? daticert = null, bool asFile = false) => Signed(
        [$"X-Trasporto: posta-certificata", $"Subject: POSTA CERTIFICATA: {Subject}", $"From: \"Per conto di: {From}\" <{Mailbox}>"],
        daticert ?? Daticert("posta-certificata"), letter, asFile);

    public byte[] Anomaly(byte[] letter) => Signed(
        ["X-Trasporto: errore", $"Subject: ANOMALIA MESSAGGIO: {Subject}", $"From: \"Per conto di: {From}\" <{Mailbox}>"], null, letter);

    public byte[] Receipt(
        string type, string subject, string error = "nessuno", string? delivered = null, string? detail = null, byte[]? letter = null) =>
        Signed(
            [
                $"X-Ricevuta: {type}", "X-TipoRicevuta: completa", "X-VerificaSicurezza: ok", $"Subject: {subject}: {Subject}",
                $"From: {Mailbox}",
            ],
            Daticert(type, error, delivered, detail), letter);

    /// <summary>The whole in one file, as some servers pass it on.</summary>
    public byte[] AsP7m(byte[] entity) => InOneFile(TestCms.Sign(entity, TestCms.Signer(Signer!)), Mailbox);

    /// <summary>It only calls itself signed.</summary>
    public byte[] AsUnsignedP7m(byte[] entity, string from = Mailbox) => InOneFile(entity, from);

    private byte[] InOneFile(byte[] content, string from) => Encoding.Latin1.GetBytes(
        $"From: \"Per conto di: {From}\" <{from}>\r\nTo: {To}\r\nSubject: POSTA CERTIFICATA: {Subject}\r\nX-Trasporto: posta-certificata\r\n"
        + $"X-Riferimento-Message-ID: <{MessageId}>\r\nDate: {At:r}\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks) + "\r\n");

    public byte[] Entity(string? daticert, byte[]? letter, bool asFile = false)
    {
        var begin = $"Content-Type: multipart/mixed; boundary=\"{_part}\"\r\n\r\n--{_part}\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
            + "Messaggio di posta certificata\r\n";
        var text = Encoding.GetEncoding(Charset);
        return
        [
            .. Encoding.ASCII.GetBytes(begin),
            .. daticert is null ? [] : Encoding.ASCII.GetBytes(
                $"--{_part}\r\n{Base64("daticert.xml", "application/xml", text.GetBytes(daticert))}\r\n"),
            .. letter is null ? [] : asFile
                ? Encoding.ASCII.GetBytes($"--{_part}\r\n{Base64("postacert.eml", "application/octet-stream", letter)}\r\n")
                : (byte[])
                [
                    .. Encoding.ASCII.GetBytes(
                        $"--{_part}\r\nContent-Type: message/rfc822; name=\"postacert.eml\"\r\n"
                        + "Content-Disposition: inline; filename=\"postacert.eml\"\r\n\r\n"),
                    .. letter, .. "\r\n"u8,
                ],
            .. Encoding.ASCII.GetBytes($"--{_part}--\r\n"),
        ];
    }

    private byte[] Signed(string[] headers, string? daticert, byte[]? letter, bool asFile = false)
    {
        var entity = Entity(daticert, letter, asFile);
        var head = string.Join("\r\n", headers) + $"\r\nTo: {To}\r\nX-Riferimento-Message-ID: <{MessageId}>\r\n"
            + $"Message-ID: <opec1.{At.UtcTicks}.{MessageId.Split('@')[0]}@pec.gestore.example>\r\nDate: {At:r}\r\nMIME-Version: 1.0\r\n";
        if (Signer is null)
        {
            return [.. Encoding.Latin1.GetBytes(head), .. entity];
        }

        var signature = TestCms.Sign(entity, TestCms.Signer(Signer), detached: true);
        return
        [
            .. Encoding.Latin1.GetBytes(
                head + "Content-Type: multipart/signed; protocol=\"application/x-pkcs7-signature\"; micalg=sha256; boundary=\""
                + _signed + "\"\r\n\r\n"
                + $"This is an S/MIME signed message\r\n\r\n--{_signed}\r\n"),
            .. entity,
            .. Encoding.ASCII.GetBytes(
                $"\r\n--{_signed}\r\n{Base64("smime.p7s", "application/x-pkcs7-signature", signature)}\r\n--{_signed}--\r\n"),
        ];
    }

    private static string Base64(string name, string type, byte[] content) =>
        $"Content-Type: {type}; name=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n"
        + Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
