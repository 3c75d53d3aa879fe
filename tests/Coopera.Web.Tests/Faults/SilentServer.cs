using System.Net;
using System.Net.Sockets;

namespace Coopera.Web.Tests.Faults;

/// <summary>A server that takes the connection and says nothing: whoever works on it has begun, and is not done.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentServer() => _listener.Start();

    /// <summary>As to a PostgreSQL, which is given up after so many seconds.</summary>
    public string Connection(int timeout) =>
        $"Host=127.0.0.1;Port={((IPEndPoint)_listener.LocalEndpoint).Port};Username=coopera;Database=coopera;Timeout={timeout}";

    /// <summary>Somebody has come.</summary>
    public async Task<IDisposable> TakeAsync() => await _listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromMinutes(4));

    public void Dispose() => _listener.Dispose();
}
