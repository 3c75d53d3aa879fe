using System.Net;
using System.Net.Sockets;

namespace Coopera.Web.Hosting;

/// <summary>
/// Where a request comes from, as limits count it: the address; of IPv6 the /64, which is what one subscriber has.
/// </summary>
public static class ClientNetwork
{
    private const string Unknown = "unknown";

    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return Unknown;
        }

        var plain = Plain(address);
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return plain.ToString();
        }

        var bytes = plain.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return $"{new IPAddress(bytes)}/64";
    }

    internal static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
