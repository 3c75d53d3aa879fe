using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Coopera.Core.Documents.Signatures;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.CertifiedMail;

public enum GestoreSignature
{
    /// <summary>Nobody signed it, or the signature cannot be read.</summary>
    Missing,

    /// <summary>What was signed is not what came.</summary>
    Broken,

    /// <summary>It holds, by a certificate that is not in the trust list, or is not of who sends.</summary>
    NotTrusted,

    Verified,
}

/// <summary>
/// The certificates by which providers of certified mail are known: their own, or those of the authorities that issue them. One of an
/// authority is enough only for a certificate that names the mailbox it sends from: authorities issue to anybody.
/// </summary>
public sealed class GestoreTrust(IReadOnlyList<X509Certificate2> certificates)
{
    private const int MostSigners = 4;

    public static GestoreTrust None { get; } = new([]);

    private readonly HashSet<string> _thumbprints = [.. certificates.Select(Thumbprint)];

    public int Count => certificates.Count;

    /// <param name="content">The very bytes that were signed.</param>
    /// <param name="from">The mailbox that the message says it comes from.</param>
    public GestoreSignature Check(
        ReadOnlyMemory<byte> content, ReadOnlyMemory<byte> signature, string? from, DateTimeOffset at, ReadingBudget budget)
    {
        try
        {
            var outline = CmsOutline.Read(signature, budget);
            budget.SpendBytes((long)content.Length * Math.Min(outline.Signers, MostSigners));
            var message = new SignedCms(new ContentInfo(content.ToArray()), detached: true);
            message.Decode(CmsDigests.ByTheirOwnName(signature[..outline.Length]).Span);
            return Check(message, from, at);
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return GestoreSignature.Missing;
        }
    }

    /// <summary>The best of its signatures.</summary>
    public GestoreSignature Check(SignedCms message, string? from, DateTimeOffset at)
    {
        var best = GestoreSignature.Missing;
        foreach (var signer in message.SignerInfos.Cast<SignerInfo>().Take(MostSigners))
        {
            // The check disposes of the signer's own.
            using var certificate = signer.Certificate is { } theirs ? X509CertificateLoader.LoadCertificate(theirs.RawData) : null;
            var found = SignerCheck.Check(new FoundSignature(SignatureKind.Cades, 1), message, signer);
            var worth = !found.IsIntact ? GestoreSignature.Broken
                : certificate is not null && IsTrusted(certificate, message.Certificates, from, at)
                    ? GestoreSignature.Verified : GestoreSignature.NotTrusted;
            best = worth > best ? worth : best;
        }

        return best;
    }

    private bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection sent, string? from, DateTimeOffset at)
    {
        if (at.UtcDateTime < certificate.NotBefore.ToUniversalTime() || at.UtcDateTime > certificate.NotAfter.ToUniversalTime())
        {
            return false;
        }

        if (_thumbprints.Contains(Thumbprint(certificate)))
        {
            return true;
        }

        if (certificates.Count == 0 || from is null || !Names(certificate, from))
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(certificates.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(certificates.Concat(sent).ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        var isWhole = chain.Build(certificate);
        var isKnown = chain.ChainElements.Skip(1).Any(element => _thumbprints.Contains(Thumbprint(element.Certificate)));

        // One in the middle of the chain may be all that the folder holds.
        return isKnown && (isWhole || chain.ChainStatus.All(status => status.Status == X509ChainStatusFlags.PartialChain));
    }

    private static bool Names(X509Certificate2 certificate, string mailbox) =>
        certificate.GetNameInfo(X509NameType.EmailName, forIssuer: false).Equals(mailbox, StringComparison.OrdinalIgnoreCase);

    private static string Thumbprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);
}
