using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Cryptography;

namespace Coopera.Core.Mail;

/// <summary>Signs what goes out with RSA and SHA-256 (RFC 6376, 8301).</summary>
public sealed class DkimKey
{
    private const int LeastBits = 1024;
    private const string MustBe = "it must be a file with an RSA private key as PEM, without a password";

    /// <summary>
    /// All that people see or act on. Those of the body (Content-Type) are not here: programs differ in whether they belong to the head.
    /// </summary>
    private static readonly HeaderId[] Covered =
    [
        HeaderId.From, HeaderId.ReplyTo, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion,
        HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost,
    ];

    private readonly DkimSigner _signer;
    private readonly string _domain;

    private DkimKey(DkimSettings settings, RSA key, string pem)
    {
        _signer = new DkimSigner(
            new MemoryStream(Encoding.ASCII.GetBytes(pem)), settings.Domain, settings.Selector, DkimSignatureAlgorithm.RsaSha256)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };
        _domain = settings.Domain;
        RecordName = $"{settings.Selector}._domainkey.{settings.Domain}";
        PublicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Where the record stands that others verify with.</summary>
    public string RecordName { get; }

    public string PublicKey { get; }

    public string Record => $"v=DKIM1; k=rsa; p={PublicKey}";

    /// <summary>A signature of another domain than the sender's proves nothing (DMARC): certified mail has a domain of its own.</summary>
    public bool IsFor(string senderDomain) =>
        $".{senderDomain}".EndsWith($".{_domain}", StringComparison.OrdinalIgnoreCase);

    public static DkimKey Load(DkimSettings settings)
    {
        try
        {
            var pem = File.ReadAllText(settings.KeyFile);
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            key.ExportParameters(includePrivateParameters: true); // a public key alone signs nothing
            return key.KeySize >= LeastBits
                ? new DkimKey(settings, key, pem)
                : throw new SettingsException(
                    $"Mail:Dkim:KeyFile is \"{settings.KeyFile}\", a key of {key.KeySize} bits: it must have {LeastBits} or more.");
        }
        catch (Exception refusal) when (
            refusal is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or FormatException)
        {
            throw new SettingsException(
                $"Mail:Dkim:KeyFile is \"{settings.KeyFile}\", which cannot be used ({refusal.Message}): {MustBe}.");
        }
    }

    /// <summary>The last that is done to a message: whatever changes afterwards breaks the signature.</summary>
    public void Sign(MimeMessage message)
    {
        message.Prepare(EncodingConstraint.SevenBit);
        _signer.Sign(message, [.. Covered.Where(message.Headers.Contains)]);
    }
}

/// <param name="Key">Null where none is configured: the provider may sign by itself.</param>
public sealed record DkimSigning(DkimKey? Key);
