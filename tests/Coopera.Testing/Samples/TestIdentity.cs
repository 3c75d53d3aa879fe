using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Coopera.Testing.Samples;

/// <summary>Certificates of people who do not exist, from an authority that does not either, made anew at each run.</summary>
public static class TestIdentity
{
    public const string FiscalCode = "RSSMRA80A01H501Z";

    public static readonly DateTimeOffset SignedAt = new(2026, 3, 3, 9, 15, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset From = SignedAt.AddYears(-1);
    private static readonly DateTimeOffset To = SignedAt.AddYears(2);

    private static readonly Lazy<X509Certificate2> LazyAuthority = new(() =>
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=Autorità di prova CA 1, O=Autorità di prova, C=IT", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(SignedAt.AddYears(-20), SignedAt.AddYears(20));
    });

    private static readonly Lazy<X509Certificate2> LazyMario =
        new(() => Issue(RSA.Create(2048), Citizen("Mario", "Rossi", $"TINIT-{FiscalCode}")));
    private static readonly Lazy<X509Certificate2> LazyLucia =
        new(() => Issue(RSA.Create(2048), Citizen("Lucia", "Bianchi", "IT:BNCLCU85B41G273K")));
    private static readonly Lazy<X509Certificate2> LazyTimestamper = new(() => Issue(
        RSA.Create(2048), Name(("2.5.4.10", "Orologi di prova"), ("2.5.4.3", "Marca temporale 7")), usage: "1.3.6.1.5.5.7.3.8"));

    public static X509Certificate2 Authority => LazyAuthority.Value;

    public static X509Certificate2 Mario => LazyMario.Value;

    public static X509Certificate2 Lucia => LazyLucia.Value;

    public static X509Certificate2 Timestamper => LazyTimestamper.Value;

    public static X500DistinguishedName Citizen(string given, string surname, string number) => Name(
        ("2.5.4.6", "IT"), ("2.5.4.10", "Comune di Castroreale"), ("2.5.4.5", number),
        ("2.5.4.42", given), ("2.5.4.4", surname), ("2.5.4.3", $"{surname} {given}".ToUpperInvariant()));

    public static X500DistinguishedName Name(params (string Oid, string Value)[] parts)
    {
        var builder = new X500DistinguishedNameBuilder();
        foreach (var (oid, value) in parts)
        {
            builder.Add(oid, value);
        }

        return builder.Build();
    }

    public static X509Certificate2 Issue(
        RSA key, X500DistinguishedName subject, DateTimeOffset? from = null, DateTimeOffset? to = null, string? usage = null)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Issue(request, from, to, usage).CopyWithPrivateKey(key);
    }

    public static X509Certificate2 Issue(RSA key, X500DistinguishedName subject, X509Extension names)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names);
        return Issue(request, null, null, null).CopyWithPrivateKey(key);
    }

    public static X509Certificate2 Issue(ECDsa key, X500DistinguishedName subject) =>
        Issue(new CertificateRequest(subject, key, HashAlgorithmName.SHA256), null, null, null).CopyWithPrivateKey(key);

    private static X509Certificate2 Issue(CertificateRequest request, DateTimeOffset? from, DateTimeOffset? to, string? usage)
    {
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        if (usage is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: true));
        }

        using var key = Authority.GetRSAPrivateKey()!;
        var generator = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        return request.Create(Authority.SubjectName, generator, from ?? From, to ?? To, RandomNumberGenerator.GetBytes(8));
    }
}
