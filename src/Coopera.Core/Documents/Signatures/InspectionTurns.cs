namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// Two files are looked into at a time, whoever sends them and how many there are: the others wait, and whoever leaves meanwhile waits no
/// longer. It is of the process and not of a scope, because so are the processor and the memory.
/// </summary>
public static class InspectionTurns
{
    public const int AtOnce = 2;

    private static readonly SemaphoreSlim Turns = new(AtOnce);

    public static async Task<T> TakeAsync<T>(Func<Task<T>> look, CancellationToken cancellation)
    {
        await Turns.WaitAsync(cancellation);
        try
        {
            return await look();
        }
        finally
        {
            Turns.Release();
        }
    }
}
