using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Coopera.Web.Tests.Faults;

/// <summary>
/// A line between the site and PostgreSQL that breaks when somebody commits: just before COMMIT arrives, or just before its answer does.
/// </summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    /// <summary>A simple query of the wire protocol: letter, length, text, zero.</summary>
    private static readonly byte[] Commit = [(byte)'Q', 0, 0, 0, 11, .. "COMMIT"u8, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Lock _gate = new();
    private readonly HashSet<TcpClient> _open = [];
    private readonly Task _accepting;
    private Break? _next;
    private bool _isAway;

    public CuttingProxy(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            SslMode = SslMode.Disable, // what is encrypted cannot be read here
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
        _accepting = AcceptAsync();
    }

    public enum Break
    {
        /// <summary>COMMIT arrives and is carried out; its answer gets lost.</summary>
        Answer,

        /// <summary>The same, and then the server cannot be reached any more.</summary>
        AnswerAndAll,

        /// <summary>COMMIT does not arrive.</summary>
        Commit,

        /// <summary>The line to the site breaks at once; COMMIT arrives a second later.</summary>
        AnswerThenLateCommit,
    }

    public string ConnectionString { get; }

    /// <summary>How many lines have broken.</summary>
    public int Broken { get; private set; }

    public void BreakAtNextCommit(Break how)
    {
        lock (_gate)
        {
            (_next, Broken) = (how, 0);
        }
    }

    /// <summary>The server can be reached again.</summary>
    public void Mend()
    {
        lock (_gate)
        {
            (_next, _isAway) = (null, false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        CloseAll();
        await _accepting;
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_over.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task CarryAsync(TcpClient site)
    {
        using var toSite = site;
        using var toServer = new TcpClient { NoDelay = true };
        site.NoDelay = true;
        lock (_gate)
        {
            if (_isAway)
            {
                return;
            }

            _open.Add(site);
        }

        try
        {
            await toServer.ConnectAsync(_server.Host!, _server.Port, _over.Token);
            var line = new Line();
            await Task.WhenAny(SendAsync(site, toServer, line), AnswerAsync(toServer, site, line));
            await line.Late;
        }
        catch (Exception end) when (end is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(site);
            }
        }
    }

    private async Task SendAsync(TcpClient from, TcpClient to, Line line)
    {
        var buffer = new byte[64 * 1024];
        while (await from.GetStream().ReadAsync(buffer, _over.Token) is var read and > 0)
        {
            var bytes = buffer.AsMemory(0, read);
            if (bytes.Span.IndexOf(Commit) >= 0 && Take() is { } how)
            {
                switch (how)
                {
                    case Break.Commit:
                        return;
                    case Break.AnswerThenLateCommit:
                        line.Late = LateAsync(to, bytes.ToArray());
                        from.Close();
                        return;
                    default:
                        line.How = how;
                        break;
                }
            }

            await to.GetStream().WriteAsync(bytes, _over.Token);
        }
    }

    private async Task AnswerAsync(TcpClient from, TcpClient to, Line line)
    {
        var buffer = new byte[64 * 1024];
        while (await from.GetStream().ReadAsync(buffer, _over.Token) is var read and > 0)
        {
            if (line.How is { } how)
            {
                if (how == Break.AnswerAndAll)
                {
                    CloseAll();
                }

                return; // it is committed; nobody hears of it
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _over.Token);
        }
    }

    private async Task LateAsync(TcpClient to, byte[] commit)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), _over.Token);
        await to.GetStream().WriteAsync(commit, _over.Token);
        await Task.Delay(TimeSpan.FromSeconds(1), _over.Token); // the server would roll back, were the line gone before it has read
    }

    private Break? Take()
    {
        lock (_gate)
        {
            var how = _next;
            _next = null;
            Broken += how is null ? 0 : 1;
            _isAway |= how == Break.AnswerAndAll;
            return how;
        }
    }

    private void CloseAll()
    {
        List<TcpClient> open;
        lock (_gate)
        {
            open = [.. _open];
        }

        open.ForEach(client => client.Close());
    }

    private sealed class Line
    {
        /// <summary>Set when the answer that comes next gets lost.</summary>
        public Break? How { get; set; }

        public Task Late { get; set; } = Task.CompletedTask;
    }
}
