namespace Coopera.Pdf.Reading;

public sealed class ReadingBudgetExceededException() : Exception("Reading this file would take more work than a file of its length is worth.");
