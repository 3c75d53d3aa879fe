namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>The most that was alive at once, looked at a hundred times a second.</summary>
internal sealed class PeakOfMemory : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly long _before;
    private readonly Thread _watch;
    private long _peak;

    public PeakOfMemory()
    {
        _before = GC.GetTotalMemory(forceFullCollection: true);
        _watch = new Thread(Watch) { IsBackground = true };
        _watch.Start();
    }

    public long Stop()
    {
        _stop.Cancel();
        _watch.Join();
        return Math.Max(0, _peak - _before);
    }

    public void Dispose() => _stop.Dispose();

    private void Watch()
    {
        while (!_stop.Token.WaitHandle.WaitOne(10))
        {
            _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false));
        }
    }
}
