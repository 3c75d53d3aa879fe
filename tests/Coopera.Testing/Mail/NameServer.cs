using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Coopera.Testing.Mail;

/// <summary>
/// A small name server (RFC 1035) on a loopback port: it knows the TXT and MX records it was given, says "no such name" to all else, or
/// nothing at all.
/// </summary>
public sealed class NameServer : IDisposable
{
    private const ushort Mx = 15;
    private const ushort Txt = 16;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly List<(string Name, ushort Type, byte[] Data)> _records = [];

    public NameServer()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _ = Task.Run(AnswerAsync);
    }

    public string Address => $"{_socket.LocalEndPoint}";

    public bool IsSilent { get; set; }

    public NameServer WithText(string name, string text)
    {
        // Each string of a record holds at most 255 bytes.
        var bytes = Encoding.ASCII.GetBytes(text);
        return With(name, Txt, [.. bytes.Chunk(255).SelectMany(chunk => chunk.Prepend((byte)chunk.Length))]);
    }

    public NameServer WithMx(string name, string server) => With(name, Mx, [0, 10, .. Name(server)]);

    public void Forget(string name)
    {
        lock (_records)
        {
            _records.RemoveAll(record => record.Name == name);
        }
    }

    public void Dispose() => _socket.Dispose();

    private NameServer With(string name, ushort type, byte[] data)
    {
        lock (_records)
        {
            _records.Add((name, type, data));
        }

        return this;
    }

    private async Task AnswerAsync()
    {
        var question = new byte[512];
        try
        {
            while (true)
            {
                var came = await _socket.ReceiveFromAsync(question, new IPEndPoint(IPAddress.Any, 0));
                if (!IsSilent)
                {
                    await _socket.SendToAsync(Answer(question.AsSpan(0, came.ReceivedBytes)), came.RemoteEndPoint);
                }
            }
        }
        catch (Exception end) when (end is ObjectDisposedException or SocketException)
        {
            // the test is over
        }
    }

    private byte[] Answer(ReadOnlySpan<byte> question)
    {
        var (name, end) = NameAt(question, 12);
        var type = BinaryPrimitives.ReadUInt16BigEndian(question[end..]);
        List<byte[]> found;
        bool isKnown;
        lock (_records)
        {
            isKnown = _records.Exists(record => record.Name == name);
            found = [.. _records.Where(record => record.Name == name && record.Type == type).Select(record => record.Data)];
        }

        // Id, "answer, recursion desired and available" with NXDOMAIN where the name is not there, and the counts.
        var answer = new List<byte>
        {
            question[0], question[1], 0x81, (byte)(isKnown ? 0x80 : 0x83), 0, 1, 0, (byte)found.Count, 0, 0, 0, 0,
        };
        answer.AddRange(question[12..(end + 4)]);
        foreach (var data in found)
        {
            answer.AddRange([0xc0, 12, (byte)(type >> 8), (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length]);
            answer.AddRange(data);
        }

        return [.. answer];
    }

    private static byte[] Name(string name) => name.Length == 0
        ? [0]
        : [.. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    private static (string Name, int End) NameAt(ReadOnlySpan<byte> message, int at)
    {
        var labels = new List<string>();
        for (; message[at] > 0; at += message[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(message.Slice(at + 1, message[at])).ToLowerInvariant());
        }

        return (string.Join('.', labels), at + 1);
    }
}
