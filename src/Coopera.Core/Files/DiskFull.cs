namespace Coopera.Core.Files;

public static class DiskFull
{
    // ENOSPC and EDQUOT on Linux, then macOS; ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL and ERROR_DISK_QUOTA_EXCEEDED on Windows.
    private static readonly HashSet<int> Unix = [28, 122, 69];
    private static readonly HashSet<int> Windows = [39, 112, 1295];

    private static int Code => OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;

    /// <summary>As the system says it, before it has to: what is left is for the database.</summary>
    public static IOException Soon() =>
        new("Less room than Uploads:LeastFreeMegabytes.", Code);

    /// <summary>For who hears of it otherwise than by the system's own exception.</summary>
    public static IOException Now(string what) => new($"The disk is full: there is no room for {what}.", Code);

    public static bool Caused(Exception? failure) => failure switch
    {
        null => false,
        IOException { HResult: var code } => OperatingSystem.IsWindows() ? Windows.Contains(code & 0xFFFF) : Unix.Contains(code),
        AggregateException => Caused(failure.InnerException),
        _ => false,
    };
}
