namespace Coopera.Pdf.Reading;

public sealed class PdfEncryptedException(bool asksForPassword) : Exception("The file is encrypted.")
{
    /// <summary>A password opens it; else it is encrypted for certain people, or in a way that is not read here.</summary>
    public bool AsksForPassword => asksForPassword;
}
