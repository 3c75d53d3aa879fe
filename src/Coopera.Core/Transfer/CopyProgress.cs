namespace Coopera.Core.Transfer;

/// <param name="Rows">Read and written; then read once more, to compare.</param>
/// <param name="Left">At the pace so far; null before anything can be said.</param>
public sealed record CopyProgress(bool IsChecking, string Table, long Rows, long AllRows, TimeSpan? Left);

/// <param name="Differences">Tables whose rows are not the same in the end: none, or something wrote into one of the two.</param>
public sealed record CopyResult(long Rows, int Tables, bool WentOn, TimeSpan Took, IReadOnlyList<string> Differences);
