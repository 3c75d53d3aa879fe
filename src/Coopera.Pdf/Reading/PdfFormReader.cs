using Coopera.Pdf.Reading;

namespace Coopera.Pdf;

/// <summary>
/// Reads what people filled into a form, from files that anybody may have sent: only names, values and what is shown of them; nothing is
/// run. It goes by a small parser of our own, because PdfPig overflows the stack, which ends the process, on page trees, name trees and
/// fields that contain themselves.
/// </summary>
public static class PdfFormReader
{
    public const int MaximumLength = 10 * 1024 * 1024;

    public const string Off = "Off";

    /// <summary>
    /// Full field name → value. An empty text field is an empty string, a check box its state (<see cref="Off"/> or, in our own forms,
    /// <c>Yes</c>). A file without fields (a scan, a flattened form) gives none.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are not a PDF that can be read.</exception>
    /// <exception cref="PdfEncryptedException">It does not open without a password.</exception>
    public static IReadOnlyDictionary<string, string> Read(ReadOnlyMemory<byte> pdf) => Read(pdf, ReadingBudget.For(pdf.Length)).Values;

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte})"/>
    /// <returns>What could be read before the budget was spent.</returns>
    public static PdfForm Read(ReadOnlyMemory<byte> pdf, ReadingBudget budget)
    {
        if (pdf.Length > MaximumLength)
        {
            throw new InvalidDataException("The file is too large for a form.");
        }

        try
        {
            return PdfDocument.Read(new PdfFile(pdf, budget), document => new FormReading(document).Read());
        }
        catch (ReadingBudgetExceededException)
        {
            return new PdfForm([]) { IsCut = true };
        }
        catch (Exception fault) when (
            fault is not (InvalidDataException or PdfEncryptedException or OutOfMemoryException or OperationCanceledException))
        {
            // Not met in any test; should damage be met that nobody thought of, the sender gets the same answer.
            throw new InvalidDataException("The file cannot be read.", fault);
        }
    }

    public static bool IsOn(string? value) => value is not (null or "" or Off);
}
