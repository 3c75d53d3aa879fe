using System.Net.Sockets;
using Coopera.Core;
using Microsoft.AspNetCore.Connections;

namespace Coopera.Web.Hosting;

public static class Listening
{
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";

    public static void Check(IConfiguration configuration)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey] ?? "";
        var each = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (each.FirstOrDefault(url => !IsAddress(url)) is { } wrong)
        {
            throw new SettingsException(
                $"urls holds \"{wrong}\": it must be addresses like http://localhost:5080, without a path, parted by semicolons.");
        }
    }

    public static async Task ListenAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception failure) when (Reason(failure) is { } reason)
        {
            var urls = app.Configuration[WebHostDefaults.ServerUrlsKey] ?? "its address";
            throw new SettingsException($"The site cannot listen on {urls}: {reason}");
        }
    }

    private static string? Reason(Exception failure) => failure switch
    {
        { InnerException: AddressInUseException } => "another program uses the address; stop it, or set urls to another one.",
        SocketException => $"{failure.Message.TrimEnd('.')}; set urls to an address of this machine that this program may use.",
        { InnerException: SocketException inner } => Reason(inner),
        _ when failure.Source?.StartsWith(Kestrel, StringComparison.Ordinal) == true => failure.Message.Split('\n')[0].Trim(),
        _ => null,
    };

    private static bool IsAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            var isSocket = address.IsUnixPipe || address.IsNamedPipe;
            var isHost = isSocket || address.Host.StartsWith('[') || !address.Host.Contains(':', StringComparison.Ordinal);
            return isHost && address is { Scheme: "http" or "https", PathBase: "" or "/", Port: >= 0 and <= ushort.MaxValue };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
