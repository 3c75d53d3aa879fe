namespace Coopera.Web.Commands;

/// <summary>What a script may rely on: docs/operations.md lists them.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>It could not be done; a sentence on standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The words were not understood; nothing was touched.</summary>
    public const int NotUnderstood = 2;

    /// <summary>It was looked at, and is not as it should be.</summary>
    public const int NotSound = 3;

    /// <summary>Somebody stopped it (Ctrl+C, SIGTERM) before it was done.</summary>
    public const int Stopped = 4;
}
