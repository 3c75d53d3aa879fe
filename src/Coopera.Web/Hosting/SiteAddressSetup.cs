using Coopera.Core.Links;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Coopera.Web.Hosting;

public static class SiteAddressSetup
{
    public static IServiceCollection AddSiteAddresses(this IServiceCollection services) => services.AddSingleton(provider =>
        ActivatorUtilities.CreateInstance<SiteAddresses>(
            provider, (Func<string?>)(() =>
                provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault())));
}
