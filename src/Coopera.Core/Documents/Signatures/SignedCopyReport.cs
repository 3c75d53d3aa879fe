using System.Text.Json.Serialization;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

// Reports are kept as JSON for years: these are written by name, so that their order may change.

[JsonConverter(typeof(JsonStringEnumConverter<SignedCopyKind>))]
public enum SignedCopyKind
{
    Pdf,

    Cms,

    /// <summary>A time stamp around a document or an envelope: .tsd, or .m7m.</summary>
    Timestamped,
}

/// <summary>What was uploaded around the file that is kept.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CopyWrapping>))]
public enum CopyWrapping
{
    Mail,
    OutlookMail,
}

/// <summary>Why a file cannot be a signed scheda.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SignedCopyRefusal>))]
public enum SignedCopyRefusal
{
    Empty,
    TooLarge,
    Zip,
    OfficeDocument,
    Picture,
    WebPage,
    Encrypted,

    /// <summary>A PDF that asks for a password before it shows anything.</summary>
    PasswordProtected,
    TimestampedData,

    DetachedSignature,

    NotAPdfInside,
    TooManyEnvelopes,
    NoDocumentInMail,
    SeveralDocumentsInMail,

    /// <summary>The work became too much before it was known what the file is.</summary>
    TooMuchWork,
    Unreadable,
    Unknown,
}

[JsonConverter(typeof(JsonStringEnumConverter<SignatureKind>))]
public enum SignatureKind
{
    Cades,
    Pades,

    /// <summary>A time stamp over the whole PDF: nobody's signature, but it says what the file was like at that time.</summary>
    DocumentTimestamp,
}

[JsonConverter(typeof(JsonStringEnumConverter<SignatureFault>))]
public enum SignatureFault
{
    /// <summary>What was signed is not what the file holds now.</summary>
    ContentChanged,
    SignatureMismatch,

    CertificateMismatch,

    AttributesMismatch,

    /// <summary>PDF: the signed ranges are not the file without the signature.</summary>
    RangesMismatch,

    /// <summary>PDF: the file is shorter than what was signed.</summary>
    Truncated,
    CertificateMissing,
    UnknownAlgorithm,
    UnknownFormat,
    Unreadable,

    /// <summary>A field made ready for a signature that nobody gave.</summary>
    NeverCompleted,
}

[JsonConverter(typeof(JsonStringEnumConverter<SigningTimeSource>))]
public enum SigningTimeSource
{
    SignerClock,

    /// <summary>An RFC 3161 time stamp that belongs to this signature.</summary>
    Timestamp,
}

/// <summary>What became of a PDF after it was signed, as far as readers show it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AfterSigning>))]
public enum AfterSigning
{
    Nothing,

    /// <summary>Certificates and time stamps were added, by which the signature can be checked for years.</summary>
    ValidationData,

    /// <summary>Others signed it as well, and did nothing else.</summary>
    AnotherSignature,

    /// <summary>Fields have, or show, another value.</summary>
    OtherValues,

    OtherChanges,
}

/// <param name="Authority">Who stamped the time, as its certificate says.</param>
public sealed record SigningTime(DateTimeOffset At, SigningTimeSource Source, string? Authority = null);

[JsonConverter(typeof(JsonStringEnumConverter<CertificatePeriod>))]
public enum CertificatePeriod
{
    Valid,
    Expired,
    NotYetValid,
    TimeUnknown,
}

/// <summary>What the certificate says about its holder. Nobody has checked that it says the truth.</summary>
/// <param name="Code">The fiscal code, or another personal number, masked.</param>
/// <param name="IsSelfIssued">The certificate is its own issuer: whoever made it chose the name.</param>
/// <param name="Thumbprint">SHA-256 of the certificate.</param>
public sealed record Signer(
    string Name, string? Organisation, string? Code, string? Issuer, bool IsSelfIssued,
    DateTimeOffset ValidFrom, DateTimeOffset ValidTo, string Thumbprint);

public sealed record FoundSignature(SignatureKind Kind, int Layer)
{
    /// <summary>Null: the mathematics of the signature holds. That alone makes no signature legally valid.</summary>
    public SignatureFault? Fault { get; init; }

    public bool IsIntact => Fault is null;

    public Signer? Signer { get; init; }

    public SigningTime? Time { get; init; }

    public bool HasBadTimestamp { get; init; }

    public CertificatePeriod Period { get; init; } = CertificatePeriod.TimeUnknown;

    /// <summary>"SHA-1", "MD5", "RSA a 1024 bit"; null when nothing weak was used.</summary>
    public string? WeakAlgorithm { get; init; }

    public bool NamesItsCertificate { get; init; }

    public bool HasCounterSignatures { get; init; }

    public long CoveredLength { get; init; }

    /// <summary>Bytes of the file that came after what was signed.</summary>
    public long BytesAfter { get; init; }

    /// <summary>Null for envelopes, and in reports of older versions, which only counted the bytes.</summary>
    public AfterSigning? Since { get; init; }

    /// <summary>The names of fields that have, or show, another value than when this was signed.</summary>
    public IReadOnlyList<string> ChangedFields { get; init; } = [];

    public bool CoversWholeFile => IsIntact && (BytesAfter == 0 || Since == AfterSigning.Nothing);

    /// <summary>What came after was signed in turn, by whomever, or is in an intact envelope.</summary>
    public bool IsFollowedByAnother { get; init; }

    /// <summary>It says what it said when it was given, about the file as it is.</summary>
    public bool StillHolds => IsIntact && (CoversWholeFile || IsFollowedByAnother || Since == AfterSigning.ValidationData);

    public FoundSignature With(PdfChanges changes) => this with
    {
        Since = changes.Kinds.HasFlag(PdfChange.Other) ? AfterSigning.OtherChanges
            : changes.Kinds.HasFlag(PdfChange.Values) ? AfterSigning.OtherValues
            : changes.Kinds.HasFlag(PdfChange.Signature) ? AfterSigning.AnotherSignature
            : changes.Kinds.HasFlag(PdfChange.ValidationData) ? AfterSigning.ValidationData
            : AfterSigning.Nothing,
        ChangedFields = changes.Fields,
        IsFollowedByAnother = IsIntact && changes.Kinds.HasFlag(PdfChange.Signature)
            && (changes.Kinds & (PdfChange.Values | PdfChange.Other)) == PdfChange.None,
    };

    /// <summary>Whoever signs the envelope vouches for what is in it, but not for what became of a signature that is inside.</summary>
    public FoundSignature InIntactEnvelope() => this with
    {
        IsFollowedByAnother = IsFollowedByAnother
            || (IsIntact && BytesAfter > 0 && Since is not (AfterSigning.OtherValues or AfterSigning.OtherChanges)),
    };
}

/// <param name="Kind">Null when the file was refused before it was known.</param>
/// <param name="Refusal">Null when the file can be a signed scheda, also without any digital signature.</param>
public sealed record SignedCopyReport(string Sha256, long Length, SignedCopyKind? Kind, SignedCopyRefusal? Refusal)
{
    public bool IsAccepted => Refusal is null;

    public IReadOnlyList<FoundSignature> Signatures { get; init; } = [];

    public int Unexamined { get; init; }

    /// <summary>Looking at all of it would have been too much work: people have to.</summary>
    public bool IsPartial { get; init; }

    public CopyWrapping? TakenFrom { get; init; }

    /// <summary>Signatures that an earlier state of the PDF had and that are gone from it.</summary>
    public IReadOnlyList<FoundSignature> TakenAway { get; init; } = [];

    /// <summary>The PDF does not say where its parts are: programs may show different ones, so people must look.</summary>
    public bool HasDamagedTables { get; init; }

    /// <summary>The PDF does not end with its end mark: a broken upload, or something was put after it.</summary>
    public bool LooksIncomplete { get; init; }

    public bool IsSigned => Signatures.Any(s => s.Kind != SignatureKind.DocumentTimestamp);

    /// <summary>Somebody signed, every signature found is intact, and together they cover the whole file.</summary>
    public bool IsWhollyIntact =>
        IsAccepted && IsSigned && !IsPartial && Unexamined == 0 && !HasDamagedTables
        && Signatures.All(s => s.StillHolds);

    /// <summary>The file's media type by its content; null when it was refused before it was known.</summary>
    [JsonIgnore]
    public string? MediaType => Kind switch
    {
        SignedCopyKind.Pdf => "application/pdf",
        SignedCopyKind.Cms => "application/pkcs7-mime",
        SignedCopyKind.Timestamped => "application/octet-stream",
        _ => null,
    };

    /// <summary>One for each layer, so that whoever takes them off by name comes to a PDF; null when it was refused.</summary>
    [JsonIgnore]
    public string? Extension { get; init; }

    /// <summary>The file that is kept instead of the mail it came in; empty when that is the upload itself.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Taken { get; init; }

    /// <summary>As the mail calls it: untrusted.</summary>
    [JsonIgnore]
    public string? TakenName { get; init; }

    [JsonIgnore]
    public ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>What the innermost intact signature vouches for: for a PDF that grew after signing, only its beginning.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> SignedDocument { get; init; }
}
