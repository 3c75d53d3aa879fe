using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Coopera.Web.Tests.Installing;

/// <summary>nginx with the files of the Debian installation, on free ports and in a folder of the test's.</summary>
internal sealed class NginxInFront : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-nginx-").FullName;
    private readonly Uri _address;
    private readonly Process _process;
    private readonly int _port = FreePort();

    private NginxInFront(string address, string[] how, string program)
    {
        _address = new Uri(address);
        PlainPort = FreePort();
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program, Files),
        };
        Client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == $"CN={_address.Host}",
            },
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port == 80 ? PlainPort : _port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = _address, Timeout = Patience };
        How = how;
    }

    /// <summary>Whatever name an address has, this nginx is asked.</summary>
    public HttpClient Client { get; }

    private int PlainPort { get; }

    private string[] How { get; }

    private string[] Files => ["-c", Path.Combine(_folder, "nginx.conf"), "-e", Path.Combine(_folder, "start.log")];

    public static async Task<NginxInFront> StartAsync(string address, Uri site, params string[] how)
    {
        var nginx = new NginxInFront(address, how, Tool.Find("nginx"));
        try
        {
            await nginx.WriteAsync(site);
            await nginx.StartAsync();
            return nginx;
        }
        catch
        {
            nginx.Dispose();
            throw;
        }
    }

    /// <summary>All that this nginx has written down.</summary>
    public string Logs()
    {
        var logs = Directory.GetFiles(_folder, "*.log");
        return string.Join('\n', logs.Select(log =>
        {
            using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd();
        }));
    }

    public void Dispose()
    {
        Client.Dispose();
        if (IsStarted())
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WriteAsync(Uri site)
    {
        var (certificate, key) = (Path.Combine(_folder, "certificate.pem"), Path.Combine(_folder, "key.pem"));
        var (made, why) = await Tool.RunAsync(
            Tool.Find("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", $"/CN={_address.Host}",
            "-keyout", key, "-out", certificate);
        Assert.True(made == 0, why);
        var (written, refusal) = await Tool.RunAsync(
            Path.Combine(Repository.Root, "deploy", "debian", "nginx", "write"), [_folder, _address.ToString(), certificate, key, .. How]);
        Assert.True(written == 0, refusal);
        foreach (var file in Directory.GetFiles(_folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".pem", StringComparison.Ordinal)))
        {
            File.WriteAllText(file, File.ReadAllText(file)
                .Replace("127.0.0.1:5080", site.Authority, StringComparison.Ordinal)
                .Replace("[::]:80;", $"[::1]:{PlainPort};", StringComparison.Ordinal)
                .Replace("listen 80;", $"listen 127.0.0.1:{PlainPort};", StringComparison.Ordinal)
                .Replace("[::]:443", $"[::1]:{_port}", StringComparison.Ordinal)
                .Replace("listen 443", $"listen 127.0.0.1:{_port}", StringComparison.Ordinal)
                .Replace("/var/log/nginx", _folder, StringComparison.Ordinal)
                .Replace("/usr/share/coopera", Path.Combine(Repository.Root, "deploy", "debian"), StringComparison.Ordinal));
        }

        // Below a path the host is somebody else's: this one stands for it.
        var hostOfOthers = $$"""
            server {
                listen 127.0.0.1:{{_port}} ssl;
                server_name {{_address.Host}};
                access_log off;
                error_log /dev/null;
                ssl_certificate {{certificate}};
                ssl_certificate_key {{key}};
                location / { return 200 "WordPress"; }
                include snippets/coopera.conf;
            }
            """;
        File.WriteAllText(Path.Combine(_folder, "nginx.conf"), $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            pid {{_folder}}/pid;
            worker_processes 1;
            events { worker_connections 256; }
            http {
                access_log {{_folder}}/any.log;
                client_body_temp_path {{_folder}}/body;
                proxy_temp_path {{_folder}}/proxy;
                fastcgi_temp_path {{_folder}}/fastcgi;
                uwsgi_temp_path {{_folder}}/uwsgi;
                scgi_temp_path {{_folder}}/scgi;
                include conf.d/*.conf;
                {{(_address.AbsolutePath == "/" ? "include sites-available/coopera;" : hostOfOthers)}}
            }
            """);
    }

    private async Task StartAsync()
    {
        var (code, output) = await Tool.RunAsync(_process.StartInfo.FileName, ["-t", .. Files]);
        Assert.True(code == 0, output);
        _process.Start();
        var end = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, _port);
                return;
            }
            catch (SocketException) when (DateTime.UtcNow < end && !_process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    private bool IsStarted()
    {
        try
        {
            return !_process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return false; // it was never started
        }
    }
}
