using Coopera.Core.Staff;
using Coopera.Web.Hosting;

namespace Coopera.Web.Account;

public static class SignInPlaces
{
    /// <param name="name">Of the account that is signed in to.</param>
    public static SignInPlace Place(this HttpContext http, string name) => http.Place() with
    {
        Device = http.RequestServices.GetRequiredService<KnownDevices>().Of(http, name),
    };

    public static SignInPlace Place(this HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        return new SignInPlace(
            RateLimits.Source(address),
            Device: null,
            (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "",
            BrowserWords.Of(http.Request.Headers.UserAgent));
    }
}
