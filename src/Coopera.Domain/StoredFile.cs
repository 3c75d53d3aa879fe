namespace Coopera.Domain;

/// <param name="Key">Where the store keeps the bytes.</param>
/// <param name="Sha256">Of the bytes as they came, in hexadecimal, lower case.</param>
public sealed record StoredFile(string Key, string Name, string ContentType, long Length, string Sha256)
{
    public FileScan Scan { get; init; }
}
