namespace Coopera.Pdf.Reading;

/// <summary>
/// What may be spent on one file, whatever it holds and however many readers look at it: every byte looked at and every step taken counts,
/// so that the work is bounded by the file's length and not by what stands in it.
/// </summary>
public sealed class ReadingBudget(long bytes, long steps, CancellationToken cancellation = default)
{
    private const long FreeBytes = 160L * 1024 * 1024;
    private const long BytesForOne = 16;
    private const long FreeSteps = 2_000_000;

    private long _bytes = bytes;
    private long _steps = steps;

    /// <summary>
    /// For one whole inspection of a file: enough for hundreds of signed pages, and at most a second or two of one processor.
    /// </summary>
    public static ReadingBudget For(long length, CancellationToken cancellation = default) =>
        new(FreeBytes + (BytesForOne * length), FreeSteps + length, cancellation);

    /// <exception cref="ReadingBudgetExceededException">More was looked at than the file is worth.</exception>
    /// <exception cref="OperationCanceledException">Whoever sent the file has left.</exception>
    public void SpendBytes(long count)
    {
        cancellation.ThrowIfCancellationRequested();
        if ((_bytes -= count) < 0)
        {
            throw new ReadingBudgetExceededException();
        }
    }

    /// <inheritdoc cref="SpendBytes"/>
    public void SpendStep()
    {
        if ((_steps & 0xFFF) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        if (--_steps < 0)
        {
            throw new ReadingBudgetExceededException();
        }
    }
}
