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
/// The certificates by which providers of certified mail are known: each its own. One of an authority is not enough: authorities issue to
/// anybody, and in the name of any mailbox that is theirs.
/// </summary>
public sealed class GestoreTrust(IReadOnlyList<X509Certificate2> certificates)
{
    private const int MostSigners = 4;

    public static GestoreTrust None { get; } = new([]);

    private readonly HashSet<string> _thumbprints = [.. certificates.Select(Thumbprint)];

    /// <param name="content">The very bytes that were signed.</param>
    public GestoreSignature Check(
        ReadOnlyMemory<byte> content, ReadOnlyMemory<byte> signature, DateTimeOffset at, ReadingBudget budget)
    {
        try
        {
            var outline = CmsOutline.Read(signature, budget);
            budget.SpendBytes((long)content.Length * Math.Min(outline.Signers, MostSigners));
            var message = new SignedCms(new ContentInfo(content.ToArray()), detached: true);
            message.Decode(CmsDigests.ByTheirOwnName(signature[..outline.Length]).Span);
            return Check(message, at);
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return GestoreSignature.Missing;
        }
    }

    /// <summary>The best of its signatures.</summary>
    public GestoreSignature Check(SignedCms message, DateTimeOffset at)
    {
        var best = GestoreSignature.Missing;
        foreach (var signer in message.SignerInfos.Cast<SignerInfo>().Take(MostSigners))
        {
            // The check disposes of the signer's own.
            using var certificate = signer.Certificate is { } theirs ? X509CertificateLoader.LoadCertificate(theirs.RawData) : null;
            var found = SignerCheck.Check(new FoundSignature(SignatureKind.Cades, 1), message, signer);
            var worth = !found.IsIntact ? GestoreSignature.Broken
                : certificate is not null && IsTrusted(certificate, at)
                    ? GestoreSignature.Verified : GestoreSignature.NotTrusted;
            best = worth > best ? worth : best;
        }

        return best;
    }

    private bool IsTrusted(X509Certificate2 certificate, DateTimeOffset at) =>
        at.UtcDateTime >= certificate.NotBefore.ToUniversalTime() && at.UtcDateTime <= certificate.NotAfter.ToUniversalTime()
        && _thumbprints.Contains(Thumbprint(certificate));

    private static string Thumbprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);
}
