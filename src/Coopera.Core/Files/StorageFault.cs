namespace Coopera.Core.Files;

/// <summary>The disk is full, or what is there may not be written to: whatever somebody sent, it is no fault of theirs.</summary>
public static class StorageFault
{
    // EIO and EROFS on Linux and macOS; ERROR_WRITE_PROTECT and ERROR_IO_DEVICE on Windows.
    private static readonly HashSet<int> Unix = [5, 30];
    private static readonly HashSet<int> Windows = [19, 1117];

    public static bool Caused(Exception? failure) => DiskFull.Caused(failure) || failure switch
    {
        UnauthorizedAccessException or DirectoryNotFoundException => true,
        IOException { HResult: var code } => OperatingSystem.IsWindows() ? Windows.Contains(code & 0xFFFF) : Unix.Contains(code),
        AggregateException => Caused(failure.InnerException),
        _ => false,
    };
}
