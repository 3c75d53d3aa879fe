using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Coopera.Domain;

namespace Coopera.Core.Files;

/// <summary>
/// ClamAV's daemon, asked by its socket (<c>Antivirus:Socket</c>; the commands zINSTREAM and zPING of clamd(8)). Only what it finds is
/// refused: when it is off, away or out of its depth the file is kept, and staff read that nobody looked into it.
/// </summary>
public sealed partial class Antivirus(Settings settings, ILogger<Antivirus> logger)
{
    public const string Infected = "L’antivirus ha trovato qualcosa di pericoloso in questo file, e non lo abbiamo preso. Controlla il "
        + "computer da cui arriva, e prova con un’altra copia.";

    private const int ChunkSize = 64 * 1024;
    private const int LongestAnswer = 1024;

    private static readonly TimeSpan PatienceForAFile = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PatienceForAWord = TimeSpan.FromSeconds(3);

    public bool IsOn => settings.Antivirus is not null;

    public async Task<FileScan> ScanAsync(ReceivedFile file, CancellationToken cancellationToken)
    {
        if (!IsOn)
        {
            return FileScan.NotScanned;
        }

        await using var content = file.Open();
        var answer = await AskAsync("zINSTREAM\0", content, PatienceForAFile, cancellationToken);
        if (answer?.EndsWith(" FOUND", StringComparison.Ordinal) == true)
        {
            Log.Found(logger, answer);
            return FileScan.Infected;
        }

        if (answer?.EndsWith(": OK", StringComparison.Ordinal) == true)
        {
            return FileScan.Clean;
        }

        Log.NotScanned(logger, answer ?? "no answer");
        return FileScan.NotScanned;
    }

    public async Task<bool> AnswersAsync(CancellationToken cancellationToken) =>
        await AskAsync("zPING\0", null, PatienceForAWord, cancellationToken) == "PONG";

    /// <summary>Null when it is away or takes too long.</summary>
    private async Task<string?> AskAsync(string command, Stream? content, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var address = settings.Antivirus!;
            using var socket = address is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(address, limit.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command), limit.Token);
            if (content is not null)
            {
                await SendAsync(stream, content, limit.Token);
            }

            return await ReadAsync(stream, limit.Token);
        }
        catch (Exception away) when (away is SocketException or IOException
            || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Chunks, each after its length; an empty one ends it.</summary>
    private static async Task SendAsync(NetworkStream stream, Stream content, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            int read;
            do
            {
                read = await content.ReadAsync(chunk.AsMemory(sizeof(int), ChunkSize - sizeof(int)), cancellationToken);
                BinaryPrimitives.WriteInt32BigEndian(chunk, read);
                await stream.WriteAsync(chunk.AsMemory(0, sizeof(int) + read), cancellationToken);
            }
            while (read > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        while (length < answer.Length && await stream.ReadAsync(answer.AsMemory(length), cancellationToken) is var read and > 0)
        {
            length += read;
            if (answer[length - 1] == 0)
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A file was refused, the antivirus says: {Answer}")]
        public static partial void Found(ILogger logger, string answer);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A file was kept that the antivirus did not look into: {Answer}")]
        public static partial void NotScanned(ILogger logger, string answer);
    }
}
