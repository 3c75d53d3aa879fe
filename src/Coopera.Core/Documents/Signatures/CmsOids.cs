namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// Object identifiers of the standards used here: RFC 5652 (CMS), RFC 5126 and 5035 (CAdES), RFC 3161 (time stamps), X.520 (names).
/// </summary>
public static class CmsOids
{
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string EnvelopedData = "1.2.840.113549.1.7.3";
    public const string AuthenticatedEnvelopedData = "1.2.840.113549.1.9.16.1.23";
    public const string TimestampedData = "1.2.840.113549.1.9.16.1.31";

    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningTime = "1.2.840.113549.1.9.5";
    public const string CounterSignature = "1.2.840.113549.1.9.6";
    public const string SigningCertificate = "1.2.840.113549.1.9.16.2.12";
    public const string SignatureTimestamp = "1.2.840.113549.1.9.16.2.14";
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    public const string CommonName = "2.5.4.3";
    public const string Surname = "2.5.4.4";
    public const string SerialNumber = "2.5.4.5";
    public const string Organisation = "2.5.4.10";
    public const string GivenName = "2.5.4.42";
    public const string QualifierOfName = "2.5.4.46";
}
