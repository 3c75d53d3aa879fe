using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Hosting;

/// <summary>Lets a test say which network address a request comes from: the last hop, which nobody can make up.</summary>
internal sealed class FromAddress : IStartupFilter
{
    private const string Header = "Test-Remote-Address";

    public static void Join(IServiceCollection services) => services.AddSingleton<IStartupFilter, FromAddress>();

    public static Visitor Visitor(CooperaSite site, string address, params (string Name, string Value)[] headers)
    {
        var visitor = site.NewVisitor();
        foreach (var (name, value) in headers.Append((Header, address)))
        {
            visitor.Client.DefaultRequestHeaders.Add(name, value);
        }

        return visitor;
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, onward) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.TryParse(context.Request.Headers[Header], out var address)
                ? address
                : IPAddress.Loopback;
            return onward(context);
        });
        next(app);
    };
}
