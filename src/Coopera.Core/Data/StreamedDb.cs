namespace Coopera.Core.Data;

/// <summary>
/// For lists that may be long: they are read row by row. The servers' usual contexts try again what failed, and EF therefore holds in
/// memory what such a query gave until its end; here nothing is tried again, and who reads is told when it breaks off.
/// </summary>
public sealed class StreamedDb(StreamedDb.Maker make) : IAsyncDisposable, IDisposable
{
    private CooperaDb? _db;

    public delegate CooperaDb Maker();

    public CooperaDb Db => _db ??= make();

    public void Dispose() => _db?.Dispose();

    public ValueTask DisposeAsync() => _db?.DisposeAsync() ?? ValueTask.CompletedTask;
}
