using Coopera.Core.Staff;

namespace Coopera.Web.Hosting;

public static class ClientPlace
{
    public static SignInPlace Place(this HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        return new SignInPlace(
            ClientNetwork.Of(address),
            Device: null,
            address is null ? "" : ClientNetwork.Plain(address).ToString(),
            BrowserWords.Of(http.Request.Headers.UserAgent));
    }
}
