using System.Formats.Asn1;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Coopera.Core.Documents;

namespace Coopera.Core.Certificates;

/// <summary>The electronic seal of who issues the papers: PAdES B-B, and B-T where an authority tells the time.</summary>
public sealed class PaperSeal : IDisposable
{
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    private const string TimestampToken = "1.2.840.113549.1.9.16.2.14";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const int RoomForSignature = 3_000;
    private const int RoomForTimestamp = 12_000;
    private const int LongestReply = 64_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly X509Certificate2Collection _all;
    private readonly X509Certificate2 _own;
    private readonly Uri? _authority;
    private readonly HttpClient _http = new() { Timeout = Patience, MaxResponseContentBufferSize = LongestReply };

    private PaperSeal(X509Certificate2Collection all, X509Certificate2 own, Uri? authority)
    {
        (_all, _own, _authority) = (all, own, authority);
        var name = own.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        var by = own.SubjectName.RawData.AsSpan().SequenceEqual(own.IssuerName.RawData)
            ? "il suo certificato non è garantito da un’autorità: prova che il file è intero, non di chi è"
            : $"certificato rilasciato da {own.GetNameInfo(X509NameType.SimpleName, forIssuer: true)}";
        Words = new CertificateSeal(
            name,
            $"Questo file porta il sigillo elettronico di {name}, messo dal sito ({by}){(authority is null ? "" : ", con marca temporale")}. "
            + "Non è la firma di una persona.",
            RoomForSignature + all.Sum(certificate => certificate.RawData.Length) + (authority is null ? 0 : RoomForTimestamp));
    }

    public CertificateSeal Words { get; }

    public bool HasTimestamp => _authority is not null;

    /// <summary>Null when none is set.</summary>
    /// <exception cref="SettingsException">It cannot seal anything.</exception>
    public static PaperSeal? Load(CertificateSettings settings, DateTimeOffset now)
    {
        if (settings.SealFile is not { } file)
        {
            return null;
        }

        try
        {
            var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(file, settings.SealPassword);
            var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
                ?? throw new SettingsException($"Certificates:SealFile is \"{file}\": it must hold a certificate with its private key.");
            return own.NotAfter.ToUniversalTime() > now.UtcDateTime
                ? new PaperSeal(all, own, settings.TsaUrl)
                : throw new SettingsException(
                    $"Certificates:SealFile is \"{file}\": its certificate ended on {own.NotAfter.ToUniversalTime():yyyy-MM-dd}, and it "
                    + "must be valid.");
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                $"Certificates:SealFile is \"{file}\": it must name a PKCS #12 file that opens with Certificates:SealPassword "
                + $"({fault.Message.TrimEnd('.')}).");
        }
    }

    /// <summary>A detached CMS signature (CAdES) over some bytes.</summary>
    public async Task<byte[]> SignAsync(ReadOnlyMemory<byte> covered, CancellationToken cancellationToken)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, _own)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(NamesCertificate()); // the time stands in the file: in the signature PAdES forbids it
        var message = new SignedCms(new ContentInfo(covered.ToArray()), detached: true);
        message.ComputeSignature(signer);
        foreach (var certificate in _all.Where(certificate => certificate != _own))
        {
            message.AddCertificate(certificate);
        }

        if (_authority is not null)
        {
            message.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData(
                new Oid(TimestampToken), await TimestampAsync(message.SignerInfos[0], cancellationToken)));
        }

        return message.Encode();
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var certificate in _all)
        {
            certificate.Dispose();
        }
    }

    private AsnEncodedData NamesCertificate()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(_own.RawData));
        }

        return new AsnEncodedData(new Oid(SigningCertificateV2), writer.Encode());
    }

    private async Task<byte[]> TimestampAsync(SignerInfo signature, CancellationToken cancellationToken)
    {
        var request = Rfc3161TimestampRequest.CreateFromSignerInfo(
            signature, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(8), requestSignerCertificates: true);
        using var content = new ByteArrayContent(request.Encode())
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/timestamp-query") },
        };
        using var reply = await _http.PostAsync(_authority, content, cancellationToken);
        reply.EnsureSuccessStatusCode();
        return request.ProcessResponse(await reply.Content.ReadAsByteArrayAsync(cancellationToken), out _).AsSignedCms().Encode();
    }
}
