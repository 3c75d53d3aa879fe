using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Coopera.Core.Documents.Signatures;

public static class SignatureAlgorithms
{
    public const string RsaPss = "1.2.840.113549.1.1.10";
    private const int LeastRsaBits = 2048;

    private static readonly HashSet<string> Signatures =
    [
        "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.5", "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13", // RSA
        RsaPss,
        "1.2.840.10045.2.1", "1.2.840.10045.4.1", "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4", // ECDSA
    ];

    public static bool CanCheck(SignerInfo signer) =>
        Digest(signer.DigestAlgorithm.Value) is not null && Signatures.Contains(signer.SignatureAlgorithm.Value ?? "");

    public static HashAlgorithmName? Digest(string? oid) => oid switch
    {
        "1.2.840.113549.2.5" => HashAlgorithmName.MD5,
        "1.3.14.3.2.26" => HashAlgorithmName.SHA1,
        "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
        "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
        "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>The name of what is weak, as people are told; null when nothing is.</summary>
    public static string? Weakness(SignerInfo signer, X509Certificate2 certificate)
    {
        if (Digest(signer.DigestAlgorithm.Value) is { } digest && (digest == HashAlgorithmName.MD5 || digest == HashAlgorithmName.SHA1))
        {
            return digest == HashAlgorithmName.MD5 ? "MD5" : "SHA-1";
        }

        using var rsa = certificate.GetRSAPublicKey();
        return rsa is not null && rsa.KeySize < LeastRsaBits ? $"RSA a {rsa.KeySize} bit" : null;
    }
}
