using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Coopera.Web.Tests.SqlServer;

/// <summary>
/// What SQL Server says on the wire (TDS 7.4), as far as its own driver asks: it lets people in or does not, begins and ends
/// transactions, and answers each statement with one row changed, or with an error of the test's. It keeps nothing.
/// </summary>
internal sealed class TdsServer : IDisposable
{
    private const int Deadlock = 1205;
    private const byte Answer = 4;
    private const byte Done = 0xFD;
    private const byte DoneInProcedure = 0xFF;
    private const byte DoneProcedure = 0xFE;

    /// <summary>SQL_Latin1_General_CP1_CI_AS, the server's own.</summary>
    private static readonly byte[] Collation = [9, 4, 0xD0, 0, 0x34];
    private static readonly byte[] Number = [1, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] RolledBack = Change(10, [], Number);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, (int Number, string Message)?> _refusal;
    private readonly (int Number, string Message)? _noEntry;
    private int _statements;

    /// <param name="refusal">The error that answers the statement of this number, which counts from one.</param>
    public TdsServer(
        Func<int, (int Number, string Message)?>? refusal = null, (int Number, string Message)? noEntry = null)
    {
        _refusal = refusal ?? (_ => null);
        _noEntry = noEntry;
        _listener.Start();
        _ = ListenAsync();
    }

    public string ConnectionString =>
        $"Server=tcp:127.0.0.1,{((IPEndPoint)_listener.LocalEndpoint).Port};Database=Coopera;User ID=coopera;Password=nobody;Encrypt=False;"
        + "Pooling=False;ConnectRetryCount=0";

    public int Statements => _statements;

    public int Commits { get; private set; }

    public void Dispose() => _listener.Stop();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = ServeAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (await ReadAsync(stream) is var (kind, body))
                {
                    await stream.WriteAsync(Packet(Reply(kind, body)));
                }
            }
            catch (IOException)
            {
                // who asked is gone
            }
        }
    }

    private byte[] Reply(byte kind, byte[] body) => kind switch
    {
        0x12 => Greeting(),
        0x10 => _noEntry is { } no ? [.. Error(no, 14), .. End(Done, 2, 0)] : [.. Welcome(), .. End(Done, 0, 0)],
        0x0E => Transaction(BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(body)))),
        _ when _refusal(Interlocked.Increment(ref _statements)) is { } refusal =>
            [.. Error(refusal, 13), .. refusal.Number == Deadlock ? RolledBack : [], .. End(DoneProcedure, 2, 0)],
        _ => [.. End(DoneInProcedure, 0x11, 1), 0x79, 0, 0, 0, 0, .. End(DoneProcedure, 0, 0)],
    };

    /// <summary>5 begins one, 7 commits it, 8 takes it back.</summary>
    private byte[] Transaction(ushort request)
    {
        Commits += request == 7 ? 1 : 0;
        return [.. request == 5 ? Change(8, Number, []) : request == 7 ? Change(9, [], Number) : RolledBack, .. End(Done, 0, 0)];
    }

    /// <summary>No encryption, one statement at a time.</summary>
    private static byte[] Greeting() =>
        [0, 0, 16, 0, 6, 1, 0, 22, 0, 1, 4, 0, 23, 0, 1, 0xFF, 16, 0, 0x10, 0, 0, 0, 2, 0];

    private static byte[] Welcome()
    {
        byte[] body = [1, 0x74, 0, 0, 4, .. Short("Coopera"), 16, 0, 0x10, 0];
        byte[] size = [4, .. Short("4096"), .. Short("4096")];
        return [0xAD, .. Two(body.Length), .. body, 0xE3, .. Two(size.Length), .. size, .. Change(7, Collation, [])];
    }

    private static byte[] Error((int Number, string Message) error, byte severity)
    {
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, error.Number);
        byte[] body =
        [
            .. number, 1, severity, .. Two(error.Message.Length), .. Encoding.Unicode.GetBytes(error.Message),
            .. Short("test"), .. Short(""), 1, 0, 0, 0,
        ];
        return [0xAA, .. Two(body.Length), .. body];
    }

    private static byte[] Change(byte kind, byte[] to, byte[] from)
    {
        byte[] body = [kind, (byte)to.Length, .. to, (byte)from.Length, .. from];
        return [0xE3, .. Two(body.Length), .. body];
    }

    private static byte[] End(byte token, ushort status, long rows)
    {
        var count = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(count, rows);
        return [token, .. Two(status), .. Two(rows > 0 ? 0xC3 : 0), .. count];
    }

    private static byte[] Two(int number) => [(byte)number, (byte)(number >> 8)];

    private static byte[] Short(string text) => [(byte)text.Length, .. Encoding.Unicode.GetBytes(text)];

    private static byte[] Packet(byte[] body) =>
        [Answer, 1, (byte)((body.Length + 8) >> 8), (byte)(body.Length + 8), 0, 0, 1, 0, .. body];

    private static async Task<(byte Kind, byte[] Body)?> ReadAsync(Stream stream)
    {
        var header = new byte[8];
        var body = new List<byte>();
        do
        {
            if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false) < header.Length)
            {
                return null;
            }

            var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - header.Length];
            await stream.ReadExactlyAsync(part);
            body.AddRange(part);
        }
        while ((header[1] & 1) == 0);
        return (header[0], [.. body]);
    }
}
