using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Coopera.Testing.Site;

/// <summary>
/// Listens as ClamAV's daemon does and speaks its INSTREAM, since the real one wants a gigabyte of signatures: whatever holds the word
/// "EICAR" is infected, and what is longer than its limit is told so and hung up on.
/// </summary>
public sealed class ClamDaemon : IDisposable
{
    private readonly Socket _listener;
    private readonly int _limit;

    private ClamDaemon(Socket listener, EndPoint address, int limit)
    {
        (_listener, _limit) = (listener, limit);
        listener.Bind(address);
        listener.Listen();
        _ = ServeAsync();
    }

    public string Address => _listener.LocalEndPoint is IPEndPoint { Port: var port } ? $"127.0.0.1:{port}" : $"{_listener.LocalEndPoint}";

    public int Scanned { get; private set; }

    public static ClamDaemon OnPort(int limit = 25_000_000) =>
        new(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.Loopback, 0), limit);

    public static ClamDaemon OnSocket(string path) =>
        new(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), 25_000_000);

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var visitor = await _listener.AcceptAsync();
                await using var stream = new NetworkStream(visitor);
                await AnswerAsync(stream);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            var command = new List<byte>();
            while (stream.ReadByte() is var one and > 0)
            {
                command.Add((byte)one);
            }

            var answer = Encoding.ASCII.GetString([.. command]) switch
            {
                "zPING" => "PONG",
                "zINSTREAM" => await ScanAsync(stream),
                _ => "UNKNOWN COMMAND",
            };
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{answer}\0"));
        }
        catch (IOException)
        {
            // The site hung up.
        }
    }

    private async Task<string> ScanAsync(NetworkStream stream)
    {
        var (size, all) = (new byte[4], new MemoryStream());
        while (true)
        {
            await stream.ReadExactlyAsync(size);
            if (BinaryPrimitives.ReadInt32BigEndian(size) is var length && length == 0)
            {
                Scanned++;
                return Encoding.Latin1.GetString(all.ToArray()).Contains("EICAR", StringComparison.Ordinal)
                    ? "stream: Eicar-Test-Signature FOUND"
                    : "stream: OK";
            }

            if (all.Length + length > _limit)
            {
                return "INSTREAM size limit exceeded. ERROR";
            }

            var chunk = new byte[length];
            await stream.ReadExactlyAsync(chunk);
            all.Write(chunk);
        }
    }
}
