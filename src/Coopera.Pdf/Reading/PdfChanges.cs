namespace Coopera.Pdf.Reading;

[Flags]
public enum PdfChange
{
    None = 0,

    /// <summary>Certificates, lists of revoked ones and time stamps, by which a signature can be checked for years.</summary>
    ValidationData = 1,

    /// <summary>A further signature that holds.</summary>
    Signature = 2,

    /// <summary>What is written in fields, or what these show.</summary>
    Values = 4,

    Other = 8,
}

/// <param name="Fields">Names of the fields that are another now.</param>
public sealed record PdfChanges(PdfChange Kinds, IReadOnlyList<string> Fields)
{
    public static readonly PdfChanges None = new(PdfChange.None, []);

    public static readonly PdfChanges Unclear = new(PdfChange.Other, []);
}
